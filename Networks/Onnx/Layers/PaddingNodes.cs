using AgeFormal.Operators;

namespace AgeFormal.Networks.Onnx.Layers;

/// <summary>The points around a grid.</summary>
internal static class PaddingNodes
{
    /// <summary>
    /// The grid with its padding. Zeros and excluded points are added; every other mode copies points of the grid, which
    /// is a gather on each axis with the table of the geometry.
    /// </summary>
    /// <param name="layer">The layer.</param>
    /// <param name="value">The values <c>[b, c·h, …grid]</c>.</param>
    /// <param name="excluded">What excluded points hold.</param>
    public static Wire Add(LayerContext layer, Wire value, double excluded)
    {
        var geometry = layer.Op.Meaning.Geometry;
        if (geometry.Before.All(points => points == 0) && geometry.After.All(points => points == 0))
            return value;
        if (geometry.Mode is PaddingMode.Zeros or PaddingMode.Excluded)
            return layer.Graph.Node(
                "Pad",
                [
                    value,
                    layer.Graph.Integers(
                        "pads",
                        [
                            0,
                            0,
                            .. geometry.Before.Select(points => (long)points),
                            0,
                            0,
                            .. geometry.After.Select(points => (long)points),
                        ]
                    ),
                    layer.Graph.Scalar(
                        "margin",
                        geometry.Mode == PaddingMode.Excluded ? excluded : 0
                    ),
                ]
            );
        for (var axis = 0; axis < layer.Dimension; axis++)
        {
            var first = -geometry.Before[axis];
            long[] read =
            [
                .. Enumerable
                    .Range(first, geometry.Input.Sizes[axis] + geometry.After[axis] - first)
                    .Select(index => (long)geometry.Read(axis, index)),
            ];
            value = layer.Graph.Node(
                "Gather",
                [value, layer.Graph.Integers("points", read)],
                new OnnxAttribute.Integer("axis", axis + 2)
            );
        }
        return value;
    }
}
