namespace AgeFormal.Verification.Tests.Campaign;

/// <summary>Where numbers of a signal or of parameters are drawn.</summary>
/// <param name="Name">The name.</param>
/// <param name="Draw">The number from a stream of random ones.</param>
internal sealed record NumberKind(string Name, Func<Random, double> Draw)
{
    /// <summary>The kinds that need no formula.</summary>
    public static IReadOnlyList<NumberKind> Common { get; } =
    [
        new("gaussian", Gaussian),
        new("positive", random => Math.Abs(Gaussian(random)) + 0.01),
        new("negative", random => -Math.Abs(Gaussian(random)) - 0.01),
        new("integers with ties", random => random.Next(-2, 3)),
        new("mostly zero", random => random.Next(6) == 0 ? random.Next(-3, 4) : 0),
        new("large", random => Math.Round(5000 * Gaussian(random))),
        new("tiny", random => Gaussian(random) / 1024),
        new("binary fractions", random => random.Next(-32, 33) / 16.0),
        new("positive integers", random => random.Next(1, 5)),
    ];

    /// <summary>Close to a number that the formula names, or to a half or a double of it.</summary>
    public static NumberKind Near(IReadOnlyList<double> numbers) =>
        new(
            "near the formula's numbers",
            random =>
                numbers[random.Next(numbers.Count)] * Math.Pow(2, random.Next(-1, 2))
                + Gaussian(random) / (1 << random.Next(4, 16))
        );

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
        * Math.Cos(2 * Math.PI * random.NextDouble());
}
