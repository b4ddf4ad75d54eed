using AgeFormal.Laws;

namespace AgeFormal.Algebra.Tests;

public sealed class GroupProductsTests
{
    private static readonly FiniteGroup Four = KnownGroups.Cyclic(4);
    private static readonly FiniteGroup Two = KnownGroups.Cyclic(2);

    [Test]
    public void D4_is_the_semidirect_product_of_C4_and_C2_by_inversion()
    {
        var product = GroupProducts.Semidirect(
            AutomorphismAction.Of(Four, Two, [0, 1, 2, 3, 0, 3, 2, 1])
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Isomorphisms.Find(product, PointGroups.P4m.Group), Is.Not.Null);
            Assert.That(
                Isomorphisms.Find(GroupProducts.Direct(Four, Two), PointGroups.P4m.Group),
                Is.Null
            );
        }
    }

    [Test]
    public void Direct_products_with_the_inversion_give_the_groups_that_contain_it()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Isomorphisms.Find(
                    GroupProducts.Direct(PointGroups.O.Group, Two),
                    PointGroups.Oh.Group
                ),
                Is.Not.Null
            );
            Assert.That(
                Isomorphisms.Find(
                    GroupProducts.Direct(PointGroups.T.Group, Two),
                    PointGroups.Th.Group
                ),
                Is.Not.Null
            );
            Assert.That(
                Isomorphisms.Find(
                    GroupProducts.Direct(KnownGroups.Cyclic(3), Two),
                    PointGroups.P6.Group
                ),
                Is.Not.Null
            );
        }
    }

    /// <summary>Small groups whose holomorph is small too; C2×C2×C2 has 168 automorphisms.</summary>
    private static IEnumerable<string> SymbolsWithSmallHolomorph =>
        Catalogue.SmallSymbols.Where(symbol =>
            Isomorphisms.Automorphisms(PointGroups.Parse(symbol).Group).Count <= 24
        );

    [TestCaseSource(nameof(SymbolsWithSmallHolomorph))]
    public void The_holomorph_contains_its_group_as_a_normal_subgroup(string symbol)
    {
        var group = PointGroups.Parse(symbol).Group;
        var automorphisms = Isomorphisms.Automorphisms(group);
        var acting = FiniteGroup.FromValues(
            "Aut",
            automorphisms.Select(map => map.Images).ToEqArray(),
            (a, b) => b.Select(image => a[image]).ToEqArray(),
            i => $"φ{i}"
        );
        var action = AutomorphismAction.Of(
            group,
            acting,
            automorphisms.SelectMany(map => map.Images).ToEqArray()
        );
        var holomorph = GroupProducts.Semidirect(action);
        var offset = acting.Identity * group.Order;
        var normal = Subgroup.Of(holomorph, Enumerable.Range(offset, group.Order).ToEqArray());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(holomorph.Order, Is.EqualTo(group.Order * automorphisms.Count));
            Assert.That(normal.IsNormal());
            Assert.That(Isomorphisms.Find(normal.ToGroup(), group), Is.Not.Null);
        }
    }

    [Test]
    public void A_table_that_is_no_action_is_rejected_with_the_law_and_a_witness()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Law([0, 1, 2, 3]), Is.EqualTo(AutomorphismActionLaw.Shape));
            Assert.That(Law([0, 1, 2, 3, 0, 3, 2, 4]), Is.EqualTo(AutomorphismActionLaw.Shape));
            Assert.That(
                Law([0, 1, 2, 3, 0, 2, 1, 3]),
                Is.EqualTo(AutomorphismActionLaw.Endomorphism)
            );
            Assert.That(Law([0, 1, 2, 3, 0, 0, 0, 0]), Is.EqualTo(AutomorphismActionLaw.Injective));
            Assert.That(
                Law([0, 3, 2, 1, 0, 3, 2, 1]),
                Is.EqualTo(AutomorphismActionLaw.Multiplicative)
            );
        }

        static AutomorphismActionLaw Law(EqArray<int> table)
        {
            var exception = Catalogue.Thrown<AutomorphismActionException>(() =>
                AutomorphismAction.Of(Four, Two, table)
            );
            Assert.That(IsTrue(exception, table));
            return exception.Law;
        }

        static bool IsTrue(AutomorphismActionException exception, EqArray<int> table)
        {
            var w = exception.Witness;
            return exception.Law switch
            {
                AutomorphismActionLaw.Shape => table.Count != 8 || table.Any(image => image > 3),
                AutomorphismActionLaw.Endomorphism => table[w[0] * 4 + (w[1] + w[2]) % 4]
                    != (table[w[0] * 4 + w[1]] + table[w[0] * 4 + w[2]]) % 4,
                AutomorphismActionLaw.Injective => w[1] != w[2]
                    && table[w[0] * 4 + w[1]] == table[w[0] * 4 + w[2]],
                AutomorphismActionLaw.Multiplicative => table[(w[0] + w[1]) % 2 * 4 + w[2]]
                    != table[w[0] * 4 + table[w[1] * 4 + w[2]]],
                _ => false,
            };
        }
    }
}
