using AgeFormal.Algebra;
using AgeFormal.Networks.Building;
using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Tests.Torch;

/// <summary>Zeros between the points and a convolution are the transposed convolution of the tensor library.</summary>
public sealed class TransposedConvolutionTests
{
    private static NetworkBuilder On(PointGroup group, int channels, int side) =>
        new NetworkGroup(group, BuilderOptions.Default with { HaarWeight = 1 }).Input(
            new FieldType(group, Fibre.Regular, channels, Region.On(group, side))
        );

    [Test]
    public void Over_the_plain_group_it_is_the_transposed_convolution_of_libtorch(
        [Values(1, 2, 3)] int factor,
        [Values(1, 2, 3, 4)] int window,
        [Values(0, 1, 2)] int padding
    )
    {
        const int side = 5;
        if (padding >= window)
            return;
        using var scope = NewDisposeScope();
        var op = On(PointGroups.P1, 2, side)
            .ConvolveTransposed(3, window, factor, c => c with { Padding = window - 1 - padding })
            .Build("t")
            .Elaborate();
        var parameters = SmallIntegers.Parameters(op, seed: 1);
        var input = SmallIntegers.Signal(op.Input, 2, seed: 2);
        using var network = SmallIntegers.Compile(op, parameters);
        Assert.That(op.Parameters().Select(p => p.Name), Is.EqualTo(new[] { "c1.weight" }));
        // [o, c, y, x] turned around is [c, o, y, x].
        var kernel = tensor([.. parameters["c1.weight"]], ScalarType.Float64)
            .reshape(3, 2, window, window)
            .flip(2, 3)
            .transpose(0, 1);
        var expected = nn.functional.conv_transpose2d(
            tensor([.. input.Values], ScalarType.Float64).reshape(2, 2, side, side),
            kernel,
            strides: [factor, factor],
            padding: [padding, padding]
        );
        Assert.That(
            network.Run(input).Values,
            Is.EqualTo(expected.contiguous().data<double>().ToArray())
        );
    }

    [TestCase("p4m", 4, 2, 1, 8)]
    [TestCase("p4m", 4, 4, 2, 8)]
    [TestCase("p4m", 5, 3, 1, 9)]
    [TestCase("p6m", 5, 3, 1, 9)]
    [TestCase("O", 2, 2, 1, 4)]
    public void It_commutes_with_all_of_H_bit_for_bit(
        string symbol,
        int side,
        int window,
        int padding,
        int outputs
    )
    {
        var group = PointGroups.Parse(symbol);
        var op = On(group, 1, side)
            .ConvolveTransposed(2, window, 2, c => c with { Padding = padding })
            .Build("t")
            .Elaborate();
        Assert.That(op.Output.Grid, Is.EqualTo(Region.On(group, outputs)));
        Assert.That(Verification.Exactness.Explain(op).IsExact);
        Assert.That(Verification.Prover.Prove(op).IsProved);
        using var network = SmallIntegers.Compile(op, SmallIntegers.Parameters(op, seed: 3));
        var input = SmallIntegers.Signal(op.Input, 1, seed: 4);
        var output = network.Run(input);
        foreach (var h in group.Group.Elements)
            Assert.That(
                network.Run(SignalAction.Transform(input, h)),
                Is.EqualTo(SignalAction.Transform(output, h)),
                group.Group.ElementNames[h]
            );
    }
}
