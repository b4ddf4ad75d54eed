using AgeFormal.Laws;

namespace AgeFormal.Algebra.Tests;

public sealed class HomomorphismTests
{
    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Symbols))]
    public void The_determinant_is_a_homomorphism_to_signs_with_a_normal_kernel(string symbol)
    {
        var group = PointGroups.Parse(symbol);
        var sign = Homomorphism.Of(
            group.Group,
            KnownGroups.Cyclic(2),
            group.Matrices.Select(matrix => matrix.Determinant() == 1 ? 0 : 1).ToEqArray()
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(sign.Kernel().IsNormal());
            Assert.That(sign.Kernel().Order * sign.Image().Order, Is.EqualTo(group.Order));
            Assert.That(
                Isomorphisms.Find(QuotientGroup.Of(sign.Kernel()).Group, sign.Image().ToGroup()),
                Is.Not.Null
            );
        }
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.SmallSymbols))]
    public void Every_change_of_one_image_of_the_identity_map_is_rejected_with_a_true_witness(
        string symbol
    )
    {
        var group = PointGroups.Parse(symbol).Group;
        // In a group of order 2 the constant map differs from the identity map in one image and is a homomorphism.
        foreach (var a in group.Elements)
        foreach (var image in group.Elements.Where(image => image != a))
        {
            if (group.Order == 2 && a != group.Identity)
                continue;
            var images = new EqArray<int>([.. group.Elements.Select(b => b == a ? image : b)]);
            var (x, y) = Catalogue
                .Thrown<HomomorphismException>(() => Homomorphism.Of(group, group, images))
                .Witness;
            Assert.That(
                images[group.Multiply(x, y)],
                Is.Not.EqualTo(group.Multiply(images[x], images[y]))
            );
        }
    }

    [Test]
    public void Images_of_the_wrong_number_or_range_are_rejected()
    {
        var group = KnownGroups.Cyclic(3);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                () => Homomorphism.Of(group, group, [0, 1]),
                Throws.ArgumentException.With.Message.Contains("3 images, received 2")
            );
            Assert.That(
                () => Homomorphism.Of(group, group, [0, 1, 3]),
                Throws.ArgumentException.With.Message.Contains("0…2")
            );
            Assert.That(
                () => Homomorphism.Extend(group, group, [0], [0]),
                Throws.ArgumentException.With.Message.Contains("span 1 of 3")
            );
        }
    }

    [Test]
    public void Homomorphisms_compose()
    {
        var group = PointGroups.P4m.Group;
        var quotient = QuotientGroup.Of(group.Center());
        var collapse = Homomorphism.Of(
            quotient.Group,
            KnownGroups.Cyclic(1),
            [.. Enumerable.Repeat(0, quotient.Group.Order)]
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Homomorphism.Identity(group).Then(quotient.Projection),
                Is.EqualTo(quotient.Projection)
            );
            Assert.That(
                quotient.Projection.Then(collapse).Kernel(),
                Is.EqualTo(Subgroup.Whole(group))
            );
            Assert.That(() => collapse.Then(quotient.Projection), Throws.ArgumentException);
        }
    }

    [TestCase("p4m", 8)]
    [TestCase("p6", 2)]
    [TestCase("p3m1", 6)]
    [TestCase("pmm", 6)]
    [TestCase("O", 24)]
    [TestCase("D2h", 168)]
    public void Automorphisms_have_the_known_number(string symbol, int count) =>
        Assert.That(
            Isomorphisms.Automorphisms(PointGroups.Parse(symbol).Group),
            Has.Count.EqualTo(count).And.Unique
        );

    [Test]
    public void Isomorphic_groups_are_found_and_others_are_told_apart()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(IsIsomorphic(PointGroups.O, PointGroups.Td));
            Assert.That(IsIsomorphic(PointGroups.Pm, PointGroups.P2));
            Assert.That(IsIsomorphic(PointGroups.P4m, PointGroups.SpatialD4));
            Assert.That(!IsIsomorphic(PointGroups.P4, PointGroups.Pmm));
            Assert.That(!IsIsomorphic(PointGroups.P6, PointGroups.P3m1));
            Assert.That(!IsIsomorphic(PointGroups.Th, PointGroups.O));
            Assert.That(Isomorphisms.Find(KnownGroups.Quaternion, PointGroups.P4m.Group), Is.Null);
        }

        static bool IsIsomorphic(PointGroup a, PointGroup b) =>
            Isomorphisms.Find(a.Group, b.Group)?.IsIsomorphism() ?? false;
    }
}
