using System.Globalization;

namespace AgeFormal.Testing.Snapshots;

/// <summary>How received values a differ from verified values b.</summary>
/// <param name="Index">Where |a − b| is largest.</param>
/// <param name="Received">a there.</param>
/// <param name="Verified">b there.</param>
/// <param name="Scale">max|b|.</param>
/// <param name="Tolerance">The largest |a − b| / max|b| that is no difference.</param>
/// <param name="Count">The number of entries beyond the tolerance.</param>
/// <param name="Total">The number of entries.</param>
internal sealed record Difference(
    int Index,
    double Received,
    double Verified,
    double Scale,
    double Tolerance,
    int Count,
    int Total
)
{
    /// <summary>The largest |a − b|.</summary>
    public double Absolute => Math.Abs(Received - Verified);

    /// <summary>The difference of received values and as many finite verified ones, or null when all are within the tolerance.</summary>
    public static Difference? Of(
        ReadOnlySpan<double> received,
        ReadOnlySpan<double> verified,
        double tolerance
    )
    {
        var scale = 0.0;
        foreach (var value in verified)
            scale = Math.Max(scale, Math.Abs(value));
        var (worst, largest, count) = (0, 0.0, 0);
        for (var i = 0; i < verified.Length; i++)
        {
            var error = Math.Abs(received[i] - verified[i]);
            // NaN is further off than any number.
            error = double.IsNaN(error) ? double.PositiveInfinity : error;
            if (error > tolerance * scale)
                count++;
            if (error > largest)
                (worst, largest) = (i, error);
        }
        return count == 0
            ? null
            : new(
                worst,
                received[worst],
                verified[worst],
                scale,
                tolerance,
                count,
                verified.Length
            );
    }

    /// <summary>The difference in one sentence.</summary>
    /// <param name="where">The place of an index in words.</param>
    public string Describe(Func<int, string> where) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"largest error {Absolute:G3} at {where(Index)}: received {Received:R}, verified {Verified:R}; relative to max|verified| = {Scale:G3}: {Absolute / Scale:G3}, tolerance {Tolerance:G3}; {Count} of {Total} entries differ"
        );
}
