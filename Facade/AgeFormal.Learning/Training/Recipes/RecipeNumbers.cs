using System.Globalization;

namespace AgeFormal.Learning.Training;

/// <summary>The ranges of the numbers of a recipe.</summary>
internal static class RecipeNumbers
{
    // Single precision holds it, and its products with gradients.
    private const double Most = 1e30;

    public static double Positive(double value, string name) =>
        value is > 0 and <= Most
            ? value
            : throw Outside(name, value, $"a positive number of at most {Text(Most)}");

    public static double NotNegative(double value, string name) =>
        value is >= 0 and <= Most
            ? value
            : throw Outside(name, value, $"a number from 0 to {Text(Most)}");

    /// <summary>From 0 on, below 1.</summary>
    public static double Share(double value, string name) =>
        value is >= 0 and < 1 ? value : throw Outside(name, value, "a number from 0 to below 1");

    /// <summary>Above 0, at most 1.</summary>
    public static double Part(double value, string name) =>
        value is > 0 and <= 1 ? value : throw Outside(name, value, "a number above 0, at most 1");

    public static double Between(double value, double least, double most, string name) =>
        value >= least && value <= most
            ? value
            : throw Outside(name, value, $"a number from {Text(least)} to {Text(most)}");

    public static int AtLeast(int value, int least, string name) =>
        value >= least
            ? value
            : throw new ArgumentOutOfRangeException(
                name,
                value,
                $"Expected an integer of at least {least}."
            );

    public static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static ArgumentOutOfRangeException Outside(
        string name,
        double value,
        string expected
    ) => new(name, value, $"Expected {expected}.");
}
