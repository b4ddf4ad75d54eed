namespace AgeFormal.Verification.Tests.Campaign;

/// <summary>Two values that Theorem 1 says are equal, apart by more than their rounding.</summary>
/// <param name="Where">H, n, the kinds of numbers, ḡ and the positions.</param>
/// <param name="Left">A[L_ḡ f] there.</param>
/// <param name="Right">A[f] at ḡ⁻¹ times the positions.</param>
internal sealed record Difference(string Where, Tracked Left, Tracked Right)
{
    /// <summary>The residual and the level of rounding.</summary>
    public override string ToString() =>
        $"{Where}: {Left} and {Right}, apart by {Math.Abs(Left.Middle - Right.Middle):G3}";
}

/// <summary>What the judge saw on one group.</summary>
/// <param name="Group">H.</param>
/// <param name="Compared">The number of pairs that were defined on both sides and known well enough.</param>
/// <param name="Found">The first difference; null when none was seen.</param>
/// <param name="Unfinished">The number of draws that were given up for their length.</param>
internal sealed record Judgement(
    PointMatrices Group,
    int Compared,
    Difference? Found,
    int Unfinished
)
{
    /// <inheritdoc/>
    public override string ToString() =>
        Found is { } found
            ? $"differs on {found}"
            : $"no difference seen on {Group} in {Compared} comparisons ({Unfinished} draws too long)";
}
