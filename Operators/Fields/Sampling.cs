namespace AgeFormal.Operators;

/// <summary>What is read outside the grid.</summary>
public enum PaddingMode
{
    /// <summary>0.</summary>
    Zeros,

    /// <summary>Nothing: the position does not take part in the reduction.</summary>
    Excluded,

    /// <summary>The grid repeated periodically: x mod n.</summary>
    Circular,

    /// <summary>The grid mirrored at its border points, which are not repeated.</summary>
    Reflect,

    /// <summary>The nearest border point.</summary>
    Replicate,
}

/// <summary>The number of points added on either side of each axis, and what they hold.</summary>
/// <param name="Before">Points added before index 0.</param>
/// <param name="After">Points added after the last index.</param>
/// <param name="Mode">Their values.</param>
public sealed record Padding(PerAxis Before, PerAxis After, PaddingMode Mode = PaddingMode.Zeros)
{
    /// <summary>No padding.</summary>
    public static Padding None { get; } = new(0, 0);

    /// <summary>The same number of points on both sides.</summary>
    public static Padding Symmetric(PerAxis points, PaddingMode mode = PaddingMode.Zeros) =>
        new(points, points, mode);
}

/// <summary>
/// How a window slides over a grid: output index o reads the inputs s·o − p + d·t for window indices t. On an axis of n
/// points the output has ⌊(n + p + p′ − d(k − 1) − 1)/s⌋ + 1.
/// </summary>
/// <param name="Stride">s.</param>
/// <param name="Padding">p before and p′ after.</param>
/// <param name="Dilation">d.</param>
public sealed record Sampling(PerAxis Stride, Padding Padding, PerAxis Dilation)
{
    /// <summary>Stride 1, no padding, dilation 1.</summary>
    public static Sampling Dense { get; } = new(1, Padding.None, 1);
}
