using System.Numerics;
using AgeFormal.Algebra;
using AgeFormal.Verification.Intervals;

namespace AgeFormal.Verification.Tests.Intervals;

public sealed class IntervalArithmeticTests
{
    private const int Cases = 400;

    [TestCase(Rounding.Down)]
    [TestCase(Rounding.Up)]
    public void A_rounded_number_lies_on_its_side_and_nearby(object rounding)
    {
        var side = (Rounding)rounding;
        var random = new Random(3);
        for (var i = 0; i < Cases; i++)
        {
            var (bits, a, b) = (random.Next(4, 80), Fraction(random), Fraction(random));
            var left = Dyadic.Of(a, 200, side);
            var right = Dyadic.Of(b, 200, side);
            Rounded(Dyadic.Of(a, bits, side), a, bits, side);
            Rounded(
                Dyadic.Add(left, right, bits, side),
                left.ToRational() + right.ToRational(),
                bits,
                side
            );
            Rounded(
                (left * right).Round(bits, side),
                left.ToRational() * right.ToRational(),
                bits,
                side
            );
            Rounded(
                Dyadic.Divide(left, right, bits, side),
                left.ToRational() / right.ToRational(),
                bits,
                side
            );
            var square = left * left;
            Rounded(
                square.SquareRoot(bits, side),
                left.Sign < 0 ? -left.ToRational() : left.ToRational(),
                bits,
                side
            );
        }
    }

    [TestCase(1)]
    [TestCase(-1)]
    public void A_summand_too_small_to_be_seen_moves_the_sum_to_its_side(int sign)
    {
        const int bits = 64;
        var tiny = new Dyadic(sign, -100_000);
        foreach (var large in (Dyadic[])[Dyadic.One, -Dyadic.One, new(12345, 40)])
        {
            var down = Dyadic.Add(large, tiny, bits, Rounding.Down);
            var up = Dyadic.Add(tiny, large, bits, Rounding.Up);
            Assert.That(sign > 0 ? down <= large && up > large : down < large && up >= large);
            var size = large.Sign < 0 ? -large.ToRational() : large.ToRational();
            Assert.That(
                up.ToRational() - down.ToRational(),
                Is.LessThan(size * new Rational(1, BigInteger.One << (bits - 2)))
            );
        }
    }

    [Test]
    public void An_operation_on_intervals_encloses_that_on_all_of_their_points()
    {
        var random = new Random(5);
        for (var i = 0; i < Cases; i++)
        {
            var arithmetic = new IntervalArithmetic(random.Next(6, 70));
            var (a, x) = Around(random, arithmetic);
            var (b, y) = Around(random, arithmetic);
            Encloses(arithmetic.Add(a, b), x + y);
            Encloses(arithmetic.Multiply(a, b), x * y);
            Encloses(arithmetic.Max(a, b), x > y ? x : y);
            Encloses(arithmetic.Min(a, b), x < y ? x : y);
            Encloses(IntervalArithmetic.Negate(a), -x);
            if (arithmetic.Reciprocal(a).HasValue)
                Encloses(arithmetic.Reciprocal(a), Rational.One / x);
        }
    }

    [Test]
    public void Numbers_differ_for_certain_when_nothing_is_common_and_only_then()
    {
        Interval Of(int low, int high) => new Interval.Between(new(low, 0), new(high, 0));
        Interval exact = new Interval.Exact(2);
        Assert.Multiple(() =>
        {
            Assert.That(Interval.CertainlyDiffer(Of(1, 2), Of(3, 4)));
            Assert.That(Interval.CertainlyDiffer(Of(3, 4), Of(1, 2)));
            Assert.That(Interval.CertainlyDiffer(exact, Of(3, 4)));
            Assert.That(Interval.CertainlyDiffer(Of(0, 1), exact));
            foreach (
                var (left, right) in new[]
                {
                    (Of(1, 2), Of(2, 3)),
                    (Of(1, 5), Of(2, 3)),
                    (exact, Of(2, 3)),
                    (Of(1, 2), exact),
                    (exact, exact),
                    (exact, Interval.Undefined.Instance),
                    (Interval.Unknown.Instance, exact),
                    (Interval.Undefined.Instance, Interval.Unknown.Instance),
                }
            )
                Assert.That(Interval.CertainlyDiffer(left, right), Is.False, $"{left}, {right}");
        });
    }

    /// <summary>What touches may be one number.</summary>
    [Test]
    public void Bounds_that_touch_are_not_disjoint()
    {
        var (low, high) = (new Enclosure(1, 2), new Enclosure(2, 3));
        Assert.That(low.IsDisjoint(high), Is.False);
        Assert.That(high.IsDisjoint(low), Is.False);
        Assert.That(low.IsDisjoint(2), Is.False);
        Assert.That(low.IsDisjoint(new(new Rational(5, 2), 3)));
        Assert.That(new Enclosure(new Rational(5, 2), 3).IsDisjoint(low));
    }

    [Test]
    public void A_long_fraction_is_enclosed_and_a_short_one_is_exact()
    {
        var arithmetic = new IntervalArithmetic(64);
        var power = new Rational(BigInteger.Pow(3, 2000), BigInteger.Pow(2, 3000));
        Assert.That(arithmetic.Of(power), Is.TypeOf<Interval.Between>());
        Encloses(arithmetic.Of(power), power);
        Assert.That(arithmetic.Of(new(1, 3)), Is.EqualTo(new Interval.Exact(new(1, 3))));
    }

    [Test]
    public void Decimal_bounds_enclose_the_number_and_are_read_back()
    {
        var random = new Random(7);
        for (var i = 0; i < Cases; i++)
        {
            var (a, b) = (Fraction(random), Fraction(random));
            var of = a < b ? new Enclosure(a, b) : new Enclosure(b, a);
            var digits = random.Next(2, 30);
            var written = of.ToDigits(digits);
            Assert.That(written.Contains(of));
            Assert.That(DecimalText.Parse(DecimalText.Of(written.Low)), Is.EqualTo(written.Low));
            Assert.That(DecimalText.Parse(DecimalText.Of(written.High)), Is.EqualTo(written.High));
        }
    }

    [Test]
    public void Numbers_that_are_close_are_written_with_as_many_digits_as_tell_them_apart()
    {
        var step = new Rational(1, BigInteger.Pow(10, 60));
        var left = new Enclosure(Rational.One, Rational.One + step);
        var right = new Enclosure(Rational.One + step + step, Rational.One + step + step + step);
        var (a, b) = Enclosure.Shortened(left, right);
        Assert.That(a.IsDisjoint(b) && a.Contains(left) && b.Contains(right));
        var (c, d) = Enclosure.Shortened(left, left);
        Assert.That(c.IsDisjoint(d), Is.False);
    }

    [TestCase("0.5", 1, 2)]
    [TestCase("−1.25e−1", -1, 8)]
    [TestCase("3e2", 300, 1)]
    [TestCase("-7/14", -1, 2)]
    public void A_number_is_read(string text, int numerator, int denominator) =>
        Assert.That(DecimalText.Parse(text), Is.EqualTo(new Rational(numerator, denominator)));

    [TestCase("")]
    [TestCase("1/0")]
    [TestCase("1/2/3")]
    [TestCase("1.")]
    [TestCase("1.-5")]
    [TestCase("e5")]
    [TestCase("1e")]
    [TestCase("1e1000000000")]
    [TestCase("1e5e5")]
    [TestCase("one")]
    public void What_is_no_number_is_not_read(string text) =>
        Assert.That(DecimalText.Parse(text), Is.Null);

    private static void Rounded(Dyadic rounded, Rational value, int bits, Rounding side)
    {
        var difference = rounded.ToRational() - value;
        var size = value.Sign < 0 ? -value : value;
        Assert.That(side == Rounding.Down ? difference.Sign <= 0 : difference.Sign >= 0);
        Assert.That(
            difference.Sign < 0 ? -difference : difference,
            Is.LessThanOrEqualTo(size * new Rational(1, BigInteger.One << (bits - 2)))
        );
        Assert.That(
            (int)BigInteger.Abs(rounded.Mantissa).GetBitLength(),
            Is.LessThanOrEqualTo(bits + 1)
        );
    }

    private static void Encloses(Interval value, Rational point) =>
        Assert.That(
            value.Enclosure() is { } of && of.Contains(point),
            $"{value.Enclosure()} and {point}"
        );

    private static (Interval, Rational) Around(Random random, IntervalArithmetic arithmetic)
    {
        var (a, b) = (Fraction(random), Fraction(random));
        if (random.Next(4) == 0)
            return (arithmetic.Of(a), a);
        var (low, high) = a < b ? (a, b) : (b, a);
        var share = new Rational(random.Next(0, 8), 7);
        var point = low + (high - low) * share;
        return point < low || point > high
            ? (arithmetic.Of(a), a)
            : (
                new Interval.Between(arithmetic.Enclosed(low).Low, arithmetic.Enclosed(high).High),
                point
            );
    }

    private static Rational Fraction(Random random)
    {
        var value = new Rational(random.Next(1, 1 << 24), random.Next(1, 1 << random.Next(1, 24)));
        var scaled = value * new Rational(1, BigInteger.One << random.Next(0, 60));
        return random.Next(2) == 0 ? scaled : -scaled;
    }
}
