namespace AgeFormal.Algebra.Tests;

public sealed class GroupAxiomsTests
{
    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Groups))]
    public void The_Cayley_table_satisfies_the_group_axioms(FiniteGroup group)
    {
        var all = group.Elements.ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(group.Table, Has.Count.EqualTo(group.Order * group.Order));
            Assert.That(group.Table, Is.All.InRange(0, group.Order - 1));
            Assert.That(
                all.All(a =>
                    group.Multiply(a, group.Identity) == a && group.Multiply(group.Identity, a) == a
                )
            );
            Assert.That(
                all.All(a =>
                    group.Multiply(a, group.Inverse(a)) == group.Identity
                    && group.Multiply(group.Inverse(a), a) == group.Identity
                )
            );
            Assert.That(
                all.All(a =>
                    all.All(b =>
                        all.All(c =>
                            group.Multiply(group.Multiply(a, b), c)
                            == group.Multiply(a, group.Multiply(b, c))
                        )
                    )
                )
            );
        }
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Groups))]
    public void Inverse_of_a_product_is_the_reversed_product(FiniteGroup group) =>
        Assert.That(
            group.Elements.All(a =>
                group.Elements.All(b =>
                    group.Inverse(group.Multiply(a, b))
                    == group.Multiply(group.Inverse(b), group.Inverse(a))
                )
            )
        );

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.SmallSymbols))]
    public void Every_corruption_of_one_entry_is_rejected_with_a_true_witness(string symbol)
    {
        var group = PointGroups.Parse(symbol).Group;
        var n = group.Order;
        for (var entry = 0; entry < n * n; entry++)
        for (var value = -1; value <= n; value++)
        {
            if (value == group.Table[entry])
                continue;
            var table = new EqArray<int>(group.Table.Items.SetItem(entry, value));
            var violation = Catalogue
                .Thrown<GroupAxiomException>(() =>
                    FiniteGroup.FromCayleyTable("corrupted", group.ElementNames, table)
                )
                .Violation;
            Assert.That(
                Breaks(n, table, violation),
                Is.True,
                $"entry {entry} set to {value}: {violation}"
            );
            if (value < 0 || value >= n)
                Assert.That(
                    violation,
                    Has.Property(nameof(violation.Axiom))
                        .EqualTo(GroupAxiom.Closure)
                        .And.Property(nameof(violation.Witness))
                        .EqualTo((EqArray<int>)[entry / n, entry % n])
                );
        }
    }

    [Test]
    public void Each_axiom_is_named_when_it_is_the_one_that_fails()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Axiom(2, [0, 1, 1]), Is.EqualTo(GroupAxiom.Shape));
            Assert.That(Axiom(0, []), Is.EqualTo(GroupAxiom.Shape));
            Assert.That(Axiom(2, [0, 1, 1, 2]), Is.EqualTo(GroupAxiom.Closure));
            Assert.That(Axiom(2, [0, 0, 1, 1]), Is.EqualTo(GroupAxiom.Identity));
            Assert.That(Axiom(2, [0, 1, 1, 1]), Is.EqualTo(GroupAxiom.Inverse));
            // A loop of order 5 in which every element is its own inverse.
            Assert.That(
                Axiom(
                    5,
                    [0, 1, 2, 3, 4, 1, 0, 3, 4, 2, 2, 4, 0, 1, 3, 3, 2, 4, 0, 1, 4, 3, 1, 2, 0]
                ),
                Is.EqualTo(GroupAxiom.Associativity)
            );
        }
    }

    [Test]
    public void Matrices_that_are_not_closed_are_rejected_with_the_pair_that_leaves_them()
    {
        var quarter = IntMatrix.Of(2, 0, -1, 1, 0);
        var exception = Catalogue.Thrown<GroupAxiomException>(() =>
            PointGroup.FromMatrices(
                "?",
                "half of p4",
                Lattice.Square,
                [IntMatrix.Identity(2), quarter],
                ["e", "r"]
            )
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exception.Violation.Axiom, Is.EqualTo(GroupAxiom.Closure));
            Assert.That(exception.Violation.Witness, Is.EqualTo((EqArray<int>)[1, 1]));
        }
    }

    [Test]
    public void Repeated_values_are_rejected() =>
        Assert.That(
            () => FiniteGroup.FromValues("twice", [1, 1], (a, b) => a * b, i => $"{i}"),
            Throws.ArgumentException.With.Message.Contains("distinct")
        );

    private static GroupAxiom? Axiom(int order, EqArray<int> table) =>
        GroupAxioms.FindViolation(order, table)?.Axiom;

    /// <summary>Whether the witness of a violation, read without the checker, shows that the axiom fails.</summary>
    private static bool Breaks(int n, EqArray<int> table, GroupAxiomViolation violation)
    {
        int At(int a, int b) => table[a * n + b];
        var all = Enumerable.Range(0, n).ToArray();
        bool IsIdentity(int e) => all.All(a => At(e, a) == a && At(a, e) == a);
        var witness = violation.Witness;
        return violation.Axiom switch
        {
            GroupAxiom.Shape => table.Count != n * n,
            GroupAxiom.Closure => !all.Contains(At(witness[0], witness[1])),
            GroupAxiom.Identity => !all.Any(IsIdentity),
            GroupAxiom.Inverse => all.Single(IsIdentity) is var e
                && !all.Any(b => At(witness[0], b) == e && At(b, witness[0]) == e),
            GroupAxiom.Associativity => At(At(witness[0], witness[1]), witness[2])
                != At(witness[0], At(witness[1], witness[2])),
            _ => false,
        };
    }
}
