using System.Numerics;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Models;

/// <summary>Values from which entries of a signal and of parameters are drawn.</summary>
/// <param name="Signal">For the signal.</param>
/// <param name="Parameters">For the parameters.</param>
internal sealed record Filling(EqArray<Rational> Signal, EqArray<Rational> Parameters)
{
    /// <summary>Small integers other than 0.</summary>
    public static EqArray<Rational> Small { get; } = Signed(1, 2, 3);

    /// <summary>The largest of many small integers is most often the same; wider ones tell maxima apart.</summary>
    public static EqArray<Rational> Wide { get; } = Signed([.. Enumerable.Range(1, 40)]);

    private static EqArray<Rational> Positive { get; } = [1, 2, 3];

    private static EqArray<Rational> Negative { get; } = [-1, -2, -3];

    private static EqArray<Rational> ManyZeros { get; } = [0, 0, 0, 0, 0, -1, 1, 2];

    private static EqArray<Rational> Fractions { get; } =
    [
        .. new Rational[] { new(1, 2), new(1, 3), new(1, 7), new(2, 3), new(3, 2) }.SelectMany(
            value => (Rational[])[value, -value]
        ),
    ];

    private static EqArray<Rational> PositiveFractions { get; } =
        Fractions.Where(value => value.Sign > 0).ToEqArray();

    private static EqArray<Rational> Large { get; } = Signed(1_000, 4_321, 10_000, 1_000_000);

    private static EqArray<Rational> LargePositive { get; } =
        Large.Where(value => value.Sign > 0).ToEqArray();

    /// <summary>
    /// What is tried on a formula, the smallest numbers first: a gate may be open for positive, negative, zero, large or
    /// fractional values alone, or for those near a number that the formula names.
    /// </summary>
    public static EqArray<Filling> Of(Formula formula)
    {
        var near = Near(formula);
        return
        [
            new(Small, Small),
            new(Small, Small),
            new(Positive, Small),
            new(Negative, Small),
            new(ManyZeros, Small),
            .. near.Count > 0 ? (Filling[])[new(near, Small), new(near, Small)] : [],
            new(Wide, Wide),
            new(Wide, Wide),
            new(Positive, Positive),
            new(Negative, Negative),
            new(Positive, Negative),
            new(Fractions, Small),
            new(PositiveFractions, PositiveFractions),
            new(Large, Small),
            new(LargePositive, Small),
            new(ManyZeros, ManyZeros),
            .. near.Count > 0 ? (Filling[])[new(Small, near), new(near, near)] : [],
            new(Fractions, Fractions),
            new(Large, Large),
        ];
    }

    // The numbers c of a formula, beside them, and their negatives; without those that are far out of reach.
    private static EqArray<Rational> Near(Formula formula)
    {
        var largest = BigInteger.Pow(10, 12);
        var step = new Rational(1, 1000);
        return FormulaNames
            .Numbers(formula.Body)
            .Where(number => number.Factor.Sign != 0)
            .Select(Fraction)
            .Where(c => BigInteger.Abs(c.Numerator) < largest && c.Denominator < largest)
            .SelectMany(c => (Rational[])[c, c + step, c - step, c + 1, c - 1])
            .SelectMany(c => (Rational[])[c, -c])
            .Distinct()
            .ToEqArray();
    }

    private static Rational Fraction(Coefficient number)
    {
        Rational aboutPi = new(355, 113);
        var power = Enumerable
            .Repeat(aboutPi, Math.Min(Math.Abs(number.PowerOfPi), 3))
            .Aggregate(Rational.One, (product, one) => product * one);
        return number.PowerOfPi < 0 ? number.Factor / power : number.Factor * power;
    }

    private static EqArray<Rational> Signed(params int[] sizes) =>
        sizes.SelectMany(size => (Rational[])[size, -size]).ToEqArray();
}
