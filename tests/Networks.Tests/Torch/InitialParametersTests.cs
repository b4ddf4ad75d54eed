using AgeFormal.Algebra;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Tests.Torch;

/// <summary>A new network holds what its declarations and its seed say.</summary>
public sealed class InitialParametersTests
{
    // Single precision may round a bound up.
    private const double Slack = 1 + 1e-6;

    [Test]
    public void Equal_seeds_give_equal_networks_and_different_seeds_different_ones()
    {
        var first = Draw(WeightScale.Normal, 7);
        Assert.That(Draw(WeightScale.Normal, 7), Is.EqualTo(first));
        Assert.That(Draw(WeightScale.Normal, 8), Is.Not.EqualTo(first));
    }

    [Test]
    public void Layers_of_one_shape_start_differently()
    {
        var weights = Create(WeightScale.Uniform, 0);
        Assert.That(weights["a.weight"], Is.Not.EqualTo(weights["b.weight"]));
    }

    [TestCase(1)]
    [TestCase(3)]
    public void Uniform_values_fill_their_interval(double scale)
    {
        var weights = Draw(new WeightScale(WeightDistribution.FanInUniform, scale), 1);
        var bound = scale / Math.Sqrt(Channels * 9);
        Assert.That(weights.Max(), Is.InRange(0.99 * bound, bound * Slack));
        Assert.That(weights.Min(), Is.InRange(-bound * Slack, -0.99 * bound));
        Assert.That(Deviation(weights), Is.EqualTo(bound / Math.Sqrt(3)).Within(3).Percent);
    }

    [TestCase(WeightDistribution.FanInNormal, 1)]
    [TestCase(WeightDistribution.FanInNormal, 2)]
    [TestCase(WeightDistribution.Normal, 0.01)]
    public void Normal_values_have_their_deviation(WeightDistribution distribution, double scale)
    {
        var weights = Draw(new WeightScale(distribution, scale), 1);
        var deviation =
            distribution == WeightDistribution.Normal ? scale : scale / Math.Sqrt(Channels * 9);
        Assert.That(Deviation(weights), Is.EqualTo(deviation).Within(3).Percent);
        Assert.That(weights.Average(), Is.EqualTo(0).Within(0.03 * deviation));
        // Beyond one deviation lie 31.7 % of a normal distribution, 42 % of a uniform one.
        Assert.That(
            weights.Count(x => Math.Abs(x) > deviation) / (double)weights.Count,
            Is.EqualTo(0.317).Within(0.02)
        );
    }

    [Test]
    public void Normalisation_starts_as_the_identity()
    {
        var parameters = Create(WeightScale.Uniform, 5);
        Assert.That(parameters["norm.weight"], Is.All.EqualTo(1));
        Assert.That(parameters["norm.bias"], Is.All.EqualTo(0));
        Assert.That(parameters["norm.running_mean"], Is.All.EqualTo(0));
        Assert.That(parameters["norm.running_var"], Is.All.EqualTo(1));
    }

    private const int Channels = 24;

    private static EqArray<double> Draw(WeightScale scale, long seed) =>
        Create(scale, seed)["a.weight"].ToEqArray();

    private static Parameters<double> Create(WeightScale scale, long seed)
    {
        var convolution = new Op.GroupConvolution(Channels, Region.Box(3, 3)) { Initial = scale };
        var op = Typing.Elaborate(
            new Op.Sequence([
                new("a", convolution),
                new("norm", new Op.BatchNormalization()),
                new("b", convolution),
            ]),
            new FieldType(PointGroups.P4, Fibre.Regular, Channels, Region.Box(5, 5))
        );
        using var network = TorchNetwork.Create(op, new TorchOptions { Seed = seed });
        return network.Parameters();
    }

    private static double Deviation(EqArray<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(x => (x - mean) * (x - mean)));
    }
}
