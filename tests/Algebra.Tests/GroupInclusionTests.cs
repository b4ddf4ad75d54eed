namespace AgeFormal.Algebra.Tests;

/// <summary>The elements of a group in a larger one on its lattice.</summary>
public sealed class GroupInclusionTests
{
    private static IEnumerable<TestCaseData> Pairs() =>
        from larger in PointGroups.All
        from smaller in PointGroups.All
        select new TestCaseData(larger.Symbol, smaller.Symbol);

    [TestCaseSource(nameof(Pairs))]
    public void They_have_its_matrices_and_are_a_subgroup(string symbol, string subgroup)
    {
        var (larger, smaller) = (PointGroups.Parse(symbol), PointGroups.Parse(subgroup));
        if (smaller.ElementsIn(larger) is not { } elements)
        {
            Assert.That(
                smaller.Lattice != larger.Lattice
                    || smaller.Matrices.Any(matrix => !larger.Matrices.Contains(matrix))
            );
            return;
        }
        Assert.That(
            elements.Select(h => larger.Matrices[h]),
            Is.EqualTo(smaller.Matrices.AsEnumerable())
        );
        var table = smaller.Group;
        foreach (var a in table.Elements)
        foreach (var b in table.Elements)
            Assert.That(
                larger.Group.Multiply(elements[a], elements[b]),
                Is.EqualTo(elements[table.Multiply(a, b)])
            );
    }

    [TestCase("p4m", "p4", true)]
    [TestCase("p4m", "cm", true)]
    [TestCase("p4", "p4m", false)]
    [TestCase("p6m", "p1", false)]
    [TestCase("Oh", "T", true)]
    [TestCase("pm", "cm", false)]
    public void A_group_is_in_another_one(string symbol, string subgroup, bool isIn) =>
        Assert.That(
            PointGroups.Parse(subgroup).ElementsIn(PointGroups.Parse(symbol)) is not null,
            Is.EqualTo(isIn)
        );
}
