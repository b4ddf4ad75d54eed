using AgeFormal.Algebra;

namespace AgeFormal.Verification.Intervals;

/// <summary>
/// log x for a dyadic x &gt; 0: with a double y near it, y + log(1 + d) for d = x·e⁻ʸ − 1 between bounds, by the series
/// Σ (−1)ⁱ⁺¹ dⁱ/i, whose rest after n terms is at most |d|ⁿ⁺¹ for |d| ≤ 1/2.
/// </summary>
/// <param name="bits">The bits of a bound.</param>
internal sealed class Logarithm(int bits)
{
    private const int Guard = 64;

    // |d| < 2⁻³⁰, or nothing is said.
    private const int Small = 30;

    private readonly IntervalArithmetic _in = new(bits + Guard);
    private readonly Exponential _exponential = new(bits + Guard);

    /// <summary>log x; for x ≥ 2 to the power 2¹⁸, or as small, nothing is known.</summary>
    public Interval At(Dyadic x)
    {
        var near = Rational.FromDouble(Near(x));
        var y = Dyadic.Of(near, bits + Guard, Rounding.Down);
        var rest = _in.Add(
            _in.Multiply(new Interval.Between(x, x), _exponential.At(-y)),
            new Interval.Exact(-Rational.One)
        );
        return rest is Interval.Between d && Size(d).Top <= -Small
            ? _in.Add(new Interval.Exact(near), Series(d)) is Interval.Between sum
                ? new Interval.Between(
                    sum.Low.Round(bits, Rounding.Down),
                    sum.High.Round(bits, Rounding.Up)
                )
                : Interval.Unknown.Instance
            : Interval.Unknown.Instance;
    }

    private Interval Series(Interval.Between d)
    {
        Interval sum = Interval.Zero;
        Interval power = d;
        for (var i = 1; i * Small <= bits + Guard; i++)
        {
            sum = _in.Add(
                sum,
                _in.Multiply(power, new Interval.Exact(new(i % 2 == 0 ? -1 : 1, i)))
            );
            power = _in.Multiply(power, d);
        }
        return power is Interval.Between last && Size(last) is var size
            ? _in.Add(sum, new Interval.Between(-size, size))
            : Interval.Unknown.Instance;
    }

    private static double Near(Dyadic x)
    {
        var top = (int)x.Top;
        return Math.Log(x.Scaled(-top).ToRational().ToDouble()) + top * Math.Log(2);
    }

    private static Dyadic Size(Interval.Between value) => Dyadic.Max(-value.Low, value.High);
}
