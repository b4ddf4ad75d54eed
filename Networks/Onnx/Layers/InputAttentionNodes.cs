using AgeFormal.Operators;

namespace AgeFormal.Networks.Onnx.Layers;

/// <summary>Attention on the input of a convolution: the input times two maps, one per channel and h, one per point and h.</summary>
internal static class InputAttentionNodes
{
    public static Wire Add(
        LayerContext layer,
        Wire input,
        Op.InputAttention block,
        double haarWeight
    )
    {
        var graph = layer.Graph;
        var values = layer.Unfold(input, layer.Input);
        var attended = values;
        if (block.Channel is { } channel)
            attended = graph.Node("Mul", attended, ChannelMap(layer, values, channel));
        if (block.Spatial is { } spatial)
            attended = graph.Node(
                "Mul",
                attended,
                SpatialMap(layer, attended, spatial, haarWeight)
            );
        return layer.Fold(
            value: AttentionNodes.Branch(layer, values, attended, block.Branch),
            type: layer.Input
        );
    }

    // [b, c, h, 1…]: two products with matrices, which hold 1×1 group convolutions on the group.
    private static Wire ChannelMap(LayerContext layer, Wire values, ChannelAttention attention)
    {
        var graph = layer.Graph;
        var channels = layer.Input.Channels;
        var fibre = layer.Input.FibreSize;
        var units = channels / attention.Ratio;
        var inner = graph.Constant(
            "attention_weight_fc1",
            Matrix(layer, ChannelAttention.HiddenWeight, units, channels)
        );
        var outer = graph.Constant(
            "attention_weight_fc2",
            Matrix(layer, ChannelAttention.OutputWeight, channels, units)
        );
        return AttentionNodes.ChannelMap(
            layer,
            attention,
            by =>
            {
                var statistic = ReductionNodes.OverGrid(
                    layer,
                    values,
                    by,
                    layer.Input.Grid,
                    layer.Dimension + 3
                );
                var flat = graph.Reshape(statistic, channels * fibre);
                var hidden = graph.Node("Relu", graph.Node("MatMul", flat, inner));
                return graph.Reshape(
                    graph.Node("MatMul", hidden, outer),
                    [channels, fibre, .. layer.Input.Grid.Sizes.Select(_ => 1)]
                );
            }
        );
    }

    // [columns·h̃, rows·h].
    private static NumericArray Matrix(LayerContext layer, string name, int rows, int columns)
    {
        if (layer.Input.Fibre == Fibre.Trivial)
            return layer.Stored(name).Reshape(rows, columns).Permute(1, 0);
        var fibre = layer.Input.FibreSize;
        return layer
            .Transformed(name, Region.On(layer.Input.Group, 1), rows, columns)
            .Reshape(rows, columns, fibre, fibre)
            .Permute(1, 3, 0, 2)
            .Reshape(columns * fibre, rows * fibre);
    }

    // [b, 1, h, …]: a group convolution; on the plane a lifting convolution and the largest value over h.
    private static Wire SpatialMap(
        LayerContext layer,
        Wire values,
        SpatialAttention attention,
        double haarWeight
    )
    {
        var graph = layer.Graph;
        var regular = layer.Input.Fibre == Fibre.Regular;
        var stacked = attention.Statistics.Count * layer.Input.FibreSize;
        int[] grid = [.. layer.Input.Grid.Sizes];
        int[] order = [1, 0, 2, .. Enumerable.Range(3, layer.Dimension)];
        var kernel = layer
            .Transformed(SpatialAttention.Weight, attention.Window, attention.Statistics.Count)
            .Permute(order)
            .Reshape([layer.Order, stacked, .. attention.Window.Sizes])
            .Times(regular ? haarWeight : 1);
        var response = ConvolutionNodes.Centred(
            layer,
            graph.Reshape(
                AttentionNodes.OverChannels(layer, values, attention),
                [stacked, .. grid]
            ),
            kernel,
            attention,
            groups: 1
        );
        var map = regular
            ? response
            : ReductionNodes.OverAxis(layer, response, Reduction.Max, 1, keep: true);
        return graph.Reshape(
            PointwiseNodes.Add(layer, map, attention.Gate),
            [1, layer.Input.FibreSize, .. grid]
        );
    }
}
