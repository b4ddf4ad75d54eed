using System.Numerics;

namespace AgeFormal.Algebra.Tests;

/// <summary>Orders, equality and text of values.</summary>
public sealed class ValueTests
{
    private static readonly FiniteGroup D4 = PointGroups.P4m.Group;

    [Test]
    public void Letters_are_ordered_by_name_and_then_by_sort()
    {
        GroupLetter[] sorted =
        [
            GroupLetter.Whole("a"),
            GroupLetter.Translation("a"),
            GroupLetter.Linear("a"),
            GroupLetter.Whole("b"),
        ];
        foreach (var (i, left) in sorted.Index())
        foreach (var (j, right) in sorted.Index())
            using (Assert.EnterMultipleScope())
            {
                Assert.That(left < right, Is.EqualTo(i < j), $"{left} < {right}");
                Assert.That(left <= right, Is.EqualTo(i <= j), $"{left} <= {right}");
                Assert.That(left > right, Is.EqualTo(i > j), $"{left} > {right}");
                Assert.That(left >= right, Is.EqualTo(i >= j), $"{left} >= {right}");
                Assert.That(Math.Sign(left.CompareTo(right)), Is.EqualTo(Math.Sign(i - j)));
            }
    }

    [Test]
    public void Fractions_are_ordered_equal_and_printed_as_numbers()
    {
        Rational[] sorted = [new(-3, 2), -1, 0, new(1, 3), new(1, 2), 2];
        foreach (var (i, left) in sorted.Index())
        foreach (var (j, right) in sorted.Index())
            using (Assert.EnterMultipleScope())
            {
                Assert.That(left > right, Is.EqualTo(i > j), $"{left} > {right}");
                Assert.That(left >= right, Is.EqualTo(i >= j), $"{left} >= {right}");
                Assert.That(left != right, Is.EqualTo(i != j), $"{left} != {right}");
            }
        Assert.That(
            sorted.Select(value => value.ToString()),
            Is.EqualTo(new[] { "−3/2", "−1", "0", "1/3", "1/2", "2" })
        );
    }

    [Test]
    public void A_negative_denominator_is_that_of_the_numerator() =>
        Assert.That(new Rational(2, -4), Is.EqualTo(new Rational(-1, 2)));

    [TestCase(0.0)]
    [TestCase(-2.5)]
    [TestCase(1.5e300)]
    [TestCase(-5e-324)]
    [TestCase(4503599627370496.0)]
    public void A_double_is_a_fraction_of_its_own_value(double value)
    {
        var fraction = Rational.FromDouble(value);
        Assert.That(fraction.ToDouble(), Is.EqualTo(value));
        Assert.That(fraction.Sign, Is.EqualTo(Math.Sign(value)));
    }

    [Test]
    public void Fractions_of_numbers_beyond_the_doubles_have_their_double()
    {
        var large = BigInteger.Pow(10, 400);
        Assert.That(
            new Rational(3 * large, 2 * large + 1).ToDouble(),
            Is.EqualTo(1.5).Within(1e-15)
        );
        Assert.That(new Rational(1, large).ToDouble(), Is.Zero);
        Assert.That(new Rational(large * 7 + 1, large).ToDouble(), Is.EqualTo(7).Within(1e-14));
        Assert.That(
            new Rational(large * large, large * 8 + 1).ToDouble(),
            Is.EqualTo(double.PositiveInfinity)
        );
    }

    [Test]
    public void The_root_of_a_large_square_is_found() =>
        Assert.That(
            new Rational(BigInteger.Pow(7, 200), BigInteger.Pow(3, 90)).SquareRoot(),
            Is.EqualTo(new Rational(BigInteger.Pow(7, 100), BigInteger.Pow(3, 45)))
        );

    [Test]
    public void A_torus_is_its_group_and_its_side()
    {
        var torus = TorusGroup.Of(PointGroups.P4, 3);
        Assert.That(torus, Is.EqualTo(TorusGroup.Of(PointGroups.P4, 3)));
        Assert.That(torus, Is.Not.EqualTo(TorusGroup.Of(PointGroups.P4, 2)));
        Assert.That(torus, Is.Not.EqualTo(TorusGroup.Of(PointGroups.P4m, 3)));
        Assert.That(torus.Equals(null), Is.False);
    }

    [Test]
    public void H_acts_on_the_translations_of_a_torus_as_on_points()
    {
        var torus = TorusGroup.Of(PointGroups.P6m, 4);
        for (var h = 0; h < torus.PointGroup.Order; h++)
        for (var x = 0; x < torus.TranslationCount; x++)
            Assert.That(
                torus.Act(h, x),
                Is.EqualTo(
                    torus.IndexOfTranslation(torus.PointGroup.Act(h, torus.TranslationAt(x)))
                )
            );
    }

    [Test]
    public void Point_sets_are_equal_with_the_same_points_in_the_same_order()
    {
        EqArray<int> a = [0, 0];
        EqArray<int> b = [2, 0];
        var again = PointSet.Of([a, b]);
        Assert.That(PointSet.Of([a, b]), Is.EqualTo(again));
        Assert.That(PointSet.Of([a, b]), Is.Not.EqualTo(PointSet.Of([b, a])));
        Assert.That(PointSet.Of([a]).Equals(null), Is.False);
    }

    [Test]
    public void Subgroups_are_contained_in_those_of_their_own_group_alone()
    {
        var rotations = Subgroup.Generated(D4, [1]);
        var half = Subgroup.Generated(D4, [2]);
        var mirror = Subgroup.Generated(D4, [4]);
        Assert.That(half.IsContainedIn(rotations));
        Assert.That(rotations.IsContainedIn(half), Is.False);
        Assert.That(mirror.IsContainedIn(rotations), Is.False);
        Assert.That(
            Subgroup.Generated(PointGroups.P4.Group, [1]).IsContainedIn(rotations),
            Is.False
        );
        Assert.That(half, Is.Not.EqualTo(mirror));
        Assert.That(half, Is.Not.EqualTo(Subgroup.Generated(PointGroups.P4.Group, [2])));
        Assert.That(half.Equals(null), Is.False);
    }

    [Test]
    public void An_isomorphism_is_injective_and_surjective()
    {
        var c4 = PointGroups.P4.Group;
        var c2 = PointGroups.P2.Group;
        Assert.That(Homomorphism.Identity(c4).IsIsomorphism());
        Assert.That(Homomorphism.Of(c4, c2, [0, 1, 0, 1]).IsIsomorphism(), Is.False, "onto C2");
        Assert.That(Homomorphism.Of(c2, c4, [0, 2]).IsIsomorphism(), Is.False, "into C4");
    }

    [Test]
    public void The_trace_of_a_matrix_sums_its_diagonal() =>
        Assert.That(IntMatrix.Of(2, 3, 9, 9, 4).Trace(), Is.EqualTo(7));

    [Test]
    public void An_empty_array_is_the_default_one_and_prints_its_items()
    {
        Assert.That(default(EqArray<int>), Is.EqualTo((EqArray<int>)[]));
        Assert.That(default(EqArray<int>).Items, Is.Empty);
        Assert.That(((EqArray<int>)[1, 2]).ToString(), Is.EqualTo("[1, 2]"));
        Assert.That(
            ((EqArray<int>)[1, 2]).GetHashCode(),
            Is.Not.EqualTo(((EqArray<int>)[2, 1]).GetHashCode())
        );
    }

    [Test]
    public void Elements_of_products_and_quotients_have_names_of_their_parts()
    {
        var product = GroupProducts.Direct(PointGroups.P2.Group, PointGroups.P2.Group);
        Assert.That(
            product.ElementNames,
            Is.EqualTo((EqArray<string>)["(e, e)", "(r, e)", "(e, r)", "(r, r)"])
        );
        var quotient = QuotientGroup.Of(D4.Center()).Group;
        Assert.That(quotient.ElementNames[0], Is.EqualTo("[e]"));
        Assert.That(
            new SemidirectProduct(PointGroups.P4).FromTranslation([1, -2]).ToString(),
            Is.EqualTo("([1, -2], 0)")
        );
    }
}
