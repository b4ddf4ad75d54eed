namespace AgeFormal.Algebra.Tests;

public sealed class HaarMeasureTests
{
    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Groups))]
    public void The_integral_is_invariant_under_translations_and_inversion(FiniteGroup group)
    {
        // Weight 1 and integer values make the sums exact.
        var measure = HaarMeasure.WithWeight(group, 1);
        var random = new Random(3);
        var values = group.Elements.Select(_ => (double)random.Next(-1000, 1000)).ToArray();
        var integral = measure.Integral(h => values[h]);
        using (Assert.EnterMultipleScope())
        {
            foreach (var a in group.Elements)
            {
                Assert.That(
                    measure.Integral(h => values[group.Multiply(a, h)]),
                    Is.EqualTo(integral)
                );
                Assert.That(
                    measure.Integral(h => values[group.Multiply(h, a)]),
                    Is.EqualTo(integral)
                );
            }
            Assert.That(measure.Integral(h => values[group.Inverse(h)]), Is.EqualTo(integral));
        }
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Groups))]
    public void The_normalised_measure_of_the_group_is_1_and_the_mean_ignores_the_weight(
        FiniteGroup group
    )
    {
        var scaled = HaarMeasure.WithWeight(group, 2.5);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(HaarMeasure.Normalised(group).Total, Is.EqualTo(1).Within(1).Ulps);
            Assert.That(scaled.Total, Is.EqualTo(2.5 * group.Order));
            Assert.That(scaled.Mean(h => h), Is.EqualTo((group.Order - 1) / 2.0));
        }
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void Weights_that_are_not_positive_and_finite_are_rejected(double weight) =>
        Assert.That(
            () => HaarMeasure.WithWeight(PointGroups.P4.Group, weight),
            Throws.TypeOf<ArgumentOutOfRangeException>()
        );
}
