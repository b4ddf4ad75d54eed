using AgeFormal.Operators;

namespace AgeFormal.Networks.Onnx.Layers;

/// <summary>Batch normalisation with the running statistics: those of a channel for each of its h.</summary>
internal static class BatchNormalizationNodes
{
    public static Wire Add(LayerContext layer, Wire input, Op.BatchNormalization block)
    {
        var epsilon = block.Epsilon.ToDouble();
        var rounded = (float)epsilon;
        Wire Constant(string name, double added = 0) =>
            layer.Graph.Constant(
                name,
                NumericArray.Of(
                    [layer.Input.Channels * layer.Input.FibreSize],
                    [
                        .. layer
                            .Stored(name)
                            .Values.SelectMany(value =>
                                Enumerable.Repeat(value + added, layer.Input.FibreSize)
                            ),
                    ]
                )
            );
        return layer.Graph.Node(
            "BatchNormalization",
            [
                input,
                Constant("weight"),
                Constant("bias"),
                Constant("running_mean"),
                // The attribute ε is a 32-bit number: the variance takes the rest, so that v + ε is exact in float64.
                Constant("running_var", epsilon - rounded),
            ],
            new OnnxAttribute.Single("epsilon", rounded)
        );
    }
}
