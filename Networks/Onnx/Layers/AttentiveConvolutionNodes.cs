using AgeFormal.Operators;

namespace AgeFormal.Networks.Onnx.Layers;

/// <summary>
/// The attentive convolution with its intermediate responses <c>F[b, c, h̃, o, h, …]</c>: a convolution of every input
/// channel by itself, two attention maps, and the sum over c and h̃.
/// </summary>
internal static class AttentiveConvolutionNodes
{
    // [b, c, h̃, o, h] and the grid.
    private const int Leading = 5;

    public static Wire Add(
        LayerContext layer,
        Wire input,
        Op.AttentiveConvolution block,
        double haarWeight
    )
    {
        var graph = layer.Graph;
        var responses = Responses(layer, input, block);
        var attended = responses;
        if (block.Channel is { } channel)
            attended = graph.Node("Mul", attended, ChannelMap(layer, responses, channel));
        if (block.Spatial is { } spatial)
            attended = graph.Node("Mul", attended, SpatialMap(layer, attended, spatial));
        var sum = ReductionNodes.Sum(
            layer,
            AttentionNodes.Branch(layer, responses, attended, block.Branch),
            1,
            2
        );
        var scaled =
            haarWeight == 1 ? sum : graph.Node("Mul", sum, graph.Scalar("haar_weight", haarWeight));
        return layer.Fold(value: scaled, type: layer.Output);
    }

    private static int Inputs(LayerContext layer) => layer.Input.Channels;

    private static int Outputs(LayerContext layer) => layer.Output.Channels;

    private static int Fibres(LayerContext layer) => layer.Input.FibreSize;

    // Zero outside of the outline.
    private static Wire Responses(LayerContext layer, Wire input, Op.AttentiveConvolution block)
    {
        int[] box = [.. block.Window.Sizes];
        int[] order = [1, 3, 0, 2, .. Enumerable.Range(4, box.Length)];
        var kernel = layer
            .Transformed("weight", block.Window, Outputs(layer), Inputs(layer))
            .Permute(order)
            .Reshape([Inputs(layer) * Fibres(layer) * Outputs(layer) * layer.Order, 1, .. box]);
        var responses = ConvolutionNodes.Sliding(
            layer,
            input,
            kernel,
            block.Sampling,
            Inputs(layer) * Fibres(layer)
        );
        var shaped = layer.Graph.Reshape(
            responses,
            [Inputs(layer), Fibres(layer), Outputs(layer), layer.Order, .. layer.Output.Grid.Sizes]
        );
        return layer.Filled(shaped, layer.Output.Grid, 0);
    }

    // [b, c, h̃, o, h, 1…]: a perceptron for every output channel and h⁻¹h̃, which are the leading axes of a product of
    // matrices [h̃, o, h, b, c] × [h̃, o, h, c, j].
    private static Wire ChannelMap(LayerContext layer, Wire responses, ChannelAttention attention)
    {
        var graph = layer.Graph;
        var units = Inputs(layer) / attention.Ratio;
        var point = Region.On(layer.Input.Group, 1);
        NumericArray Matrices(string name, int rows, int columns) =>
            layer
                .Transformed(name, point, Outputs(layer), rows, columns)
                .Reshape(Outputs(layer), rows, columns, layer.Order, Fibres(layer))
                .Permute(4, 0, 3, 2, 1);
        var inner = graph.Constant(
            "attention_weight_fc1",
            Matrices(ChannelAttention.HiddenWeight, units, Inputs(layer))
        );
        var outer = graph.Constant(
            "attention_weight_fc2",
            Matrices(ChannelAttention.OutputWeight, Inputs(layer), units)
        );
        return AttentionNodes.ChannelMap(
            layer,
            attention,
            by =>
            {
                var statistic = ReductionNodes.OverGrid(
                    layer,
                    responses,
                    by,
                    layer.Output.Grid,
                    Leading + layer.Dimension
                );
                var flat = graph.Reshape(
                    statistic,
                    Inputs(layer),
                    Fibres(layer),
                    Outputs(layer),
                    layer.Order
                );
                var hidden = graph.Node(
                    "Relu",
                    graph.Node("MatMul", graph.Transpose(flat, 2, 3, 4, 0, 1), inner)
                );
                var map = graph.Transpose(graph.Node("MatMul", hidden, outer), 3, 4, 0, 1, 2);
                return graph.Reshape(
                    map,
                    [
                        Inputs(layer),
                        Fibres(layer),
                        Outputs(layer),
                        layer.Order,
                        .. layer.Output.Grid.Sizes.Select(_ => 1),
                    ]
                );
            }
        );
    }

    // [b, 1, h̃, o, h, …]: a kernel for every output channel and h⁻¹h̃.
    private static Wire SpatialMap(LayerContext layer, Wire values, SpatialAttention attention)
    {
        var graph = layer.Graph;
        var maps = Fibres(layer) * Outputs(layer) * layer.Order;
        var count = attention.Statistics.Count;
        int[] grid = [.. layer.Output.Grid.Sizes];
        int[] planes = layer.GridAxes(Leading + layer.Dimension);
        var statistics = graph.Reshape(
            graph.Transpose(
                AttentionNodes.OverChannels(layer, values, attention),
                [0, 2, 3, 4, 1, .. planes]
            ),
            [maps * count, .. grid]
        );
        int[] order = [3, 0, 2, 1, .. Enumerable.Range(4, layer.Dimension)];
        var kernel = layer
            .Transformed(SpatialAttention.Weight, attention.Window, Outputs(layer), count)
            .Permute(order)
            .Reshape([maps, count, .. attention.Window.Sizes]);
        var map = PointwiseNodes.Add(
            layer,
            ConvolutionNodes.Centred(layer, statistics, kernel, attention, maps),
            attention.Gate
        );
        return graph.Reshape(map, [1, Fibres(layer), Outputs(layer), layer.Order, .. grid]);
    }
}
