using System.Numerics;
using AgeFormal.Algebra;

namespace AgeFormal.Verification.Intervals;

/// <summary>The number m·2ᵉ. Every operation that rounds says to which side and how many bits of m it keeps.</summary>
/// <param name="Mantissa">m.</param>
/// <param name="Exponent">e.</param>
internal readonly record struct Dyadic(BigInteger Mantissa, int Exponent) : IComparable<Dyadic>
{
    /// <summary>0.</summary>
    public static Dyadic Zero => default;

    /// <summary>1.</summary>
    public static Dyadic One => new(BigInteger.One, 0);

    /// <summary>−1, 0 or 1.</summary>
    public int Sign => Mantissa.Sign;

    /// <summary>The place above the leading bit: |m·2ᵉ| &lt; 2^Top, and 2^(Top−1) ≤ |m·2ᵉ|.</summary>
    public long Top => (long)BigInteger.Abs(Mantissa).GetBitLength() + Exponent;

    /// <summary>A fraction.</summary>
    public static Dyadic Of(Rational value, int bits, Rounding rounding) =>
        Quotient(value.Numerator, value.Denominator, 0, bits, rounding);

    /// <summary>−a.</summary>
    public static Dyadic operator -(Dyadic value) => value with { Mantissa = -value.Mantissa };

    /// <summary>a · b, exactly.</summary>
    public static Dyadic operator *(Dyadic left, Dyadic right) =>
        new(left.Mantissa * right.Mantissa, checked(left.Exponent + right.Exponent));

    /// <summary>a · 2ⁿ, exactly.</summary>
    public Dyadic Scaled(int by) => this with { Exponent = checked(Exponent + by) };

    /// <summary>a + b. A summand too small to be seen is replaced by a bound of it on the side of the rounding.</summary>
    public static Dyadic Add(Dyadic left, Dyadic right, int bits, Rounding rounding)
    {
        if (left.Sign == 0)
            return right.Round(bits, rounding);
        if (right.Sign == 0)
            return left.Round(bits, rounding);
        var (large, small) = left.Top >= right.Top ? (left, right) : (right, left);
        var lowest = large.Top - 2L * bits - Guard;
        if (small.Top <= lowest && large.Exponent > lowest)
            small =
                small.Sign > 0 == (rounding == Rounding.Up)
                    ? new(small.Sign, checked((int)lowest))
                    : Zero;
        var exponent = Math.Min(large.Exponent, small.Exponent);
        return new Dyadic(
            (large.Mantissa << (large.Exponent - exponent))
                + (small.Mantissa << (small.Exponent - exponent)),
            exponent
        ).Round(bits, rounding);
    }

    /// <summary>a / b.</summary>
    /// <exception cref="DivideByZeroException">b = 0.</exception>
    public static Dyadic Divide(Dyadic left, Dyadic right, int bits, Rounding rounding) =>
        Quotient(
            left.Mantissa,
            right.Mantissa,
            checked(left.Exponent - right.Exponent),
            bits,
            rounding
        );

    /// <summary>√a.</summary>
    /// <exception cref="ArgumentOutOfRangeException">a &lt; 0.</exception>
    public Dyadic SquareRoot(int bits, Rounding rounding)
    {
        if (Sign < 0)
            throw new ArgumentOutOfRangeException(
                nameof(bits),
                Mantissa,
                "A number that is not negative is expected under a root."
            );
        if (Sign == 0)
            return Zero;
        var shift = (int)Math.Max(0, 2L * (bits + 1) - (long)Mantissa.GetBitLength());
        if (((Exponent - shift) & 1) != 0)
            shift++;
        var radicand = Mantissa << shift;
        var root = IntegerRoot(radicand);
        if (rounding == Rounding.Up && root * root != radicand)
            root += 1;
        return new Dyadic(root, (Exponent - shift) / 2).Round(bits, rounding);
    }

    /// <summary>The number with at most so many bits.</summary>
    public Dyadic Round(int bits, Rounding rounding)
    {
        var excess = (int)((long)BigInteger.Abs(Mantissa).GetBitLength() - bits);
        return excess <= 0
            ? this
            : new(Shifted(Mantissa, excess, rounding), checked(Exponent + excess));
    }

    /// <summary>The number as a fraction.</summary>
    public Rational ToRational() =>
        Exponent >= 0 ? Mantissa << Exponent : new Rational(Mantissa, BigInteger.One << -Exponent);

    /// <inheritdoc/>
    public int CompareTo(Dyadic other)
    {
        if (Sign != other.Sign || Sign == 0)
            return Sign.CompareTo(other.Sign);
        if (Top != other.Top)
            return Top > other.Top ? Sign : -Sign;
        var exponent = Math.Min(Exponent, other.Exponent);
        return (Mantissa << (Exponent - exponent)).CompareTo(
            other.Mantissa << (other.Exponent - exponent)
        );
    }

    /// <summary>a &lt; b.</summary>
    public static bool operator <(Dyadic left, Dyadic right) => left.CompareTo(right) < 0;

    /// <summary>a > b.</summary>
    public static bool operator >(Dyadic left, Dyadic right) => left.CompareTo(right) > 0;

    /// <summary>a ≤ b.</summary>
    public static bool operator <=(Dyadic left, Dyadic right) => left.CompareTo(right) <= 0;

    /// <summary>a ≥ b.</summary>
    public static bool operator >=(Dyadic left, Dyadic right) => left.CompareTo(right) >= 0;

    public static Dyadic Min(Dyadic left, Dyadic right) => left < right ? left : right;

    public static Dyadic Max(Dyadic left, Dyadic right) => left > right ? left : right;

    // Bits beyond twice the precision below which a summand cannot be seen.
    private const int Guard = 64;

    private static BigInteger Shifted(BigInteger value, int by, Rounding rounding) =>
        rounding == Rounding.Down ? value >> by : -(-value >> by);

    private static Dyadic Quotient(
        BigInteger numerator,
        BigInteger denominator,
        int exponent,
        int bits,
        Rounding rounding
    )
    {
        if (denominator.Sign < 0)
            (numerator, denominator) = (-numerator, -denominator);
        var shift = (int)
            Math.Max(
                0,
                bits
                    + 2
                    + (long)denominator.GetBitLength()
                    - (long)BigInteger.Abs(numerator).GetBitLength()
            );
        if (denominator.IsOne && BigInteger.Abs(numerator).GetBitLength() <= bits)
            shift = 0;
        var quotient = BigInteger.DivRem(numerator << shift, denominator, out var rest);
        if (rest.Sign < 0 && rounding == Rounding.Down)
            quotient -= 1;
        else if (rest.Sign > 0 && rounding == Rounding.Up)
            quotient += 1;
        return new Dyadic(quotient, checked(exponent - shift)).Round(bits, rounding);
    }

    // Newton's iteration from above: it falls until it reaches ⌊√v⌋.
    private static BigInteger IntegerRoot(BigInteger value)
    {
        var root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while ((root + value / root) / 2 is var next && next < root)
            root = next;
        return root;
    }
}
