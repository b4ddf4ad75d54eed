using System.Numerics;

namespace AgeFormal.Algebra.Tests;

/// <summary>ℚ is an ordered field, and its doubles are exact.</summary>
public sealed class RationalTests
{
    [FsCheck.NUnit.Property]
    public bool Addition_and_multiplication_obey_the_laws_of_a_ring(int a, int b, int c, int d)
    {
        var (x, y, z) = (Fraction(a, b), Fraction(c, d), Fraction(d, a));
        return x + y == y + x
            && x * y == y * x
            && x + y + z == x + (y + z)
            && x * y * z == x * (y * z)
            && x * (y + z) == x * y + x * z
            && x - x == Rational.Zero;
    }

    [FsCheck.NUnit.Property]
    public bool A_quotient_times_the_divisor_is_the_dividend(int a, int b, int c, int d)
    {
        var (x, y) = (Fraction(a, b), Fraction(c, d));
        return y.Sign == 0 || x / y * y == x;
    }

    [FsCheck.NUnit.Property]
    public bool Fractions_are_reduced_with_a_positive_denominator(int a, int b)
    {
        var x = Fraction(a, b);
        return x.Denominator.Sign > 0
            && BigInteger.GreatestCommonDivisor(x.Numerator, x.Denominator).IsOne;
    }

    [FsCheck.NUnit.Property]
    public bool The_order_is_that_of_the_numbers(int a, int b, int c, int d)
    {
        var (x, y) = (Fraction(a, b), Fraction(c, d));
        return (x < y) == ((y - x).Sign > 0)
            && (x <= y) == !(y < x)
            && (x == y) == (x.CompareTo(y) == 0);
    }

    [FsCheck.NUnit.Property]
    public bool A_finite_double_survives_the_way_to_a_fraction_and_back(double value) =>
        !double.IsFinite(value) || Rational.FromDouble(value).ToDouble() == value;

    [FsCheck.NUnit.Property]
    public bool The_root_of_a_square_is_its_absolute_value(int a, int b)
    {
        var x = Fraction(a, b);
        return (x * x).SquareRoot() == (x.Sign < 0 ? -x : x);
    }

    [TestCase(2, 1)]
    [TestCase(1, 3)]
    [TestCase(-1, 1)]
    public void Other_numbers_have_no_rational_root(int numerator, int denominator) =>
        Assert.That(new Rational(numerator, denominator).SquareRoot(), Is.Null);

    [Test]
    public void A_quotient_beyond_the_range_of_doubles_is_still_a_double()
    {
        var huge = BigInteger.Pow(10, 400);
        Assert.That(new Rational(3 * huge, 2 * huge + 1).ToDouble(), Is.EqualTo(1.5).Within(1e-15));
        Assert.That(new Rational(1, huge).ToDouble(), Is.Zero);
    }

    [Test]
    public void Division_by_zero_and_infinite_doubles_are_refused()
    {
        Assert.That(() => new Rational(1, 0), Throws.InstanceOf<DivideByZeroException>());
        Assert.That(() => Rational.One / Rational.Zero, Throws.InstanceOf<DivideByZeroException>());
        Assert.That(() => Rational.FromDouble(double.NaN), Throws.ArgumentException);
        Assert.That(() => Rational.FromDouble(double.PositiveInfinity), Throws.ArgumentException);
    }

    private static Rational Fraction(int numerator, int denominator) =>
        new(numerator, denominator == 0 ? 1 : denominator);
}
