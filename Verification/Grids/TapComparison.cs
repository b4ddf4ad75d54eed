using AgeFormal.Operators;

namespace AgeFormal.Verification.Grids;

/// <summary>How the taps of two output points are compared.</summary>
internal enum TapComparison
{
    /// <summary>One by one: each has a weight of its own.</summary>
    Labelled,

    /// <summary>As multisets: they are added.</summary>
    Multiset,

    /// <summary>As sets: the largest or smallest is taken.</summary>
    Set,
}

/// <summary>How each block with a window combines its taps. Blocks without a window read no neighbours, or all.</summary>
internal static class TapComparisons
{
    public static TapComparison Of(Op.Elementary op) =>
        BlockFacts.Of(op).Pooling is not { } by ? TapComparison.Labelled
        : by is Reduction.Max or Reduction.Min ? TapComparison.Set
        : TapComparison.Multiset;
}
