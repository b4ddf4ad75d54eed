using AgeFormal.Algebra;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using FsCheck;
using FsCheck.Fluent;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Tests.Torch.Attention;

/// <summary>Attentive convolutions of any geometry, and what they do to an input by a method.</summary>
internal static class AttentiveLayers
{
    /// <summary>Layers of every kind.</summary>
    public static Gen<TypedOp> Any(PointGroup symmetry, bool isExact) =>
        from fibre in Gen.Elements(Fibre.Trivial, Fibre.Regular)
        from channels in Gen.Elements(1, 2, 4)
        from outputs in Gen.Choose(1, 3)
        from size in Gen.Choose(2, symmetry.Dimension == 3 ? 3 : 7)
        from window in Gen.Elements(1, 3)
        from stride in Gen.Choose(1, 2)
        from padding in Gen.Choose(0, 2)
        from mode in Gen.Elements(PaddingMode.Zeros, PaddingMode.Circular)
        from dilation in Gen.Choose(1, 2)
        from branch in Gen.Elements(AttentionBranch.Direct, AttentionBranch.Residual)
        from kind in Gen.Choose(0, 2)
        from statistics in Gen.Elements<EqArray<Reduction>>(
            [Reduction.Mean, Reduction.Max],
            [Reduction.Max, Reduction.Sum],
            [Reduction.Max],
            [Reduction.Sum]
        )
        from exact in Gen.Elements(PointwiseFunction.Relu, PointwiseFunction.Identity)
        // The kernels know the sigmoid; another gate is libtorch's.
        from gate in Gen.Elements(PointwiseFunction.Sigmoid, PointwiseFunction.Tanh)
        from reach in Gen.Elements(1, 3)
        let isHexagonal = symmetry.Lattice == Lattice.Hexagonal
        let typed = Typed(
            new Op.AttentiveConvolution(outputs, Region.On(symmetry, window))
            {
                Sampling = new(
                    stride,
                    Padding.Symmetric(padding, isHexagonal ? PaddingMode.Zeros : mode),
                    dilation
                ),
                HaarWeight = 1,
                Branch = branch,
                Channel =
                    kind == 1
                        ? null
                        : new ChannelAttention(1)
                        {
                            Statistics = Whole(statistics, isExact),
                            Gate = isExact ? exact : PointwiseFunction.Sigmoid,
                        },
                Spatial =
                    kind == 2
                        ? null
                        : new SpatialAttention(Region.On(symmetry, reach))
                        {
                            Statistics = Whole(statistics, isExact),
                            Gate = isExact ? exact : gate,
                            Dilation = dilation,
                        },
            },
            new FieldType(
                symmetry,
                fibre,
                channels,
                Region.On(symmetry, isHexagonal && size % 2 == 0 ? size - 1 : size)
            )
        )
        where typed is not null
        select typed;

    /// <summary>The output of a layer, and the gradients of a weighted sum of it for the input and each parameter.</summary>
    public static IReadOnlyList<Tensor> Run(
        TypedOp op,
        Parameters<double> parameters,
        Signal<double> input,
        TorchOptions options
    )
    {
        using var network = TorchNetwork.Create(op, options);
        network.Load(parameters);
        network.eval();
        var placement = options.Placement;
        var given = SignalTensor.Write(input, placement);
        given.requires_grad = true;
        var output = network.forward(given);
        var weights = SignalTensor.Write(
            SmallIntegers.Signal(op.Output, input.Batch, seed: 77),
            placement
        );
        output.mul(weights).sum().backward();
        return
        [
            output.detach(),
            given.grad!.clone(),
            .. network.TrainedParameters.Select(parameter => parameter.grad!.clone()),
        ];
    }

    /// <summary>max |a − b| / max(1, max |b|) over all tensors.</summary>
    public static double Error(IReadOnlyList<Tensor> actual, IReadOnlyList<Tensor> expected) =>
        actual
            .Zip(
                expected,
                (a, b) => (a - b).abs().max().ToDouble() / Math.Max(1, b.abs().max().ToDouble())
            )
            .Max();

    private static double ToDouble(this Tensor scalar) =>
        scalar.to(ScalarType.Float64).item<double>();

    // A mean of whole numbers need not be one.
    private static EqArray<Reduction> Whole(EqArray<Reduction> statistics, bool isExact) =>
        isExact
            ? statistics.Select(by => by == Reduction.Mean ? Reduction.Sum : by).ToEqArray()
            : statistics;

    private static TypedOp? Typed(Op op, FieldType input)
    {
        try
        {
            return Typing.Elaborate(op, input);
        }
        catch (TypingException)
        {
            return null;
        }
    }
}
