using System.Numerics;
using AgeFormal.Algebra;

namespace AgeFormal.Verification.Tests.Intervals;

/// <summary>
/// Bounds of real numbers as fractions, by series that share nothing with the library: eˣ from Σ xⁱ/i!, 1/e⁻ˣ for a
/// negative x, π from Leibniz's formula accelerated by Euler (1755).
/// </summary>
internal static class Reals
{
    private static readonly Rational Tiny = new(1, BigInteger.One << 400);

    /// <summary>eˣ for |x| ≤ 64.</summary>
    public static (Rational Low, Rational High) Exp(Rational x)
    {
        if (x.Sign < 0)
        {
            var (low, high) = Exp(-x);
            return (Rational.One / high, Rational.One / low);
        }
        // From the place i > 2x on, the rest is less than twice the next term.
        var (sum, term) = (Rational.One, Rational.One);
        for (var i = 1; ; i++)
        {
            term = term * x / i;
            if (i > 2 * Math.Ceiling(x.ToDouble()) + 1 && term < Tiny)
                return (sum, sum + term + term);
            sum += term;
        }
    }

    /// <summary>σ(x).</summary>
    public static (Rational Low, Rational High) Sigmoid(Rational x)
    {
        var (low, high) = Exp(-x);
        return (Rational.One / (Rational.One + high), Rational.One / (Rational.One + low));
    }

    /// <summary>tanh x = (e²ˣ − 1)/(e²ˣ + 1).</summary>
    public static (Rational Low, Rational High) Tanh(Rational x)
    {
        var (low, high) = Exp(x + x);
        Rational At(Rational power) => (power - Rational.One) / (power + Rational.One);
        return (At(low), At(high));
    }

    /// <summary>x·σ(x).</summary>
    public static (Rational Low, Rational High) Silu(Rational x) => Times(x, Sigmoid(x));

    /// <summary>x·Φ(x) with Φ(x) = 1/2 + 1/√(2π) Σ (−1)ⁿ x²ⁿ⁺¹/(2ⁿ n! (2n + 1)), terms that fall in the end.</summary>
    public static (Rational Low, Rational High) Gelu(Rational x)
    {
        var (sum, power, tiny) = (Rational.Zero, x, new Rational(1, BigInteger.One << 700));
        var square = x * x;
        for (var n = 0; ; n++)
        {
            var term = power / (2 * n + 1);
            sum += term;
            power = -power * square / (2 * (n + 1));
            if (n > square.ToDouble() && term < tiny && -term < tiny)
                break;
        }
        var (_, least) = SquareRoot(Pi().High + Pi().High);
        var (most, _) = SquareRoot(Pi().Low + Pi().Low);
        var half = new Rational(1, 2);
        Rational[] ends =
        [
            half + (sum - tiny) / least,
            half + (sum - tiny) / most,
            half + (sum + tiny) / least,
            half + (sum + tiny) / most,
        ];
        return Times(x, (ends.Min(), ends.Max()));
    }

    private static (Rational Low, Rational High) Times(
        Rational x,
        (Rational Low, Rational High) by
    ) => x.Sign < 0 ? (x * by.High, x * by.Low) : (x * by.Low, x * by.High);

    /// <summary>√x, between ⌊√(x·4ᵏ)⌋/2ᵏ and the next.</summary>
    public static (Rational Low, Rational High) SquareRoot(Rational x)
    {
        const int places = 300;
        var scaled = (x.Numerator << (2 * places)) / x.Denominator;
        var (low, high) = (BigInteger.Zero, scaled + 1);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (middle * middle <= scaled)
                low = middle;
            else
                high = middle;
        }
        var unit = BigInteger.One << places;
        return (new(low, unit), new(low + 1, unit));
    }

    /// <summary>π = Σ 2ⁱ⁺¹·i!²/(2i+1)!; each term is less than half of the one before.</summary>
    public static (Rational Low, Rational High) Pi()
    {
        var term = new Rational(2, 1);
        var sum = Rational.Zero;
        for (var i = 1; term > Tiny; i++)
        {
            sum += term;
            term *= new Rational(i, 2 * i + 1);
        }
        return (sum, sum + term + term);
    }
}
