using AgeFormal.Algebra;

namespace AgeFormal.Facade;

/// <summary>A computed tensor a beside the expected one, b.</summary>
/// <param name="Name">The name in the file of vectors.</param>
/// <param name="Shape">The shape in that file.</param>
/// <param name="MaxDifference">max|a − b|.</param>
/// <param name="MaxExpected">max|b|.</param>
public sealed record TensorComparison(
    string Name,
    EqArray<long> Shape,
    double MaxDifference,
    double MaxExpected
)
{
    /// <summary>
    /// max|a − b| / max|b|; 0 when a = b = 0, and infinite when only b is 0 or when a value of either is no number.
    /// </summary>
    public double RelativeError =>
        MaxDifference == 0 ? 0
        : MaxDifference / MaxExpected is var ratio && double.IsNaN(ratio) ? double.PositiveInfinity
        : ratio;

    /// <summary>Compares values in the same order.</summary>
    /// <exception cref="ArgumentException">The numbers of values differ.</exception>
    public static TensorComparison Of(
        string name,
        EqArray<long> shape,
        ReadOnlySpan<double> computed,
        ReadOnlySpan<double> expected
    )
    {
        if (computed.Length != expected.Length)
            throw new ArgumentException(
                $"Expected {expected.Length} values of '{name}', received {computed.Length}.",
                nameof(computed)
            );
        double difference = 0;
        double largest = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            // Math.Max propagates what is not a number.
            difference = Math.Max(difference, Math.Abs(computed[i] - expected[i]));
            largest = Math.Max(largest, Math.Abs(expected[i]));
        }
        return new(name, shape, difference, largest);
    }
}
