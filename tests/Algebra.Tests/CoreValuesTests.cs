using AgeFormal.Laws;
using FsCheck.Fluent;

namespace AgeFormal.Algebra.Tests;

public sealed class CoreValuesTests
{
    [Test]
    public void Arrays_compare_by_value()
    {
        EqArray<int> a = [1, 2],
            b = [1, 2],
            c = [2, 1];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(a == b && a.GetHashCode() == b.GetHashCode());
            Assert.That(a != c);
            Assert.That(default(EqArray<int>) == [] && default(EqArray<int>).Count == 0);
        }
    }

    [Test]
    public void The_determinant_is_multiplicative()
    {
        var matrix = Gen.Choose(-3, 3).ArrayOf(9).Select(entries => IntMatrix.Of(3, entries));
        Law.Holds(
            matrix.Zip(matrix),
            pair =>
                (pair.Item1 * pair.Item2).Determinant()
                == pair.Item1.Determinant() * pair.Item2.Determinant()
        );
    }

    [Test]
    public void Matrices_outside_GL_have_no_inverse() =>
        Assert.That(
            () => IntMatrix.Of(2, 2, 0, 0, 1).Inverse(),
            Throws.ArgumentException.With.Message.Contains("[2 0; 0 1] has 2")
        );

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Symbols))]
    public void A_stable_window_gives_a_representation(string symbol)
    {
        var group = PointGroups.Parse(symbol);
        var seed = Enumerable.Range(1, group.Dimension).ToEqArray();
        var orbit = group.Group.Elements.Select(h => group.Act(h, seed)).Distinct().ToEqArray();
        var window = PointSet.Of(orbit);
        var table = group
            .Group.Elements.SelectMany(h => window.Permutation(group, h) ?? [])
            .ToEqArray();
        Assert.That(
            () => Representation.Permutation.Of("window", group.Group, orbit.Count, table),
            Throws.Nothing
        );
    }

    [Test]
    public void An_element_that_moves_a_point_out_gives_no_permutation()
    {
        var window = PointSet.Of([
            [0, 0],
            [2, 0],
        ]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(window.Permutation(PointGroups.P4, 1), Is.Null);
            Assert.That(window.Stabilizer(PointGroups.P4m), Has.Count.EqualTo(2));
            Assert.That(
                () =>
                    PointSet.Of([
                        [0, 0],
                        [0, 0],
                    ]),
                Throws.ArgumentException.With.Message.Contains("twice")
            );
        }
    }
}
