using System.Globalization;
using System.Numerics;

namespace AgeFormal.Algebra;

/// <summary>An element of ℚ: a fraction in lowest terms with a positive denominator, of any size.</summary>
public readonly struct Rational
    : IEquatable<Rational>,
        IComparable<Rational>,
        IComparisonOperators<Rational, Rational, bool>,
        IAdditionOperators<Rational, Rational, Rational>,
        ISubtractionOperators<Rational, Rational, Rational>,
        IMultiplyOperators<Rational, Rational, Rational>,
        IDivisionOperators<Rational, Rational, Rational>,
        IUnaryNegationOperators<Rational, Rational>,
        IAdditiveIdentity<Rational, Rational>,
        IMultiplicativeIdentity<Rational, Rational>
{
    private readonly BigInteger _denominatorMinusOne;

    /// <summary>The fraction numerator / denominator, reduced.</summary>
    /// <exception cref="DivideByZeroException">The denominator is zero.</exception>
    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
            throw new DivideByZeroException(
                $"The fraction {numerator}/0 has no value; a non-zero denominator is expected."
            );
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / divisor;
        _denominatorMinusOne = denominator / divisor - 1;
    }

    private Rational(BigInteger whole)
    {
        Numerator = whole;
        _denominatorMinusOne = BigInteger.Zero;
    }

    /// <summary>The numerator, which carries the sign.</summary>
    public BigInteger Numerator { get; }

    /// <summary>The denominator, at least 1.</summary>
    public BigInteger Denominator => _denominatorMinusOne + 1;

    /// <summary>0.</summary>
    public static Rational Zero => default;

    /// <summary>1.</summary>
    public static Rational One => new(1, 1);

    /// <inheritdoc/>
    public static Rational AdditiveIdentity => Zero;

    /// <inheritdoc/>
    public static Rational MultiplicativeIdentity => One;

    /// <summary>Whether the denominator is 1.</summary>
    public bool IsInteger => _denominatorMinusOne.IsZero;

    /// <summary>−1, 0 or 1.</summary>
    public int Sign => Numerator.Sign;

    /// <summary>The integer as a fraction.</summary>
    public static implicit operator Rational(int value) => Whole(value);

    /// <summary>The integer as a fraction.</summary>
    public static implicit operator Rational(BigInteger value) => Whole(value);

    /// <summary>The nearest double.</summary>
    public static explicit operator double(Rational value) => value.ToDouble();

    /// <summary>The integer as a fraction.</summary>
    public static Rational FromInt32(int value) => value;

    /// <summary>The integer as a fraction.</summary>
    public static Rational FromBigInteger(BigInteger value) => value;

    /// <summary>The value of a finite double, exactly.</summary>
    /// <exception cref="ArgumentException">The value is infinite or not a number.</exception>
    public static Rational FromDouble(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentException(
                $"A finite number is expected, received {value}.",
                nameof(value)
            );
        var bits = BitConverter.DoubleToInt64Bits(value);
        var stored = (int)((bits >> 52) & 0x7FF);
        var fraction = bits & 0xFFFFFFFFFFFFFL;
        var exponent = stored == 0 ? -1074 : stored - 1075;
        BigInteger mantissa = stored == 0 ? fraction : fraction | (1L << 52);
        var signed = bits < 0 ? -mantissa : mantissa;
        return exponent >= 0
            ? new(signed << exponent, 1)
            : new(signed, BigInteger.One << -exponent);
    }

    /// <summary>The double nearest to the value, to within one unit in the last place.</summary>
    public double ToDouble()
    {
        var numerator = (double)Numerator;
        var denominator = (double)Denominator;
        if (double.IsFinite(numerator) && double.IsFinite(denominator))
            return numerator / denominator;
        var shift = (int)(Denominator.GetBitLength() - Numerator.GetBitLength()) + 64;
        var scaled =
            shift >= 0 ? (Numerator << shift) / Denominator : Numerator / (Denominator << -shift);
        return Math.ScaleB((double)scaled, -shift);
    }

    /// <summary>The non-negative root of the square of a rational; null when the value is no such square.</summary>
    public Rational? SquareRoot() =>
        IntegerRoot(Numerator) is { } numerator && IntegerRoot(Denominator) is { } denominator
            ? new Rational(numerator, denominator)
            : null;

    /// <summary>a + b.</summary>
    public static Rational operator +(Rational left, Rational right) =>
        left.IsInteger && right.IsInteger
            ? Whole(left.Numerator + right.Numerator)
            : new(
                left.Numerator * right.Denominator + right.Numerator * left.Denominator,
                left.Denominator * right.Denominator
            );

    /// <summary>a − b.</summary>
    public static Rational operator -(Rational left, Rational right) => left + -right;

    /// <summary>a · b.</summary>
    public static Rational operator *(Rational left, Rational right) =>
        left.IsInteger && right.IsInteger
            ? Whole(left.Numerator * right.Numerator)
            : new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    /// <summary>a / b.</summary>
    public static Rational operator /(Rational left, Rational right) =>
        new(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    /// <summary>−a.</summary>
    public static Rational operator -(Rational value) => new(-value.Numerator, value.Denominator);

    /// <summary>a &lt; b.</summary>
    public static bool operator <(Rational left, Rational right) => left.CompareTo(right) < 0;

    /// <summary>a ≤ b.</summary>
    public static bool operator <=(Rational left, Rational right) => left.CompareTo(right) <= 0;

    /// <summary>a &gt; b.</summary>
    public static bool operator >(Rational left, Rational right) => left.CompareTo(right) > 0;

    /// <summary>a ≥ b.</summary>
    public static bool operator >=(Rational left, Rational right) => left.CompareTo(right) >= 0;

    /// <summary>a = b.</summary>
    public static bool operator ==(Rational left, Rational right) => left.Equals(right);

    /// <summary>a ≠ b.</summary>
    public static bool operator !=(Rational left, Rational right) => !left.Equals(right);

    /// <inheritdoc/>
    public int CompareTo(Rational other) =>
        (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <inheritdoc/>
    public bool Equals(Rational other) =>
        Numerator == other.Numerator && _denominatorMinusOne == other._denominatorMinusOne;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Numerator, _denominatorMinusOne);

    /// <summary>The fraction, for example <c>−3/4</c> or <c>5</c>.</summary>
    public override string ToString()
    {
        var numerator = Numerator.ToString(CultureInfo.InvariantCulture).Replace('-', '−');
        return IsInteger
            ? numerator
            : $"{numerator}/{Denominator.ToString(CultureInfo.InvariantCulture)}";
    }

    private static Rational Whole(BigInteger value) => new(value);

    private static BigInteger? IntegerRoot(BigInteger value)
    {
        if (value.Sign <= 0)
            return value.IsZero ? BigInteger.Zero : null;
        // Newton's iteration from above: it falls until it reaches ⌊√v⌋.
        var root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while ((root + value / root) / 2 is var next && next < root)
            root = next;
        return root * root == value ? root : null;
    }
}
