using AgeFormal.Laws;
using AgeFormal.Testing.Generators;
using FsCheck.Fluent;

namespace AgeFormal.Algebra.Tests;

public sealed class SemidirectProductTests
{
    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Symbols))]
    public void The_semidirect_product_is_a_group(string symbol)
    {
        var group = new SemidirectProduct(PointGroups.Parse(symbol));
        Law.Holds(
            GroupGenerators.Three(GroupGenerators.Element(group)),
            t =>
                group.Multiply(group.Multiply(t.A, t.B), t.C)
                    == group.Multiply(t.A, group.Multiply(t.B, t.C))
                && group.Multiply(t.A, group.Identity) == t.A
                && group.Multiply(group.Identity, t.A) == t.A
                && group.Multiply(t.A, group.Inverse(t.A)) == group.Identity
                && group.Multiply(group.Inverse(t.A), t.A) == group.Identity
        );
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Symbols))]
    public void It_acts_on_points(string symbol)
    {
        var group = new SemidirectProduct(PointGroups.Parse(symbol));
        Law.Holds(
            GroupGenerators
                .Three(GroupGenerators.Element(group))
                .Zip(GroupGenerators.Vector(group.Dimension)),
            pair =>
            {
                var ((a, b, _), point) = pair;
                var doubled = point.Select(p => 2 * p).ToEqArray();
                return group.Act(group.Multiply(a, b), point) == group.Act(a, group.Act(b, point))
                    && group.Act(group.Identity, point) == point
                    && group.ActOnDoubled(group.Multiply(a, b), point)
                        == group.ActOnDoubled(a, group.ActOnDoubled(b, point))
                    && group.ActOnDoubled(a, doubled)
                        == group.Act(a, point).Select(p => 2 * p).ToEqArray();
            }
        );
    }

    [Test]
    public void Products_have_the_known_values()
    {
        var group = new SemidirectProduct(PointGroups.P4);
        var a = group.Element([1, 2], 1);
        var b = group.Element([3, 0], 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(group.Multiply(a, b), Is.EqualTo(group.Element([1, 5], 2)));
            Assert.That(group.Inverse(a), Is.EqualTo(group.Element([-2, 1], 3)));
            Assert.That(group.Generators, Has.Count.EqualTo(3));
        }
    }

    [Test]
    public void Elements_of_the_wrong_size_are_rejected()
    {
        var group = new SemidirectProduct(PointGroups.P4);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                () => group.Element([1, 2, 3], 0),
                Throws.ArgumentException.With.Message.Contains("2 coordinates")
            );
            Assert.That(
                () => group.Element([1, 2], 4),
                Throws.TypeOf<ArgumentOutOfRangeException>()
            );
        }
    }
}
