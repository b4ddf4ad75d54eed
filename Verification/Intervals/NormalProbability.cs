using AgeFormal.Algebra;

namespace AgeFormal.Verification.Intervals;

/// <summary>
/// Φ(x) for a dyadic x, the probability that a standard normal variable is at most x: 1/2 + φ(x) S(x) with the density φ and
/// S(x) = Σₙ x²ⁿ⁺¹/(2n + 1)!!, whose terms have one sign.
/// </summary>
internal sealed class NormalProbability
{
    // For |x| ≥ 2⁵ nothing is known but that the tail is at most half of e^(−x²/2), less than 2⁻⁷³⁹.
    private const int LargestTop = 5;

    // Roundings of some thousand terms.
    private const int Guard = 32;

    private static readonly Interval Half = new Interval.Exact(new(1, 2));

    private readonly IntervalArithmetic _in;
    private readonly Exponential _exponential;
    private readonly Lazy<Interval> _scale;

    public NormalProbability(int bits)
    {
        _in = new(bits + Guard);
        _exponential = new(bits + Guard);
        _scale = new(() => Scale(bits + Guard));
    }

    /// <summary>Φ(x), between 0 and 1.</summary>
    public Interval At(Dyadic x)
    {
        if (x.Sign == 0)
            return Half;
        var square = x * x;
        var power = _exponential.At(-square.Scaled(-1));
        if (x.Top > LargestTop)
        {
            var tail = new Interval.Between(Dyadic.Zero, _in.Bounds(power)!.High.Scaled(-1));
            return x.Sign < 0 ? tail : _in.Add(Interval.One, IntervalArithmetic.Negate(tail));
        }
        return _in.Add(Half, _in.Multiply(_in.Multiply(power, _scale.Value), Series(x, square)));
    }

    // Once x² is less than half of 2n + 3 each term is less than half of the one before, so that the rest is less than the
    // last term that is taken.
    private Interval Series(Dyadic x, Dyadic square)
    {
        var factor = new Interval.Between(square, square);
        Interval term = new Interval.Between(x, x);
        var sum = Interval.Zero;
        for (var n = 0; ; n++)
        {
            sum = _in.Add(sum, term);
            var last = _in.Bounds(term)!;
            if (
                square.Scaled(1).ToRational() < 2 * n + 3
                && Dyadic.Max(last.High, -last.Low).Top < -_in.Bits
            )
                return _in.Add(
                    sum,
                    x.Sign < 0
                        ? new Interval.Between(last.Low, Dyadic.Zero)
                        : new Interval.Between(Dyadic.Zero, last.High)
                );
            term = _in.Multiply(
                _in.Multiply(term, factor),
                new Interval.Exact(new Rational(1, 2 * n + 3))
            );
        }
    }

    // 1/√(2π).
    private static Interval Scale(int bits)
    {
        var arithmetic = new IntervalArithmetic(bits);
        return arithmetic.Reciprocal(
            new IntervalFunctions(arithmetic).SquareRoot(
                arithmetic.Multiply(new Interval.Exact(2), CircleNumber.Of(bits))
            )
        );
    }
}
