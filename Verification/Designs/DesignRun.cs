using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Designs;

/// <summary>Random parameters, from the smallest one to 1.</summary>
/// <param name="Seed">The seed of parameters and signal.</param>
/// <param name="Smallest">The smallest value of a parameter.</param>
internal sealed record RandomDraw(int Seed, double Smallest);

/// <summary>Runs a layer on a torus on f and on L_ḡ f.</summary>
internal static class DesignRun
{
    // Signals that run together, where they are small.
    private const int BatchSize = 32;

    // The values that are computed for signals which run together.
    private const double BatchValues = 1 << 25;

    /// <summary>A larger group is run on its generators.</summary>
    public const int LargestOrder = 1024;

    // The values that the reference evaluator may read.
    private const double ReferenceBudget = 1e6;

    /// <summary>A group on which a layer computes more values for all its elements is run on its generators.</summary>
    public const double MostValues = 1 << 30;

    public static Outcome<DesignExecution> Of(
        TorusLayer layer,
        IExecutor executor,
        Precision precision,
        RandomDraw draw
    )
    {
        var group = layer.Group;
        var random = new Random(draw.Seed);
        var parameters = layer.Parameters(Drawn(random, draw.Smallest));
        using var running = executor.Compile(layer.Op, parameters, precision);
        var f = new double[layer.Op.Input.Channels, group.Order];
        for (var channel = 0; channel < f.GetLength(0); channel++)
        for (var element = 0; element < group.Order; element++)
            f[channel, element] = 2 * random.NextDouble() - 1;
        Signal<double> Moved(EqArray<int> by) =>
            layer.Translated(by, (channel, element) => f[channel, element]);
        Signal<double> Translated(EqArray<int> by) => running.Run(Moved(by));

        var elements =
            group.Order <= LargestOrder && layer.Computed * group.Order <= MostValues
                ? Enumerable.Range(0, group.Order).ToEqArray()
                : group.Generators;
        var output = Translated([group.Identity]);
        var (largest, deviation) = (output.Values.Max(Math.Abs), 0.0);
        var batch = (int)Math.Clamp(BatchValues / layer.Computed, 1, BatchSize);
        foreach (var by in elements.Chunk(batch))
            deviation = Math.Max(
                deviation,
                Deviation(layer, Translated(by.ToEqArray()), output, by)
            );
        if (!double.IsFinite(largest + deviation))
            return new Outcome<DesignExecution>.NotExecuted(
                $"an output of {running.Execution} is not finite on random data; finite values are expected"
            );
        if (largest == 0)
            return new Outcome<DesignExecution>.NotExecuted(
                $"the output of {running.Execution} is zero everywhere on random data, so that nothing is compared"
            );
        return new Outcome<DesignExecution>.Executed(
            new(
                running.Execution,
                group.PointGroup,
                group.Size,
                group.Order,
                elements.Count,
                deviation / largest,
                RoundingTolerance.Of(layer.Op, precision)
            )
            {
                Reference = RealCheck.Compare(
                    layer.Op,
                    parameters,
                    Moved([group.Identity]),
                    (running, output),
                    precision,
                    ReferenceBudget
                ),
            }
        );
    }

    // An entry that stands for several has one value.
    private static Func<string, EqArray<int>, double> Drawn(Random random, double smallest)
    {
        var known = new Dictionary<(string, EqArray<int>), double>();
        return (name, index) =>
            known.TryGetValue((name, index), out var value)
                ? value
                : known[(name, index)] = smallest + (1 - smallest) * random.NextDouble();
    }

    /// <summary>max|Φ(L_ḡ f)(ḡ·s) − Φ(f)(s)| over the ḡ of a batch.</summary>
    private static double Deviation(
        TorusLayer layer,
        Signal<double> left,
        Signal<double> output,
        int[] by
    )
    {
        var deviation = 0.0;
        for (var signal = 0; signal < by.Length; signal++)
        for (var channel = 0; channel < layer.Op.Output.Channels; channel++)
        for (var element = 0; element < layer.Group.Order; element++)
        {
            var moved = layer.Index(channel, layer.Group.Multiply(by[signal], element));
            var difference =
                left.Values[signal * layer.Op.Output.Count + moved]
                - output.Values[layer.Index(channel, element)];
            deviation = Math.Max(deviation, Math.Abs(difference));
        }
        return deviation;
    }
}
