using AgeFormal.Operators;

namespace AgeFormal.Testing.Constraints;

/// <summary>Seeded real data.</summary>
internal static class Samples
{
    /// <summary>A batch of independent standard normal values.</summary>
    public static Signal<double> Normal(FieldType type, int batch, int seed)
    {
        var random = new Random(seed);
        return Signal<double>.Generate(type, batch, _ => Normal(random));
    }

    /// <summary>√(−2 ln u) cos 2πv, u and v uniform: Box and Muller 1958.</summary>
    public static double Normal(Random random)
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        return radius * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
