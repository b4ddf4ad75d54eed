namespace AgeFormal.Operators;

/// <summary>Bounds that keep what is read or built within the stack, memory and the 32-bit integers, whatever its source.</summary>
internal static class Limits
{
    /// <summary>The nesting of terms, sites and relative elements after definitions are expanded.</summary>
    public const int Depth = 100;

    /// <summary>
    /// The nesting of brackets and reductions in a text. A node of a term opens at most a bracket and a reduction, so
    /// every term within <see cref="Depth"/> can be written.
    /// </summary>
    public const int Nesting = 2 * Depth + 8;

    /// <summary>The number of nodes that expanding definitions may make.</summary>
    public const int ExpandedNodes = 100_000;

    /// <summary>The number of digits of a number.</summary>
    public const int Digits = 400;

    /// <summary>The largest power of π and of ten.</summary>
    public const int Power = 300;

    /// <summary>The largest side of a window.</summary>
    public const int Side = 1024;

    /// <summary>The largest number of channels.</summary>
    public const int Channels = 1_000_000;

    /// <summary>The largest side of a region, stride, dilation, padding and margin: sums of a few, doubled, are 32-bit integers.</summary>
    public const int Extent = 1 << 26;

    /// <summary>The largest number of values of one signal or parameter.</summary>
    public const int Values = 1 << 30;

    /// <summary>The largest number of points of the box of a layer's window.</summary>
    public const int WindowPoints = 1 << 16;

    /// <summary>The nesting of operators.</summary>
    public const int OperatorDepth = 256;
}
