using AgeFormal.Networks.Weights;
using AgeFormal.Operators;
using AgeFormal.Verification;

namespace AgeFormal.Testing.Snapshots;

/// <summary>
/// How far a received value a may be from the verified one b: max|a − b| ≤ tolerance · max|b|, per dtype. Dtypes other
/// than these two are compared exactly.
/// </summary>
/// <param name="Single">For binary32.</param>
/// <param name="Double">For binary64.</param>
public sealed record SnapshotTolerance(double Single, double Double)
{
    // Sums of about a thousand terms in another order.
    private const double Roundings = 1024;

    /// <summary>1024 unit roundoffs: 2⁻¹⁴ in single and 2⁻⁴³ in double precision.</summary>
    public static SnapshotTolerance Default { get; } =
        new(
            Roundings * RoundingTolerance.UnitRoundoff(Precision.Single),
            Roundings * RoundingTolerance.UnitRoundoff(Precision.Double)
        );

    /// <summary>No difference at all.</summary>
    public static SnapshotTolerance Exact { get; } = new(0, 0);

    /// <summary>The tolerance of a dtype.</summary>
    public double Of(Dtype dtype) =>
        dtype == Dtype.F32 ? Single
        : dtype == Dtype.F64 ? Double
        : 0;
}
