using AgeFormal.Laws;

namespace AgeFormal.Algebra.Tests;

public sealed class GroupStructureTests
{
    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Groups))]
    public void Element_orders_divide_the_group_order(FiniteGroup group) =>
        Assert.That(
            group.Elements.All(a =>
                group.Order % group.ElementOrder(a) == 0
                && group.Power(a, group.ElementOrder(a)) == group.Identity
                && group.Power(a, -1) == group.Inverse(a)
                && group.Span(a).Count == group.ElementOrder(a)
            )
        );

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Groups))]
    public void Generators_span_the_group_and_none_can_be_left_out(FiniteGroup group)
    {
        var generators = group.Generators();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(group.Span(generators.AsSpan()), Has.Count.EqualTo(group.Order));
            foreach (var left in generators)
                Assert.That(
                    group.Span([.. generators.Where(a => a != left)]),
                    Has.Count.LessThan(group.Order)
                );
        }
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Groups))]
    public void Conjugacy_classes_satisfy_the_class_equation(FiniteGroup group)
    {
        var classes = group.ConjugacyClasses();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(classes.SelectMany(members => members), Is.EquivalentTo(group.Elements));
            Assert.That(classes.Select(members => group.Order % members.Count), Is.All.Zero);
            Assert.That(
                classes.Where(members => members.Count == 1).Select(members => members[0]),
                Is.EquivalentTo(group.Center().Elements)
            );
            foreach (var members in classes)
            {
                var centralizer = group.Elements.Count(g =>
                    group.Conjugate(g, members[0]) == members[0]
                );
                Assert.That(members.Count * centralizer, Is.EqualTo(group.Order));
            }
        }
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Groups))]
    public void Abelian_means_that_the_center_is_everything_and_commutators_are_trivial(
        FiniteGroup group
    )
    {
        var abelian = group.IsAbelian();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(group.Center().Order == group.Order, Is.EqualTo(abelian));
            Assert.That(group.CommutatorSubgroup().Order == 1, Is.EqualTo(abelian));
            Assert.That(group.ConjugacyClasses().Count == group.Order, Is.EqualTo(abelian));
        }
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Groups))]
    public void The_quotient_by_the_commutator_subgroup_is_abelian(FiniteGroup group) =>
        Assert.That(QuotientGroup.Of(group.CommutatorSubgroup()).Group.IsAbelian());

    [TestCase("p4m", 5, 2, 2)]
    [TestCase("p6m", 6, 2, 3)]
    [TestCase("p31m", 3, 1, 3)]
    [TestCase("p6", 6, 6, 1)]
    [TestCase("T", 4, 1, 4)]
    [TestCase("O", 5, 1, 12)]
    [TestCase("Oh", 10, 2, 12)]
    public void Classes_center_and_commutators_have_the_known_sizes(
        string symbol,
        int classes,
        int center,
        int commutators
    )
    {
        var group = PointGroups.Parse(symbol).Group;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(group.ConjugacyClasses(), Has.Count.EqualTo(classes));
            Assert.That(group.Center().Order, Is.EqualTo(center));
            Assert.That(group.CommutatorSubgroup().Order, Is.EqualTo(commutators));
        }
    }

    [Test]
    public void The_quaternion_group_has_one_involution() =>
        Assert.That(
            KnownGroups.Quaternion.Elements.Select(KnownGroups.Quaternion.ElementOrder),
            Is.EqualTo([1, 4, 4, 4, 2, 4, 4, 4])
        );
}
