using System.Globalization;
using System.Numerics;
using AgeFormal.Algebra;

namespace AgeFormal.Verification.Intervals;

/// <summary>Fractions as decimal numbers.</summary>
internal static class DecimalText
{
    // Exponents outside are written as such.
    private const int MostZeros = 6;
    private const int LongestWhole = 21;

    /// <summary>A fraction whose denominator divides a power of ten, for example <c>−0.25</c> or <c>1.5e−30</c>; another as it is.</summary>
    public static string Of(Rational value)
    {
        if (value.Sign == 0)
            return "0";
        var (digits, exponent) = (value.Numerator, 0);
        var denominator = value.Denominator;
        while (!denominator.IsOne)
        {
            var factor = BigInteger.GreatestCommonDivisor(denominator, 10);
            if (factor.IsOne)
                return value.ToString();
            digits *= 10 / factor;
            denominator /= factor;
            exponent--;
        }
        while ((digits % 10).IsZero)
            (digits, exponent) = (digits / 10, exponent + 1);
        var sign = digits.Sign < 0 ? "−" : "";
        var text = BigInteger.Abs(digits).ToString(CultureInfo.InvariantCulture);
        var point = text.Length + exponent;
        return sign
            + (
                point > LongestWhole || point < -MostZeros
                    ? $"{text[..1]}{(text.Length > 1 ? "." : "")}{text[1..]}e{Signed(point - 1)}"
                : point <= 0 ? $"0.{new string('0', -point)}{text}"
                : point >= text.Length ? text + new string('0', point - text.Length)
                : $"{text[..point]}.{text[point..]}"
            );
    }

    /// <summary>A fraction, a decimal number or one with an exponent; null for another text or a longer one.</summary>
    public static Rational? Parse(string text)
    {
        const int longest = 4096;
        const int largestExponent = 200_000;
        var plain = text.Replace('−', '-');
        if (plain.Length > longest)
            return null;
        if (plain.Split('/') is [var above, var below])
            return Integer(above) is { } numerator && Integer(below) is { Sign: > 0 } denominator
                ? new Rational(numerator, denominator)
                : null;
        var (body, exponent) = plain.Split('e') switch
        {
            [var all] => (all, (BigInteger?)BigInteger.Zero),
            [var front, var back] => (front, Integer(back)),
            _ => (plain, null),
        };
        if (exponent is not { } power || BigInteger.Abs(power) > largestExponent)
            return null;
        var parts = body.Split('.');
        if (
            parts.Length > 2
            || (parts.Length == 2 && (parts[1].Length == 0 || !parts[1].All(char.IsAsciiDigit)))
        )
            return null;
        var fraction = parts.Length == 2 ? parts[1] : "";
        return Integer(parts[0] + fraction) is { } digits
            ? Scaled(digits, (int)power - fraction.Length)
            : null;
    }

    /// <summary>The nearest fraction with so many significant decimal digits to one side.</summary>
    public static Rational Round(Rational value, int digits, Rounding rounding)
    {
        if (value.Sign == 0)
            return value;
        // The number of digits before the point, to within one, which costs at most one digit more.
        var magnitude = (int)
            Math.Floor(
                (
                    BigInteger.Abs(value.Numerator).GetBitLength()
                    - (double)value.Denominator.GetBitLength()
                ) * Math.Log10(2)
            );
        var exponent = magnitude - digits;
        var scaled = value * Scaled(BigInteger.One, -exponent);
        var floor = BigInteger.DivRem(scaled.Numerator, scaled.Denominator, out var rest);
        if (rest.Sign < 0 && rounding == Rounding.Down)
            floor -= 1;
        else if (rest.Sign > 0 && rounding == Rounding.Up)
            floor += 1;
        return Scaled(floor, exponent);
    }

    private static Rational Scaled(BigInteger digits, int exponent) =>
        exponent >= 0
            ? digits * BigInteger.Pow(10, exponent)
            : new Rational(digits, BigInteger.Pow(10, -exponent));

    private static string Signed(int exponent) =>
        exponent.ToString(CultureInfo.InvariantCulture).Replace('-', '−');

    private static BigInteger? Integer(string text) =>
        BigInteger.TryParse(
            text,
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : null;
}
