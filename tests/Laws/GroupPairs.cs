using AgeFormal.Algebra;

namespace AgeFormal.Laws;

/// <summary>The point groups of the catalogue with their subgroups in it.</summary>
public static class GroupPairs
{
    /// <summary>Each group H with each K ≤ H, K = H among them.</summary>
    public static IEnumerable<(PointGroup Group, PointGroup Subgroup)> All =>
        from whole in PointGroups.All
        from part in PointGroups.All
        where part.ElementsIn(whole) is not null
        select (whole, part);
}
