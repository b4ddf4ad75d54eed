using AgeFormal.Algebra;
using AgeFormal.Networks.Torch;
using AgeFormal.Networks.Torch.Execution;
using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Tests.Torch;

/// <summary>Batch normalisation in training: the batch's statistics over the grid's points alone.</summary>
public sealed class BatchStatisticsTests
{
    private const double Epsilon = 1.0 / 50_000;
    private const double Momentum = 0.1;

    [TestCase("p4", Fibre.Regular)]
    [TestCase("p4", Fibre.Trivial)]
    [TestCase("p6", Fibre.Regular)]
    [TestCase("p6m", Fibre.Trivial)]
    [TestCase("O", Fibre.Regular)]
    public void Training_uses_and_follows_the_statistics_of_the_points(string symbol, Fibre fibre)
    {
        using var scope = NewDisposeScope();
        var op = Normalization(symbol, fibre);
        var parameters = SmallIntegers.Parameters(op, seed: 1);
        using var network = SmallIntegers.Compile(op, parameters);
        network.train();
        var input = SmallIntegers.Signal(op.Input, 3, seed: 2);
        var output = network.forward(
            SignalTensor.Write(input, new Placement(ScalarType.Float64, CPU))
        );
        var after = network.Parameters();
        var expected = new double[input.Values.Length];
        for (var channel = 0; channel < op.Input.Channels; channel++)
        {
            var indices = IndicesOf(input, channel);
            var mean = indices.Average(i => input.Values[i]);
            var squares = indices.Sum(i => Math.Pow(input.Values[i] - mean, 2));
            foreach (var i in indices)
                expected[i] =
                    (input.Values[i] - mean)
                        / Math.Sqrt(squares / indices.Count + Epsilon)
                        * parameters["weight"][channel]
                    + parameters["bias"][channel];
            Assert.That(
                after["running_mean"][channel],
                Is.EqualTo((1 - Momentum) * parameters["running_mean"][channel] + Momentum * mean)
                    .Within(1e-12)
            );
            Assert.That(
                after["running_var"][channel],
                Is.EqualTo(
                        (1 - Momentum) * parameters["running_var"][channel]
                            + Momentum * squares / (indices.Count - 1)
                    )
                    .Within(1e-12)
            );
        }
        Assert.That(
            SmallIntegers.Error(
                SignalTensor.Read(output, op.Output),
                Signal<double>.Create(op.Output, [.. expected])
            ),
            Is.LessThan(1e-12)
        );
    }

    [Test]
    public void Evaluation_leaves_the_running_statistics_alone()
    {
        var op = Normalization("p6", Fibre.Regular);
        var parameters = SmallIntegers.Parameters(op, seed: 1);
        using var network = SmallIntegers.Compile(op, parameters);
        network.Run(SmallIntegers.Signal(op.Input, 2, seed: 2));
        Assert.That(network.Parameters()["running_mean"], Is.EqualTo(parameters["running_mean"]));
    }

    [TestCase("p4")]
    [TestCase("p6")]
    public void A_single_value_has_no_variance(string symbol)
    {
        var group = PointGroups.Parse(symbol);
        var op = Typing.Elaborate(
            new Op.BatchNormalization(),
            new FieldType(group, Fibre.Trivial, 1, Region.On(group, 1))
        );
        using var network = TorchNetwork.Create(op);
        using var input = zeros([1, 1, 1, 1, 1]);
        Assert.That(
            () => network.forward(input),
            Throws.ArgumentException.With.Message.Contains("at least 2 values")
        );
    }

    private static TypedOp Normalization(string symbol, Fibre fibre)
    {
        var group = PointGroups.Parse(symbol);
        return Typing.Elaborate(
            new Op.BatchNormalization(),
            new FieldType(group, fibre, 3, Region.On(group, group.Dimension == 3 ? 2 : 5))
        );
    }

    private static List<int> IndicesOf(Signal<double> signal, int channel)
    {
        var type = signal.Type;
        var mask = type.Grid.Mask();
        return
        [
            .. Enumerable
                .Range(0, signal.Values.Length)
                .Where(i =>
                    i / (type.FibreSize * mask.Count) % type.Channels == channel
                    && mask[i % mask.Count]
                ),
        ];
    }
}
