namespace AgeFormal.Symmetry;

/// <summary>How the input moves, and what is taken for equal.</summary>
public sealed record SymmetryOptions
{
    /// <summary>Space moves, channels stay; numbers are equal bit by bit.</summary>
    public static SymmetryOptions Default { get; } = new();

    /// <summary>What moves besides space; nothing by default.</summary>
    public InputAction Input { get; init; }

    /// <summary>The largest difference of equal numbers, as a share of the largest number of their tensor; 0 for bit by bit.</summary>
    public double Tolerance
    {
        get;
        init =>
            field = value is >= 0 and < 1
                ? value
                : throw new ArgumentOutOfRangeException(
                    nameof(value),
                    value,
                    "A share from 0 to less than 1 is expected."
                );
    }
}
