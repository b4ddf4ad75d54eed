using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Programs.Blocks;

/// <summary>
/// The attentive convolution with its intermediate responses <c>F[b, c, h̃, o, h, …]</c>: a convolution of every input
/// channel by itself, two attention maps, and the sum over c and h̃.
/// </summary>
/// <param name="Layer">The layer.</param>
/// <param name="Block">The block.</param>
internal sealed record AttentiveConvolutions(LayerScope Layer, Op.AttentiveConvolution Block)
{
    // [b, c, h̃, o, h] and the grid.
    private const int Leading = 5;

    private int Inputs => Layer.Input.Channels;

    private int Outputs => Layer.Output.Channels;

    private int Fibre => Layer.Fibre;

    private int Order => Layer.Order;

    private EqArray<int> Grid => Layer.Output.Grid.Sizes;

    public static Node Lower(LayerScope layer, Node input, Op.AttentiveConvolution block) =>
        new AttentiveConvolutions(layer, block).Lower(input);

    private Node Lower(Node input)
    {
        var responses = Responses(input);
        var attended = responses;
        if (Block.Channel is { } channel)
        {
            var map = ChannelMap(responses, channel);
            Layer.Show(AttentionMap.OverChannels, Relative(map));
            attended *= map;
        }
        if (Block.Spatial is { } spatial)
        {
            var map = SpatialMap(attended, spatial);
            Layer.Show(AttentionMap.OverPositions, Relative(map));
            attended *= map;
        }
        return LayerScope.Fold(
            Attentions
                .Branch(responses, attended, Block.Branch)
                .Reduce(Reduction.Sum, [1, 2], keepsAxes: false)
                .Times(Layer.Haar(Block.HaarWeight)),
            Layer.Output
        );
    }

    // Zero outside of the outline.
    private Node Responses(Node input)
    {
        var kernel = Layer
            .Transformed(Convolutions.Weight, Block.Window, Coefficient.One, Outputs, Inputs)
            .Transpose([1, 3, 0, 2, .. Axes.From(4, Layer.Dimension)])
            .Reshape([Inputs * Fibre * Outputs * Order, 1, .. Block.Window.Sizes]);
        var responses = Convolutions.Sliding(Layer, input, kernel, Block.Sampling, Inputs * Fibre);
        return LayerScope.Filled(
            responses.Reshape([Sizes.Batch, Inputs, Fibre, Outputs, Order, .. Grid]),
            Layer.Output.Grid,
            0
        );
    }

    // [b, c, h̃, o, h, 1…]: a perceptron for every output channel and h⁻¹h̃, which are the stack h̃·o·h of matrices
    // [b, c] × [c, j].
    private Node ChannelMap(Node responses, ChannelAttention attention)
    {
        var units = Inputs / attention.Ratio;
        var point = Region.On(Layer.Input.Group, 1);
        var stack = Fibre * Outputs * Order;
        Node Matrices(string name, int rows, int columns) =>
            Layer
                .Transformed(name, point, Coefficient.One, Outputs, rows, columns)
                .Reshape(Outputs, rows, columns, Order, Fibre)
                .Transpose(4, 0, 3, 2, 1)
                .Reshape(stack, columns, rows);
        var inner = Matrices(ChannelAttention.HiddenWeight, units, Inputs);
        var outer = Matrices(ChannelAttention.OutputWeight, Inputs, units);
        return Attentions.ChannelMap(
            attention,
            by =>
                Statistics
                    .OverGrid(responses, by, Layer.Output.Grid)
                    .Reshape(Sizes.Batch, Inputs, Fibre, Outputs, Order)
                    .Transpose(2, 3, 4, 0, 1)
                    .Reshape(stack, Sizes.Batch, Inputs)
                    .Multiply(inner)
                    .Apply(PointwiseFunction.Relu)
                    .Multiply(outer)
                    .Reshape(Fibre, Outputs, Order, Sizes.Batch, Inputs)
                    .Transpose(3, 4, 0, 1, 2)
                    .Reshape([Sizes.Batch, Inputs, Fibre, Outputs, Order, .. Layer.Ones])
        );
    }

    // [b, 1, h̃, o, h, …]: a kernel for every output channel and h⁻¹h̃.
    private Node SpatialMap(Node values, SpatialAttention attention)
    {
        var maps = Fibre * Outputs * Order;
        var count = attention.Statistics.Count;
        var statistics = Statistics
            .OverChannels(values, attention.Statistics)
            .Transpose([0, 2, 3, 4, 1, .. Axes.From(Leading, Layer.Dimension)])
            .Reshape([Sizes.Batch, maps * count, .. Grid]);
        var kernel = Layer
            .Transformed(SpatialAttention.Weight, attention.Window, Coefficient.One, Outputs, count)
            .Transpose([3, 0, 2, 1, .. Axes.From(4, Layer.Dimension)])
            .Reshape([maps, count, .. attention.Window.Sizes]);
        return Convolutions
            .Centred(Layer, statistics, kernel, attention, maps)
            .Apply(attention.Gate)
            .Reshape([Sizes.Batch, 1, Fibre, Outputs, Order, .. Grid]);
    }

    // [b, c, h̃, o, h, …] at h̃ = h·k as [b, o·c·k, h, …].
    private Node Relative(Node map)
    {
        var group = Layer.Input.Group.Group;
        var channels = map.Shape[1];
        var rest = map.Shape.Skip(Leading).ToArray();
        var at = Enumerable
            .Range(0, Fibre)
            .SelectMany(k =>
                group.Elements.Select(h => (Layer.IsRegular ? group.Multiply(h, k) : 0) * Order + h)
            )
            .ToEqArray();
        return map.Transpose([0, 3, 1, 2, 4, .. Axes.From(Leading, Layer.Dimension)])
            .Reshape([Sizes.Batch, Outputs, channels, Fibre * Order, .. rest])
            .Take(3, at)
            .Reshape([Sizes.Batch, Outputs * channels * Fibre, Order, .. rest]);
    }
}
