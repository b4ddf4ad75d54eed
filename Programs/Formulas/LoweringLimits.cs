namespace AgeFormal.Programs.Formulas;

/// <summary>What a lowered formula may take.</summary>
/// <param name="TableEntries">The largest number of entries of one index table.</param>
/// <param name="Bytes">The largest sum of all intermediates of one pass, in bytes.</param>
internal sealed record LoweringLimits(long TableEntries, long Bytes)
{
    /// <summary>64 million entries, 16 GiB.</summary>
    public static LoweringLimits Default { get; } = new(1L << 26, 1L << 34);
}
