using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Grids;

/// <summary>The exact elements of a block by its tap tables. They are a subgroup, so few elements need a whole table.</summary>
internal static class ExactElements
{
    public static EqArray<int> Of(TypedOp.Elementary layer)
    {
        var group = layer.Input.Group;
        var comparison = TapComparisons.Of(layer.Op);
        var tables = layer
            .Meaning.Windows.Select(window => new TapTable(
                window.OverOutput ? Geometry.Pointwise(layer.Output.Grid) : layer.Meaning.Geometry,
                window.OverOutput ? InOutputSteps(layer, window.Points) : window.Points
            ))
            .Concat(OwnPoint(layer))
            .ToArray();
        return SubgroupWhere(
            group.Group,
            h => IsStable(layer, h) && tables.All(table => table.Commutes(group, h, comparison))
        );
    }

    // A block without a window that lies on other points than its input reads one point each.
    private static IEnumerable<TapTable> OwnPoint(TypedOp.Elementary layer)
    {
        var geometry = layer.Meaning.Geometry;
        return
            layer.Meaning.Windows.Count == 0
            && geometry.Output != geometry.Input
            && geometry.Extent.All(extent => extent == 0)
            ? [new TapTable(geometry, PointSet.Of([geometry.Extent]))]
            : [];
    }

    private static PointSet InOutputSteps(TypedOp.Elementary layer, PointSet points) =>
        PointSet.Of(
            points
                .Points.Select(point =>
                    point.Zip(layer.Meaning.Geometry.Stride, (x, s) => x / s).ToEqArray()
                )
                .ToEqArray()
        );

    /// <summary>What decides the exact elements of a block: blocks with equal keys have the same.</summary>
    public static object Key(TypedOp.Elementary layer) =>
        (
            layer.Input.Group,
            layer.Meaning.Geometry,
            layer.Meaning.Windows.Select(window => window.Points).ToEqArray(),
            TapComparisons.Of(layer.Op),
            layer.Output.Grid
        );

    private static bool IsStable(TypedOp.Elementary layer, int h) =>
        layer.Input.Grid.Transform(layer.Input.Group, h) == layer.Input.Grid
        && layer.Output.Grid.Transform(layer.Output.Group, h) == layer.Output.Grid
        && layer.Meaning.Windows.All(window =>
            window.Points.Permutation(layer.Input.Group, h) is not null
        );

    private static EqArray<int> SubgroupWhere(FiniteGroup group, Func<int, bool> isMember)
    {
        var members = group.Span([]);
        var others = new bool[group.Order];
        foreach (var h in group.Elements)
        {
            if (others[h] || members.Contains(h))
                continue;
            if (isMember(h))
                members = group.Span([.. members, h]);
            else
                foreach (var k in members)
                    others[group.Multiply(h, k)] = true;
        }
        return members;
    }
}
