using AgeFormal.Algebra;
using AgeFormal.Networks.Images;
using AgeFormal.Programs.Numbers;

namespace AgeFormal.Networks.Onnx;

/// <summary>The preprocessing of images as nodes, in the order of its formula, so that it rounds as the library does.</summary>
internal static class PreprocessingNodes
{
    /// <summary>The images as the network reads them.</summary>
    /// <param name="graph">The part of the graph that they belong to.</param>
    /// <param name="stored">The stored images, [batch, c, rows, columns].</param>
    /// <param name="preprocessing">The preprocessing.</param>
    public static Wire Add(GraphScope graph, Wire stored, Preprocessing preprocessing)
    {
        var unit = graph.Node("Div", stored, graph.Scalar("white", Preprocessing.White));
        var centred = graph.Node(
            "Sub",
            unit,
            Constants(graph, "mean", preprocessing.Normalization.Means)
        );
        var normalized = graph.Node(
            "Div",
            centred,
            Constants(graph, "deviation", preprocessing.Normalization.Deviations)
        );
        return preprocessing.Axes == AxisOrder.RowsColumns
            ? normalized
            : graph.Node("Transpose", normalized, new OnnxAttribute.Integers("perm", [0, 1, 3, 2]));
    }

    private static Wire Constants(GraphScope graph, string role, EqArray<double> constants) =>
        constants.Count == 1
            ? graph.Scalar(role, constants[0])
            : graph.Constant(role, NumericArray.Of([constants.Count, 1, 1], [.. constants]));

    /// <summary>The sizes of a stored image, given those that the network reads.</summary>
    public static EqArray<int> Stored(EqArray<int> read, Preprocessing preprocessing) =>
        preprocessing.Axes == AxisOrder.RowsColumns ? read : [read[0], read[2], read[1]];
}
