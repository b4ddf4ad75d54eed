using AgeFormal.Algebra;
using AgeFormal.Networks.Torch;
using AgeFormal.Networks.Torch.Execution;
using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Tests.Torch;

/// <summary>Automatic derivatives against central differences.</summary>
public sealed class GradientTests
{
    private const double Step = 1e-5;
    private const double Tolerance = 1e-6;

    [Test]
    public void Gradients_are_the_limits_of_differences(
        [Values("p4", "p4m", "p6", "O")] string symbol,
        [Values] bool training
    )
    {
        using var scope = NewDisposeScope();
        var group = PointGroups.Parse(symbol);
        using var network = TorchNetwork.Create(
            Operator(group),
            new TorchOptions { Precision = Precision.Double, Seed = 3 }
        );
        network.train(training);
        var signal = SmallIntegers.Signal(network.Input, 2, seed: 4).Map(value => value / 4);
        var input = SignalTensor.Write(signal, new Placement(ScalarType.Float64, CPU));
        input.requires_grad = true;
        var weights = SignalTensor.Write(
            SmallIntegers.Signal(network.Output, 2, seed: 5),
            new Placement(ScalarType.Float64, CPU)
        );
        Tensor Loss() => network.forward(input).mul(weights).sum();

        Loss().backward();
        foreach (var (index, variable) in network.TrainedParameters.Append(input).Index())
        {
            var mask = ReferenceEquals(variable, input) ? network.Input.Grid.Mask() : [true];
            var gradient = SignalTensor.Values(variable.grad!);
            var differences = Differences(variable, Loss);
            // Points outside of an outline carry no value, so a difference there says nothing.
            var inside = Enumerable
                .Range(0, gradient.Length)
                .Where(i => mask[i % mask.Count])
                .ToArray();
            var scale = inside.Max(i => Math.Abs(differences[i]));
            Assert.That(scale, Is.GreaterThan(1e-3), $"variable {index}");
            foreach (var i in inside)
                Assert.That(
                    gradient[i],
                    Is.EqualTo(differences[i]).Within(Tolerance * scale),
                    $"variable {index}, entry {i}"
                );
        }
    }

    [Test]
    public void Values_and_gradients_of_a_function_are_those_of_its_definition(
        [Values("sigmoid", "tanh", "exp", "silu", "gelu", "pow 2", "pow 3")] string name
    )
    {
        using var scope = NewDisposeScope();
        var function = PointwiseFunction.Find(name)!;
        var op = Typing.Elaborate(
            new Op.Pointwise(function),
            new FieldType(PointGroups.P1, Fibre.Trivial, 1, Region.Box(1, 81))
        );
        using var network = TorchNetwork.Create(
            op,
            new TorchOptions { Precision = Precision.Double }
        );
        var values = Enumerable.Range(-40, 81).Select(i => i / 4.0).ToArray();
        var input = tensor(values, ScalarType.Float64).reshape(1, 1, 1, 1, 81);
        input.requires_grad = true;
        var output = network.forward(input);
        output.sum().backward();
        foreach (
            var (x, value, slope) in values.Zip(
                SignalTensor.Values(output),
                SignalTensor.Values(input.grad!)
            )
        )
        {
            Assert.That(value, Is.EqualTo(function.Real(x)).Within(1e-14 * (1 + Math.Abs(value))));
            var difference = (function.Real(x + Step) - function.Real(x - Step)) / (2 * Step);
            Assert.That(slope, Is.EqualTo(difference).Within(1e-8 * (1 + Math.Abs(slope))));
        }
    }

    [TestCase("reciprocal")]
    [TestCase("sqrt")]
    [TestCase("rsqrt")]
    [TestCase("log")]
    [TestCase("pow 1/3")]
    [TestCase("pow -1")]
    public void A_function_singular_at_zero_sends_finite_gradients_into_a_hexagon(string function)
    {
        using var scope = NewDisposeScope();
        var op = Typing.Elaborate(
            new Op.Pointwise(PointwiseFunction.Find(function)!),
            new FieldType(PointGroups.P6, Fibre.Trivial, 1, Region.Hexagon(1))
        );
        using var network = TorchNetwork.Create(op);
        var input = SignalTensor.Write(
            SmallIntegers.Positive(op.Input, 1, seed: 1),
            new Placement(ScalarType.Float32, CPU)
        );
        input.requires_grad = true;
        network.forward(input).sum().backward();
        Assert.That(SignalTensor.Values(input.grad!).All(double.IsFinite), Is.True);
    }

    private static double[] Differences(Tensor variable, Func<Tensor> loss)
    {
        using var _ = no_grad();
        using var entries = variable.detach().view(-1);
        var result = new double[entries.NumberOfElements];
        for (var i = 0; i < result.Length; i++)
        {
            using var scope = NewDisposeScope();
            var start = entries[i].item<double>();
            entries[i] = start + Step;
            var above = loss().item<double>();
            entries[i] = start - Step;
            var below = loss().item<double>();
            entries[i] = start;
            result[i] = (above - below) / (2 * Step);
        }
        return result;
    }

    private static TypedOp Operator(PointGroup group)
    {
        var volume = group.Dimension == 3;
        var window = Region.On(group, 3);
        return Typing.Elaborate(
            new Op.Sequence([
                new(
                    "lift",
                    new Op.LiftingConvolution(volume ? 1 : 2, window)
                    {
                        Sampling = Sampling.Dense with { Padding = Padding.Symmetric(1) },
                    }
                ),
                new("norm", new Op.BatchNormalization()),
                new("", new Op.Pointwise(PointwiseFunction.Tanh)),
                new("group", new Op.GroupConvolution(1, volume ? Region.On(group, 1) : window)),
                new("pool", new Op.SpatialPooling(Reduction.Mean, Region.On(group, 1))),
            ]),
            new FieldType(
                group,
                Fibre.Trivial,
                1,
                Region.On(
                    group,
                    volume ? 2
                        : group.Lattice == Lattice.Square ? 4
                        : 5
                )
            )
        );
    }
}
