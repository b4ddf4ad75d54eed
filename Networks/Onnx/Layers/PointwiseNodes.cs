using AgeFormal.Operators;

namespace AgeFormal.Networks.Onnx.Layers;

/// <summary>φ on every value.</summary>
internal static class PointwiseNodes
{
    /// <exception cref="OnnxExportException">The function is one of the user's own.</exception>
    public static Wire Add(LayerContext layer, Wire input, PointwiseFunction function)
    {
        var graph = layer.Graph;
        return function.Name switch
        {
            "id" => input,
            "relu" => graph.Node("Relu", input),
            "abs" => graph.Node("Abs", input),
            "square" => graph.Node("Mul", input, input),
            "reciprocal" => graph.Node("Reciprocal", input),
            "sigmoid" => graph.Node("Sigmoid", input),
            "tanh" => graph.Node("Tanh", input),
            "exp" => graph.Node("Exp", input),
            "sqrt" => graph.Node("Sqrt", input),
            "rsqrt" => graph.Node("Reciprocal", graph.Node("Sqrt", input)),
            "step" => graph.Node(
                "Where",
                [
                    graph.Node("Greater", input, graph.Scalar("zero", 0)),
                    graph.Scalar("one", 1),
                    graph.Scalar("zero", 0),
                ]
            ),
            var name => throw new OnnxExportException(
                layer.Op.Path,
                $"the function '{name}' has no standard operator; known are {string.Join(", ", PointwiseFunction.All)}"
            ),
        };
    }
}
