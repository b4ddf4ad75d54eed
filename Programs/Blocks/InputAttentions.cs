using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Programs.Blocks;

/// <summary>Attention on the input of a convolution: the input times two maps, one per channel and h, one per point and h.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Block">The block.</param>
internal sealed record InputAttentions(LayerScope Layer, Op.InputAttention Block)
{
    private int Channels => Layer.Input.Channels;

    private int Fibre => Layer.Fibre;

    public static Node Lower(LayerScope layer, Node input, Op.InputAttention block) =>
        new InputAttentions(layer, block).Lower(input);

    private Node Lower(Node input)
    {
        var values = LayerScope.Unfold(input, Layer.Input);
        var attended = values;
        if (Block.Channel is { } channel)
        {
            var map = ChannelMap(values, channel);
            Layer.Show(AttentionMap.OverChannels, map);
            attended *= map;
        }
        if (Block.Spatial is { } spatial)
        {
            var map = SpatialMap(attended, spatial);
            Layer.Show(AttentionMap.OverPositions, map);
            attended *= map;
        }
        return LayerScope.Fold(Attentions.Branch(values, attended, Block.Branch), Layer.Input);
    }

    // [b, c, h, 1…]: two products with matrices, which hold 1×1 group convolutions on the group.
    private Node ChannelMap(Node values, ChannelAttention attention)
    {
        var units = Channels / attention.Ratio;
        var inner = Matrix(ChannelAttention.HiddenWeight, units, Channels);
        var outer = Matrix(ChannelAttention.OutputWeight, Channels, units);
        return Attentions.ChannelMap(
            attention,
            by =>
                Statistics
                    .OverGrid(values, by, Layer.Input.Grid)
                    .Reshape(Sizes.Batch, Channels * Fibre)
                    .Multiply(inner)
                    .Apply(PointwiseFunction.Relu)
                    .Multiply(outer)
                    .Reshape([Sizes.Batch, Channels, Fibre, .. Layer.Ones])
        );
    }

    // [columns·h̃, rows·h].
    private Node Matrix(string name, int rows, int columns) =>
        Layer.IsRegular
            ? Layer
                .Transformed(name, Region.On(Layer.Input.Group, 1), Coefficient.One, rows, columns)
                .Reshape(rows, columns, Fibre, Fibre)
                .Transpose(1, 3, 0, 2)
                .Reshape(columns * Fibre, rows * Fibre)
            : Layer.Parameter(name).Reshape(rows, columns).Transpose(1, 0);

    // [b, 1, h, …]: a group convolution; on the plane a lifting convolution and the largest value over h.
    private Node SpatialMap(Node values, SpatialAttention attention)
    {
        var stacked = attention.Statistics.Count * Fibre;
        var grid = Layer.Input.Grid.Sizes;
        var kernel = Layer
            .Transformed(
                SpatialAttention.Weight,
                attention.Window,
                Coefficient.One,
                attention.Statistics.Count
            )
            .Transpose([1, 0, 2, .. Axes.From(3, Layer.Dimension)])
            .Reshape([Layer.Order, stacked, .. attention.Window.Sizes]);
        var response = Convolutions.Centred(
            Layer,
            Statistics
                .OverChannels(values, attention.Statistics)
                .Reshape([Sizes.Batch, stacked, .. grid]),
            kernel,
            attention,
            groups: 1
        );
        var map = Layer.IsRegular
            ? response.Times(Layer.Haar(Block.HaarWeight))
            : response.Reduce(Reduction.Max, [1], keepsAxes: true);
        return map.Apply(attention.Gate).Reshape([Sizes.Batch, 1, Fibre, .. grid]);
    }
}
