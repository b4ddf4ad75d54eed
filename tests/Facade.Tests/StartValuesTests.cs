using AgeFormal.Algebra;
using AgeFormal.Facade.Building;
using AgeFormal.Networks;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;

namespace AgeFormal.Facade.Tests;

/// <summary>Before training a network of default layers keeps the size of its signal, whatever the group.</summary>
public sealed class StartValuesTests
{
    private const double Least = 1.0 / 3;
    private const double Most = 3;
    private const int Layers = 4;

    private static IEnumerable<TestCaseData> Cases() =>
        from kind in new[] { "plain", "relu", "full attention", "attention on the input" }
        from name in PointGroups.All.Select(one => one.Symbol)
        // Nothing is added around the grid: zeros there would make the signal smaller, whatever the start.
        // Attention keeps a response for every pair of elements of H.
        where kind is "plain" or "relu" || PointGroups.Parse(name).Order <= 12
        select new TestCaseData(kind, name);

    [TestCaseSource(nameof(Cases))]
    public void Four_layers_keep_the_deviation(string kind, string symbol)
    {
        var network = Chain(kind, symbol, o => o);
        foreach (var (layer, deviation) in Deviations(network))
            Assert.That(deviation, Is.InRange(Least, Most), layer);
    }

    [TestCase("p4")]
    [TestCase("Oh")]
    public void The_published_start_of_group_convolutions_does_not(string symbol) =>
        Assert.That(
            Deviations(Chain("plain", symbol, o => o with { Initial = WeightScale.Uniform }))
                .Values.Min(),
            Is.LessThan(0.05)
        );

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
        var outputs = compiled.Activations(input);
        return Enumerable
            .Range(1, Layers)
            .ToDictionary(i => $"c{i}", i => Deviation(outputs[$"c{i}"].Values));
    }

    private static double Deviation(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    private static Network Chain(
        string kind,
        string symbol,
        Func<BuilderOptions, BuilderOptions> options
    )
    {
        var group = PointGroups.Parse(symbol);
        var side = group.Dimension == 3 ? 10 : 17;
        var builder = Equivariant
            .On(group, options(BuilderOptions.Default))
            .Input(channels: 4, size: side);
        for (var i = 0; i < Layers; i++)
        {
            if (kind == "attention on the input")
                builder = builder.AttendInput(a => a.Channel(1).Spatial(3));
            builder = i == 0 ? builder.Lift(4, 3) : builder.Convolve(4, 3);
            if (kind == "full attention")
                builder = builder.Attend(a => a.Channel(1).Spatial(3));
            if (kind != "plain" && i < Layers - 1)
                builder = builder.Relu();
        }
        return builder.Build("chain");
    }
}
