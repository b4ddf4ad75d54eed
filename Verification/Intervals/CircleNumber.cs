using AgeFormal.Algebra;

namespace AgeFormal.Verification.Intervals;

/// <summary>π = 16·arctan(1/5) − 4·arctan(1/239) (Machin 1706). An alternating series lies between consecutive partial sums.</summary>
internal static class CircleNumber
{
    /// <summary>π between two numbers with so many bits.</summary>
    public static Interval.Between Of(int bits)
    {
        var (lowFive, highFive) = Arctangent(5, bits);
        var (lowOther, highOther) = Arctangent(239, bits);
        return new(
            Dyadic.Of(16 * lowFive + -4 * highOther, bits, Rounding.Down),
            Dyadic.Of(16 * highFive + -4 * lowOther, bits, Rounding.Up)
        );
    }

    // Σ (−1)ⁱ / ((2i+1)·n^(2i+1)), until the next term has no bit left.
    private static (Rational Low, Rational High) Arctangent(int n, int bits)
    {
        const int guard = 8;
        var smallest = new Rational(1, System.Numerics.BigInteger.One << (bits + guard));
        var power = new Rational(1, n);
        var sum = power;
        for (var i = 1; ; i++)
        {
            power *= new Rational(1, n * n);
            var term = power * new Rational(i % 2 == 0 ? 1 : -1, 2 * i + 1);
            var next = sum + term;
            if ((term.Sign < 0 ? -term : term) < smallest)
                return term.Sign < 0 ? (next, sum) : (sum, next);
            sum = next;
        }
    }
}
