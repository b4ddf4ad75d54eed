using System.Numerics;
using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Tests.Identity;

/// <summary>Numbers of a formula are told apart in the fields in which it is evaluated.</summary>
public sealed class PrimeFieldTests
{
    private static readonly BigInteger Mersenne = FieldElement.Modulus;

    // f(g) + V(Abs(g))·(q + …): broken unless the numbers add up to 0.
    private static Formula With(params Rational[] numbers) =>
        Formulas.Layer(
            Formulas.At(Formulas.G)
                + Formulas.Table(new Rel.Absolute(Formulas.G))
                    * new Term.Sum(numbers.Select(q => (Term)new Term.Constant(q)).ToEqArray())
        );

    [Test]
    public void Numbers_of_a_formula_are_distinct_in_its_field()
    {
        foreach (
            var numbers in new Rational[][]
            {
                [Mersenne],
                [Mersenne + 1, 1],
                [new Rational(1, Mersenne)],
                [2 * Mersenne, 3],
            }
        )
        foreach (var field in PrimeField.For(With(numbers)))
        {
            var residues = numbers
                .Select(q => field.Of(q.Numerator) / field.Of(q.Denominator))
                .ToArray();
            Assert.That(residues, Is.Unique);
            Assert.That(residues.All(residue => residue.Value != 0));
            Assert.That(numbers.All(q => !(q.Denominator % field.Modulus).IsZero));
        }
    }

    [Test]
    public void A_formula_of_long_numbers_has_two_fields()
    {
        Assert.That(PrimeField.For(With(3, new Rational(1, 7))), Has.Count.EqualTo(1));
        var two = PrimeField.For(With(BigInteger.Pow(2, 40), BigInteger.Pow(3, 30)));
        Assert.That(two, Has.Count.EqualTo(2));
        Assert.That(two[0].Modulus, Is.Not.EqualTo(two[1].Modulus));
    }

    /// <summary>Numbers that add up to a prime are 0 in its field alone.</summary>
    [Test]
    public void A_difference_in_one_field_is_a_difference()
    {
        var fields = PrimeField.For(With(BigInteger.Pow(2, 60), 5));
        foreach (var field in fields)
        {
            var formula = With((BigInteger)field.Modulus - 5, 5);
            Assert.That(PrimeField.For(formula), Is.EqualTo(fields));
            var run = IdentityTest.RunOn(formula, Formulas.Vocabulary, PointGroups.P2);
            Assert.That(run.Failure, Is.Not.Null, $"{field.Modulus}");
        }
        var zero = IdentityTest.RunOn(With(5, -5), Formulas.Vocabulary, PointGroups.P2);
        Assert.That(zero.Failure, Is.Null);
    }

    [Test]
    public void Pi_is_no_number()
    {
        var meaning = new HashedMeaning(Formulas.Vocabulary, 5);
        var pi = meaning.Number(new Coefficient(1, 1));
        foreach (var q in new Rational[] { 3, new(22, 7), new(355, 113), new(314, 100) })
            Assert.That(meaning.Number(q), Is.Not.EqualTo(pi), $"{q}");
        Assert.That(meaning.Number(new Coefficient(1, 2)), Is.EqualTo(pi * pi));
    }
}
