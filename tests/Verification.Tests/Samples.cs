using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests;

/// <summary>Seeded real data for executed checks.</summary>
internal static class Samples
{
    public static Signal<double> Input(FieldType type, int seed = 5)
    {
        var random = new Random(seed);
        return Signal<double>.Generate(type, 2, _ => random.NextDouble() - 0.3);
    }

    public static Parameters<double> Parameters(TypedOp op, int seed = 6)
    {
        var random = new Random(seed);
        return Parameters<double>.Generate(
            op,
            (name, _, _) =>
                name.EndsWith("running_var", StringComparison.Ordinal)
                    ? 0.5 + random.NextDouble()
                    : random.NextDouble() - 0.4
        );
    }
}
