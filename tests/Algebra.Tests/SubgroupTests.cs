using AgeFormal.Laws;

namespace AgeFormal.Algebra.Tests;

public sealed class SubgroupTests
{
    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Groups))]
    public void Orders_of_subgroups_divide_the_group_order(FiniteGroup group) =>
        Assert.That(
            Subgroups.All(group).All(subgroup => subgroup.Order * subgroup.Index == group.Order)
        );

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.SmallSymbols))]
    public void All_subgroups_are_exactly_the_closed_subsets(string symbol)
    {
        var group = PointGroups.Parse(symbol).Group;
        var closed = Enumerable
            .Range(0, 1 << group.Order)
            .Select(bits => group.Elements.Where(a => (bits >> a & 1) == 1).ToArray())
            .Where(subset =>
                subset.Contains(group.Identity)
                && subset.All(a =>
                    subset.All(b => subset.Contains(group.Multiply(a, group.Inverse(b))))
                )
            )
            .Select(subset => subset.ToEqArray());
        Assert.That(
            Subgroups.All(group).Select(subgroup => subgroup.Elements),
            Is.EquivalentTo(closed)
        );
    }

    [TestCase("p4", 3, 3)]
    [TestCase("p4m", 10, 8)]
    [TestCase("p3m1", 6, 4)]
    [TestCase("p6m", 16, 10)]
    [TestCase("D2h", 16, 16)]
    [TestCase("D4h", 35, 27)]
    [TestCase("T", 10, 5)]
    [TestCase("O", 30, 11)]
    [TestCase("Td", 30, 11)]
    [TestCase("Oh", 98, 33)]
    public void Subgroups_and_their_classes_have_the_known_numbers(
        string symbol,
        int subgroups,
        int classes
    )
    {
        var group = PointGroups.Parse(symbol).Group;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Subgroups.All(group), Has.Count.EqualTo(subgroups));
            Assert.That(Subgroups.UpToConjugacy(group), Has.Count.EqualTo(classes));
        }
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Groups))]
    public void Conjugacy_partitions_the_subgroups_and_normal_ones_are_alone(FiniteGroup group)
    {
        var classes = Subgroups.UpToConjugacy(group);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                classes.SelectMany(members => members),
                Is.EquivalentTo(Subgroups.All(group))
            );
            Assert.That(classes.All(members => members[0].IsNormal() == (members.Count == 1)));
        }
    }

    [Test]
    public void Every_subgroup_of_the_quaternion_group_is_normal() =>
        Assert.That(
            Subgroups.All(KnownGroups.Quaternion).Select(subgroup => subgroup.IsNormal()),
            Is.EqualTo(Enumerable.Repeat(true, 6))
        );

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.SmallSymbols))]
    public void A_set_that_is_not_closed_is_rejected_with_a_pair_that_leaves_it(string symbol)
    {
        var group = PointGroups.Parse(symbol).Group;
        var known = Subgroups.All(group).Select(subgroup => subgroup.Elements).ToHashSet();
        for (var bits = 1; bits < 1 << group.Order; bits++)
        {
            var subset = group.Elements.Where(a => (bits >> a & 1) == 1).ToEqArray();
            if (known.Contains(subset))
                continue;
            var witness = Catalogue
                .Thrown<SubgroupException>(() => Subgroup.Of(group, subset))
                .Witness;
            Assert.That(
                subset.Contains(witness[0])
                    && subset.Contains(witness[1])
                    && !subset.Contains(group.Multiply(witness[0], witness[1]))
            );
        }
    }

    [Test]
    public void The_empty_set_and_foreign_elements_are_rejected()
    {
        var group = PointGroups.P4.Group;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => Subgroup.Of(group, []), Throws.TypeOf<SubgroupException>());
            Assert.That(
                () => Subgroup.Of(group, [0, 4]),
                Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("0…3")
            );
        }
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Symbols))]
    public void The_stabilizer_of_a_window_is_a_subgroup(string symbol)
    {
        var group = PointGroups.Parse(symbol);
        var window = PointSet.Of([
            Enumerable.Repeat(0, group.Dimension).ToEqArray(),
            Enumerable.Range(0, group.Dimension).Select(i => 2 * i).ToEqArray(),
        ]);
        Assert.That(() => Subgroup.Of(group.Group, window.Stabilizer(group)), Throws.Nothing);
    }

    [Test]
    public void A_subgroup_is_named_by_generators() =>
        Assert.That(
            Subgroups.All(PointGroups.P4m.Group).Select(subgroup => subgroup.ToString()),
            Has.Member("⟨e⟩").And.Member("⟨r⟩").And.Member("⟨r, m⟩").And.Member("⟨r², m⟩")
        );

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Groups))]
    public void Inclusions_of_subgroups_are_injective_homomorphisms(FiniteGroup group) =>
        Assert.That(
            Subgroups
                .UpToConjugacy(group)
                .All(members =>
                    members[0].Inclusion() is var inclusion
                    && inclusion.IsInjective()
                    && inclusion.Image() == members[0]
                )
        );
}
