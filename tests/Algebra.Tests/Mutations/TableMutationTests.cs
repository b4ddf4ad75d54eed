namespace AgeFormal.Algebra.Tests.Mutations;

/// <summary>Every entry of every Cayley table of the catalogue changed: none is still a group.</summary>
public sealed class TableMutationTests
{
    // Up to this order every other value is tried for an entry; above it, one other value.
    private const int SmallOrder = 16;

    [Test]
    public void A_table_with_one_entry_changed_is_rejected_with_a_witness() =>
        Kill((order, value) => order <= SmallOrder ? Others(order, value) : [(value + 1) % order]);

    [Test]
    [Category("Long")]
    public void A_table_with_one_entry_changed_to_any_other_value_is_rejected() => Kill(Others);

    [Test]
    public void A_table_with_an_entry_outside_of_the_group_is_rejected() =>
        Kill((order, _) => [GroupAxioms.Outside, order]);

    [Test]
    public void Matrices_of_which_one_entry_is_changed_are_rejected() =>
        KillMatrices(PointGroups.All.Where(group => group.Order <= SmallOrder));

    [Test]
    [Category("Long")]
    public void Matrices_of_every_group_of_which_one_entry_is_changed_are_rejected() =>
        KillMatrices(PointGroups.All);

    private static void KillMatrices(IEnumerable<PointGroup> groups)
    {
        var survivors = new List<string>();
        var count = 0;
        foreach (var group in groups)
        foreach (var (h, matrix) in group.Matrices.Index())
        foreach (var (at, entry) in matrix.Entries.Index())
        foreach (var other in new[] { -1, 0, 1 }.Where(other => other != entry))
        {
            var entries = new EqArray<int>(matrix.Entries.Items.SetItem(at, other));
            var matrices = new EqArray<IntMatrix>(
                group.Matrices.Items.SetItem(h, IntMatrix.Of(matrix.Dimension, entries.AsSpan()))
            );
            count++;
            try
            {
                var accepted = PointGroup.FromMatrices(
                    group.Name,
                    group.Symbol,
                    group.Lattice,
                    matrices,
                    group.Group.ElementNames
                );
                // Of two elements, {1, m} is another group for every other involution m.
                if (accepted.Order > 2)
                    survivors.Add($"{group.Symbol}, matrix {h}, entry {at} := {other}");
            }
            catch (ArgumentException error)
            {
                if (
                    !error.Message.Contains(group.Name, StringComparison.Ordinal)
                    && !error.Message.Contains(group.Symbol, StringComparison.Ordinal)
                )
                    survivors.Add($"{group.Symbol}, matrix {h}: '{error.Message}' names nothing");
            }
        }
        Report(count, survivors);
    }

    private static void Kill(Func<int, int, IEnumerable<int>> others)
    {
        var survivors = new List<string>();
        var count = 0;
        foreach (var group in PointGroups.All.Select(one => one.Group).Distinct())
            for (var at = 0; at < group.Table.Count; at++)
                foreach (var other in others(group.Order, group.Table[at]))
                {
                    count++;
                    var table = new EqArray<int>(group.Table.Items.SetItem(at, other));
                    if (!IsRejected(group, table))
                        survivors.Add(
                            $"{group.Name}, entry ({at / group.Order}, {at % group.Order}) := {other}"
                        );
                }
        Report(count, survivors);
    }

    /// <summary>Rejected for a reason that the table bears out.</summary>
    private static bool IsRejected(FiniteGroup group, EqArray<int> table)
    {
        if (GroupAxioms.FindViolation(group.Order, table) is not { } violation)
            return false;
        int At(int a, int b) => table[a * group.Order + b];
        var witness = violation.Witness;
        return violation.Axiom switch
        {
            GroupAxiom.Closure => At(witness[0], witness[1]) < 0
                || At(witness[0], witness[1]) >= group.Order,
            GroupAxiom.Identity => GroupAxioms.FindIdentity(group.Order, table)
                == GroupAxioms.Outside,
            GroupAxiom.Inverse => group.Elements.All(b =>
                At(witness[0], b) != group.Identity || At(b, witness[0]) != group.Identity
            ),
            GroupAxiom.Associativity => At(At(witness[0], witness[1]), witness[2])
                != At(witness[0], At(witness[1], witness[2])),
            GroupAxiom.Shape => false,
            _ => throw new AssertionException($"{violation.Axiom} is not known"),
        };
    }

    [Test]
    public void The_checked_construction_throws_the_violation()
    {
        var group = PointGroups.P4m.Group;
        var table = new EqArray<int>(group.Table.Items.SetItem(9, group.Table[9] ^ 1));
        var error = Catalogue.Thrown<GroupAxiomException>(() =>
            FiniteGroup.FromCayleyTable(group.Name, group.ElementNames, table)
        );
        Assert.That(error.Violation, Is.EqualTo(GroupAxioms.FindViolation(group.Order, table)));
    }

    private static IEnumerable<int> Others(int order, int value) =>
        Enumerable.Range(0, order).Where(other => other != value);

    private static void Report(int count, List<string> survivors)
    {
        TestContext.Out.WriteLine($"killed {count - survivors.Count} of {count}");
        Assert.That(count, Is.GreaterThan(0));
        Assert.That(survivors, Is.Empty);
    }
}
