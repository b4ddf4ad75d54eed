using AgeFormal.Algebra;

namespace AgeFormal.Verification.Intervals;

/// <summary>A real number between two fractions; where both are the same, that fraction.</summary>
/// <param name="Low">Not above the number.</param>
/// <param name="High">Not below the number.</param>
public readonly record struct Enclosure(Rational Low, Rational High)
{
    /// <summary>Whether the number is a known fraction.</summary>
    public bool IsExact => Low == High;

    /// <summary>How the number stands to what is printed of it: = or ∈.</summary>
    public string Relation => IsExact ? "=" : "∈";

    /// <summary>A known fraction.</summary>
    public static implicit operator Enclosure(Rational value) => new(value, value);

    /// <summary>A known integer.</summary>
    public static implicit operator Enclosure(int value) => new(value, value);

    /// <summary>A known fraction.</summary>
    public static Enclosure FromRational(Rational value) => value;

    /// <summary>A known integer.</summary>
    public static Enclosure FromInt32(int value) => value;

    /// <summary>Whether two numbers are unequal for certain.</summary>
    public bool IsDisjoint(Enclosure other) => High < other.Low || other.High < Low;

    /// <summary>Whether all numbers of another enclosure belong to this one.</summary>
    public bool Contains(Enclosure other) => Low <= other.Low && other.High <= High;

    /// <summary>The two enclosures with bounds of as few decimal digits as keep disjoint ones disjoint, at least twelve.</summary>
    public static (Enclosure Left, Enclosure Right) Shortened(Enclosure left, Enclosure right)
    {
        const int fewest = 12;
        const int most = 400;
        for (var digits = fewest; digits < most; digits *= 2)
            if (left.ToDigits(digits) is var a && right.ToDigits(digits) is var b)
                if (!left.IsDisjoint(right) || a.IsDisjoint(b))
                    return (a, b);
        return (left, right);
    }

    /// <summary>The enclosure with bounds of so many significant decimal digits, rounded outwards; a known fraction as it is.</summary>
    public Enclosure ToDigits(int digits) =>
        IsExact
            ? this
            : new(
                DecimalText.Round(Low, digits, Rounding.Down),
                DecimalText.Round(High, digits, Rounding.Up)
            );

    /// <summary>The fraction, or for example <c>[0.268941421369, 0.268941421370]</c>.</summary>
    public override string ToString() =>
        IsExact ? Low.ToString() : $"[{DecimalText.Of(Low)}, {DecimalText.Of(High)}]";
}
