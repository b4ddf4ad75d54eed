using AgeFormal.Networks.Torch;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Tests.Torch;

/// <summary>Integer signals and parameters, on which sums of products are exact in either precision.</summary>
internal static class SmallIntegers
{
    public static Signal<double> Signal(FieldType type, int batch, int seed) =>
        Draw(type, batch, seed, -4, 5);

    /// <summary>Integers from 1 to 4.</summary>
    public static Signal<double> Positive(FieldType type, int batch, int seed) =>
        Draw(type, batch, seed, 1, 5);

    /// <summary>Integers; the variances among them are positive.</summary>
    public static Parameters<double> Parameters(TypedOp op, int seed)
    {
        var random = new Random(seed);
        return Parameters<double>.Generate(
            op,
            (name, _, _) =>
                name.EndsWith("running_var", StringComparison.Ordinal)
                    ? random.Next(1, 6)
                    : random.Next(-4, 5)
        );
    }

    /// <summary>The operator in evaluation mode with given parameters.</summary>
    public static TorchNetwork Compile(
        TypedOp op,
        Parameters<double> parameters,
        Precision precision = Precision.Double
    ) => (TorchNetwork)new TorchExecutor().Compile(op, parameters, precision);

    /// <summary>max |a − b| / max(1, max |b|).</summary>
    public static double Error(Signal<double> actual, Signal<double> expected)
    {
        Assert.That(actual.Type, Is.EqualTo(expected.Type));
        Assert.That(actual.Batch, Is.EqualTo(expected.Batch));
        var difference = actual.Values.Zip(expected.Values, (a, b) => Math.Abs(a - b)).Max();
        return difference / Math.Max(1, expected.Values.Max(Math.Abs));
    }

    private static Signal<double> Draw(FieldType type, int batch, int seed, int from, int to)
    {
        var random = new Random(seed);
        return Signal<double>.Generate(type, batch, _ => random.Next(from, to));
    }
}
