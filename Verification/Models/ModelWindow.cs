using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Models;

/// <summary>A declared window as a set of translations of a torus.</summary>
/// <param name="Name">The name in the formula.</param>
/// <param name="Translations">The indices of the translations in ℤ_n^d.</param>
public sealed record ModelWindow(string Name, EqArray<int> Translations)
{
    /// <summary>
    /// The points, in doubled coordinates, that stand for a window under a group H′: the declared ones where they are
    /// H′-stable or were not stable under the declared group H either; else the largest H′-stable part, or, where that is
    /// only the origin or nothing, the union of the H′-orbits. Theorems about a stable window use nothing but stability.
    /// </summary>
    public static EqArray<EqArray<int>> Points(
        DeclaredWindow window,
        PointGroup declared,
        PointGroup group
    )
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(declared);
        ArgumentNullException.ThrowIfNull(group);
        var points = window.Points;
        if (window.Region.Dimension != group.Dimension)
            throw new ModelException(
                window.Name,
                $"the window has {window.Region.Dimension} axes, {group.Symbol} acts on {group.Dimension}"
            );
        if (IsStable(points, group) || !IsStable(points, declared))
            return points.Points;
        var kept = points
            .Points.Where(point =>
                group.Group.Elements.All(h => points.IndexOf(group.Act(h, point)) >= 0)
            )
            .ToEqArray();
        return kept.Any(point => point.Any(x => x != 0))
            ? kept
            : points
                .Points.SelectMany(point => group.Group.Elements.Select(h => group.Act(h, point)))
                .Distinct()
                .ToEqArray();
    }

    /// <summary>The side from which on the points, scaled, are pairwise distinct and keep their place about the origin.</summary>
    internal static int FaithfulSide(EqArray<EqArray<int>> points, int scale) =>
        1
        + 2
            * points
                .SelectMany(point => point)
                .Select(x => Math.Abs(x / scale))
                .DefaultIfEmpty()
                .Max();

    internal static bool IsStable(PointSet points, PointGroup group) =>
        group.Dimension == points.Points[0].Count && points.Stabilizer(group).Count == group.Order;
}
