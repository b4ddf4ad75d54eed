using AgeFormal.Algebra;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;

namespace AgeFormal.Networks.Tests.Torch.Concurrency;

/// <summary>
/// A network with a layer of every kind that keeps kernels or constants, an input, two sets of weights and the outputs that
/// one thread alone finds for them.
/// </summary>
internal sealed class Served
{
    /// <summary>Sums may be taken in another order when the threads of libtorch are busy.</summary>
    private const double Rounding = 1e-4;

    private Served()
    {
        Op = Typing.Elaborate(Layers, Type);
        Input = SmallIntegers.Signal(Type, 2, seed: 1);
        Weights = [Initial(1), Initial(2)];
        Expected = [.. Weights.Select(Alone)];
        Assert.That(SmallIntegers.Error(Expected[0], Expected[1]), Is.GreaterThan(100 * Rounding));
    }

    public TypedOp Op { get; }

    public Signal<double> Input { get; }

    public IReadOnlyList<Parameters<double>> Weights { get; }

    public IReadOnlyList<Signal<double>> Expected { get; }

    /// <summary>A network with the first weights in evaluation mode, before its first pass.</summary>
    public TorchNetwork Fresh() => SmallIntegers.Compile(Op, Weights[0], Precision.Single);

    /// <summary>The output is that of the first weights.</summary>
    public void AssertFirst(Signal<double> output) => Assert.That(Fits(output, 0), "first weights");

    /// <summary>The output is that of one of the sets of weights and no mixture.</summary>
    public void AssertEither(Signal<double> output) =>
        Assert.That(Fits(output, 0) || Fits(output, 1), "either weights");

    private bool Fits(Signal<double> output, int weights) =>
        SmallIntegers.Error(output, Expected[weights]) < Rounding;

    private static FieldType Type { get; } =
        new(PointGroups.P6, Fibre.Trivial, 1, Region.Hexagon(4));

    private static Op Layers { get; } =
        new Op.Sequence([
            new("lift", new Op.LiftingConvolution(2, Region.Hexagon(1))),
            new("norm", new Op.BatchNormalization()),
            new("", new Op.Pointwise(PointwiseFunction.Relu)),
            new(
                "full",
                new Op.AttentiveConvolution(2, Region.Hexagon(1))
                {
                    Channel = new ChannelAttention(1),
                    Spatial = new SpatialAttention(Region.Hexagon(1)),
                }
            ),
            new(
                "input",
                new Op.InputAttention
                {
                    Channel = new ChannelAttention(1),
                    Spatial = new SpatialAttention(Region.Hexagon(1)),
                }
            ),
            new(
                "own",
                new Op.Custom(
                    DesignParser.Parse(
                        """
                        design own
                        input f[2] on group
                        output 2
                        param w[2, H]
                        λ(g; o). 1/6 · Σ[k ∈ H] f[o](g·k) · w(k; o)
                        """,
                        "text"
                    )
                )
            ),
            new("group", new Op.GroupConvolution(2, Region.Hexagon(1)) { HaarWeight = 1 }),
            new("", new Op.GlobalPooling(Reduction.Max)),
        ]);

    // Its layers, which stand above, are made before it.
    public static Served Example { get; } = new();

    private Parameters<double> Initial(long seed)
    {
        using var network = TorchNetwork.Create(Op, new TorchOptions { Seed = seed });
        return network.Parameters();
    }

    private Signal<double> Alone(Parameters<double> weights)
    {
        using var network = SmallIntegers.Compile(Op, weights, Precision.Single);
        return network.Run(Input);
    }
}
