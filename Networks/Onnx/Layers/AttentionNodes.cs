using AgeFormal.Operators;

namespace AgeFormal.Networks.Onnx.Layers;

/// <summary>What both kinds of attention share.</summary>
internal static class AttentionNodes
{
    /// <summary>φ(Σ_op perceptron(op)).</summary>
    public static Wire ChannelMap(
        LayerContext layer,
        ChannelAttention attention,
        Func<Reduction, Wire> perceptron
    )
    {
        Wire[] parts = [.. attention.Statistics.Select(perceptron)];
        return PointwiseNodes.Add(
            layer,
            parts.Length == 1 ? parts[0] : layer.Graph.Node("Sum", parts),
            attention.Gate
        );
    }

    /// <summary>The statistics over the channels, axis 1, one after another on that axis.</summary>
    public static Wire OverChannels(LayerContext layer, Wire values, SpatialAttention attention)
    {
        Wire[] parts =
        [
            .. attention.Statistics.Select(by =>
                ReductionNodes.OverAxis(layer, values, by, 1, keep: true)
            ),
        ];
        return parts.Length == 1
            ? parts[0]
            : layer.Graph.Node("Concat", parts, new OnnxAttribute.Integer("axis", 1));
    }

    /// <summary>α · x, or x − α · x.</summary>
    public static Wire Branch(
        LayerContext layer,
        Wire values,
        Wire attended,
        AttentionBranch branch
    ) =>
        branch switch
        {
            AttentionBranch.Direct => attended,
            AttentionBranch.Residual => layer.Graph.Node("Sub", values, attended),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
