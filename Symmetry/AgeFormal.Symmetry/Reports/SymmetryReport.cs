using AgeFormal.Algebra;

namespace AgeFormal.Symmetry;

/// <summary>What a program does with each element of a group.</summary>
/// <param name="Group">The group.</param>
/// <param name="Findings">One for each element, in the order of the group.</param>
public sealed record SymmetryReport(PointGroup Group, EqArray<Finding> Findings)
{
    /// <summary>The elements that every step carries on, bit by bit.</summary>
    public EqArray<int> Exact =>
        Findings
            .OfType<Finding.Carried>()
            .Where(finding => finding.Difference == 0)
            .Select(finding => finding.Element)
            .ToEqArray();
}
