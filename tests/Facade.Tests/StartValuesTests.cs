using AgeFormal.Algebra;
using AgeFormal.Facade.Building;
using AgeFormal.Networks;
using AgeFormal.Networks.Building;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;

namespace AgeFormal.Facade.Tests;

/// <summary>Before training a network of default layers keeps the size of its signal, whatever the group, activation and depth.</summary>
public sealed class StartValuesTests
{
    private const double Least = 1.0 / 3;
    private const double Most = 3;

    private static readonly Dictionary<string, Func<NetworkBuilder, NetworkBuilder>> Activations =
        new()
        {
            ["plain"] = builder => builder,
            ["relu"] = builder => builder.Relu(),
            ["tanh"] = builder => builder.Apply(PointwiseFunction.Tanh),
            ["sigmoid"] = builder => builder.Apply(PointwiseFunction.Sigmoid),
        };

    private static IEnumerable<TestCaseData> Cases() =>
        from kind in new[] { "plain", "relu", "full attention", "attention on the input" }
        from name in PointGroups.All.Select(one => one.Symbol)
        // Attention keeps a response for every pair of elements of H.
        where kind is "plain" or "relu" || PointGroups.Parse(name).Order <= 12
        select new TestCaseData(kind, name);

    // Nothing is added around the grid: zeros there would make the signal smaller, whatever the start.
    [TestCaseSource(nameof(Cases))]
    public void Four_layers_keep_the_deviation(string kind, string symbol)
    {
        var group = PointGroups.Parse(symbol);
        var network = Four(kind, group, BuilderOptions.Default);
        foreach (var (layer, deviation) in Deviations(network))
            Assert.That(deviation, Is.InRange(Least, Most), layer);
    }

    private static IEnumerable<TestCaseData> Deep() =>
        from activation in Activations.Keys
        from symbol in activation == "relu" ? ["p4", "p6m", "O"] : new[] { "p4", "p6m" }
        select new TestCaseData(activation, symbol);

    // Chance adds up from layer to layer, the less the wider they are.
    [TestCaseSource(nameof(Deep))]
    public void Twenty_layers_keep_the_deviation(string activation, string symbol)
    {
        const int channels = 64;
        var builder = Equivariant
            .On(PointGroups.Parse(symbol))
            .Input(channels, size: 3)
            .Lift(channels, 1);
        for (var i = 1; i < 20; i++)
            builder = Activations[activation](builder).Convolve(channels, 1);
        foreach (var (layer, deviation) in Deviations(builder.Build("deep")))
            Assert.That(deviation, Is.InRange(Least, Most), layer);
    }

    [TestCase("p4")]
    [TestCase("p6m")]
    public void Residual_blocks_keep_the_deviation(string symbol)
    {
        const int channels = 32;
        var builder = Equivariant
            .On(PointGroups.Parse(symbol))
            .Input(channels, size: 3)
            .Lift(channels, 1);
        for (var i = 1; i < 8; i++)
            builder = builder
                .Residual(branch => branch.Relu().Convolve(channels, 1))
                .Relu()
                .Convolve(channels, 1);
        foreach (var (layer, deviation) in Deviations(builder.Build("residual")))
            Assert.That(deviation, Is.InRange(Least, Most), layer);
    }

    [TestCase("p4")]
    [TestCase("Oh")]
    public void The_published_start_of_group_convolutions_does_not(string symbol)
    {
        var published = BuilderOptions.Default with { Initial = WeightScale.Uniform };
        Assert.That(
            Deviations(Four("plain", PointGroups.Parse(symbol), published)).Values.Min(),
            Is.LessThan(0.05)
        );
    }

    [TestCase(1)]
    [TestCase(7)]
    public void The_weight_of_the_measure_changes_nothing(int weight)
    {
        var heavy = BuilderOptions.Default with { HaarWeight = weight };
        foreach (var (layer, deviation) in Deviations(Four("relu", PointGroups.P4m, heavy)))
            Assert.That(deviation, Is.InRange(Least, Most), layer);
    }

    // Of the layers, by name, over the points of their grids.
    private static Dictionary<string, double> Deviations(Network network)
    {
        using var compiled = TorchNetwork.Create(network.Elaborate());
        var random = new Random(1);
        var input = Signal<double>.Generate(
            network.Input,
            4,
            // Twelve uniform values add up to variance 1.
            _ => Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6
        );
        return compiled
            .Activations(input)
            .Where(output =>
                output.Key.StartsWith('c') && !output.Key.Contains('.', StringComparison.Ordinal)
            )
            .ToDictionary(output => output.Key, output => Deviation(output.Value));
    }

    private static double Deviation(Signal<double> signal)
    {
        var inside = signal.Type.Grid.Mask();
        double[] values = [.. signal.Values.Where((_, i) => inside[i % inside.Count])];
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    private static Network Four(string kind, PointGroup group, BuilderOptions options)
    {
        var builder = Equivariant
            .On(group, options)
            .Input(channels: 4, size: group.Dimension == 3 ? 10 : 17);
        for (var i = 0; i < 4; i++)
        {
            ConvolutionOptions Attended(ConvolutionOptions c) =>
                kind switch
                {
                    "attention on the input" => c.AttendInput(a => a.Channel(1).Spatial(3)),
                    "full attention" => c.Attend(a => a.Channel(1).Spatial(3)),
                    _ => c,
                };
            builder = i == 0 ? builder.Lift(4, 3, Attended) : builder.Convolve(4, 3, Attended);
            if (kind != "plain")
                builder = builder.Relu();
        }
        return builder.Build("chain");
    }
}
