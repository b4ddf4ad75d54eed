using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Onnx.Layers;

/// <summary>
/// Reductions over a sliding window. The maximum over a box has an operator; everything else is a reduction of shifted
/// slices, one per point of the window, in the order of its points.
/// </summary>
internal static class PoolingNodes
{
    public static Wire Add(LayerContext layer, Wire input, Op.SpatialPooling block)
    {
        var geometry = layer.Op.Meaning.Geometry;
        var neutral = ReductionNodes.Neutral(block.By);
        var padded = PaddingNodes.Add(
            layer,
            geometry.Mode == PaddingMode.Excluded
                ? layer.Filled(input, layer.Input.Grid, neutral)
                : input,
            neutral
        );
        if (HasOperator(layer, block, isPadded: padded != input))
            return layer.Graph.Node(
                "MaxPool",
                [padded],
                [
                    Integers("kernel_shape", block.Window.Sizes),
                    Integers("strides", geometry.Stride),
                    Integers("dilations", block.Sampling.Dilation.For(layer.Dimension)),
                ]
            );
        var points = layer.Op.Meaning.Windows[0].Points.Points;
        var kind = block.By switch
        {
            Reduction.Max => "Max",
            Reduction.Min => "Min",
            Reduction.Sum or Reduction.Mean => "Sum",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var reduced = layer.Graph.Node(
            kind,
            points.Select(point => Slice(layer, padded, geometry, point)).ToArray()
        );
        return block.By == Reduction.Mean
            ? layer.Graph.Node(
                "Div",
                reduced,
                layer.Graph.Constant("counts", Counts(geometry, points))
            )
            : reduced;
    }

    // Runtimes fold added zeros into the operator's own padding, which takes no part in the maximum.
    private static bool HasOperator(LayerContext layer, Op.SpatialPooling block, bool isPadded) =>
        block.By == Reduction.Max
        && layer.Input.Grid.Outline == Outline.Box
        && !(isPadded && layer.Op.Meaning.Geometry.Mode == PaddingMode.Zeros);

    /// <summary>The grid without a margin.</summary>
    public static Wire Crop(LayerContext layer, Wire input, int margin) =>
        Slice(
            layer,
            input,
            [.. layer.Output.Grid.Sizes.Select(_ => (long)margin)],
            [.. layer.Output.Grid.Sizes.Select(size => (long)(margin + size))],
            [.. layer.Output.Grid.Sizes.Select(_ => 1L)]
        );

    // What each place of the window reads at one of its points, which lies at (w + extent)/2 in the window's box.
    private static Wire Slice(
        LayerContext layer,
        Wire padded,
        Geometry geometry,
        EqArray<int> point
    )
    {
        long[] starts = [.. point.Select((x, axis) => (long)(x + geometry.Extent[axis]) / 2)];
        return Slice(
            layer,
            padded,
            starts,
            [
                .. starts.Select(
                    (start, axis) =>
                        start + (geometry.Output.Sizes[axis] - 1) * geometry.Stride[axis] + 1
                ),
            ],
            [.. geometry.Stride.Select(stride => (long)stride)]
        );
    }

    private static Wire Slice(
        LayerContext layer,
        Wire value,
        long[] starts,
        long[] ends,
        long[] steps
    ) =>
        layer.Graph.Node(
            "Slice",
            [
                value,
                layer.Graph.Integers("starts", starts),
                layer.Graph.Integers("ends", ends),
                layer.Graph.Integers(
                    "axes",
                    [.. layer.GridAxes(layer.Dimension + 2).Select(axis => (long)axis)]
                ),
                layer.Graph.Integers("steps", steps),
            ]
        );

    // The number of points that take part at each place; 1 where there is none, outside of an outline.
    private static NumericArray Counts(Geometry geometry, EqArray<EqArray<int>> points)
    {
        if (geometry.Mode != PaddingMode.Excluded)
            return NumericArray.Of([], [points.Count]);
        return NumericArray.Of(
            [.. geometry.Output.Sizes],
            [
                .. geometry
                    .OutputPositions()
                    .Select(at =>
                        (double)
                            Math.Max(
                                1,
                                points.Count(point =>
                                    geometry.Input.Contains(
                                        at.Select((x, axis) => x + point[axis]).ToEqArray()
                                    )
                                )
                            )
                    ),
            ]
        );
    }

    private static OnnxAttribute Integers(string name, EqArray<int> values) =>
        new OnnxAttribute.Integers(name, values.Select(value => (long)value).ToEqArray());
}
