using AgeFormal.Operators;

namespace AgeFormal.Networks.Onnx.Layers;

/// <summary>Reductions over whole axes.</summary>
internal static class ReductionNodes
{
    /// <summary>op over the grid, the last axes, which keep size 1. Points outside of the outline take no part.</summary>
    public static Wire OverGrid(LayerContext layer, Wire value, Reduction by, Region grid, int rank)
    {
        var axes = layer.GridAxes(rank);
        if (by != Reduction.Mean || grid.Outline == Outline.Box)
            return Reduce(layer, layer.Filled(value, grid, Neutral(by)), by, axes, keep: true);
        // Outside of the outline a signal is zero, but it counts for nothing.
        var sum = Reduce(layer, value, Reduction.Sum, axes, keep: true);
        return layer.Graph.Node("Div", sum, layer.Graph.Scalar("points", grid.Points().Count));
    }

    /// <summary>op over one axis, kept with size 1 or dropped.</summary>
    public static Wire OverAxis(
        LayerContext layer,
        Wire value,
        Reduction by,
        int axis,
        bool keep
    ) => Reduce(layer, value, by, [axis], keep);

    /// <summary>The sum over axes, which are dropped.</summary>
    public static Wire Sum(LayerContext layer, Wire value, params int[] axes) =>
        Reduce(layer, value, Reduction.Sum, axes, keep: false);

    /// <summary>The value that cannot decide a reduction.</summary>
    public static double Neutral(Reduction by) =>
        by switch
        {
            Reduction.Max => double.NegativeInfinity,
            Reduction.Min => double.PositiveInfinity,
            Reduction.Sum or Reduction.Mean => 0,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static Wire Reduce(LayerContext layer, Wire value, Reduction by, int[] axes, bool keep)
    {
        var kind = by switch
        {
            Reduction.Max => "ReduceMax",
            Reduction.Min => "ReduceMin",
            Reduction.Sum => "ReduceSum",
            Reduction.Mean => "ReduceMean",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return layer.Graph.Node(
            kind,
            [value, layer.Graph.Integers("axes", [.. axes.Select(axis => (long)axis)])],
            new OnnxAttribute.Integer("keepdims", keep ? 1 : 0)
        );
    }
}
