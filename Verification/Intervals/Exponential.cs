using System.Numerics;

namespace AgeFormal.Verification.Intervals;

/// <summary>
/// eˣ for a dyadic x: with r = x/2ˢ, |r| &lt; 2⁻⁸, the sum of rⁱ/i! for i ≤ n in units of 2⁻ʷ, each term rounded down, then
/// squared s times between bounds.
/// </summary>
/// <param name="bits">The bits of a bound.</param>
internal sealed class Exponential(int bits)
{
    private const int Reduced = 8;
    private const int LargestTop = 18;
    private const int Guard = 32;

    /// <summary>eˣ; for |x| ≥ 2¹⁸ nothing is known but that it lies between 0 and 2 to the power −2¹⁸ for a negative x.</summary>
    public Interval At(Dyadic x)
    {
        if (x.Sign == 0)
            return Interval.One;
        if (x.Top > LargestTop)
            return x.Sign > 0
                ? Interval.Unknown.Instance
                : new Interval.Between(Dyadic.Zero, new(BigInteger.One, -(1 << LargestTop)));
        var halvings = (int)Math.Max(0, x.Top + Reduced);
        // Each squaring doubles the relative error.
        var unit = bits + halvings + Guard;
        var (low, high) = Series(x.Scaled(-halvings), unit);
        for (var i = 0; i < halvings; i++)
        {
            low = (low * low).Round(unit, Rounding.Down);
            high = (high * high).Round(unit, Rounding.Up);
        }
        return new Interval.Between(low.Round(bits, Rounding.Down), high.Round(bits, Rounding.Up));
    }

    // r is rounded by less than one unit, which moves eʳ by less than two. The error of a term is that of the one before,
    // times |r|/i < 2⁻⁸, and less than two units of its own: less than three. The rest of the series is less than twice
    // the first term that is left out, and that is less than one unit.
    private static (Dyadic Low, Dyadic High) Series(Dyadic r, int unit)
    {
        var scaled =
            r.Exponent + unit >= 0
                ? r.Mantissa << (r.Exponent + unit)
                : r.Mantissa >> -(r.Exponent + unit);
        var term = BigInteger.One << unit;
        var sum = term;
        var count = unit / Reduced + 1;
        for (var i = 1; i <= count; i++)
        {
            term = ((term * scaled) >> unit) / i;
            sum += term;
        }
        BigInteger error = 3 * count + 4;
        return (new(sum - error, -unit), new(sum + error, -unit));
    }
}
