namespace AgeFormal.Operators.Language;

/// <summary>Bounds that keep reading a text within the stack and memory, whatever the text is.</summary>
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
}
