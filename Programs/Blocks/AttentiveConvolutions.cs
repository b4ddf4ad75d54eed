using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Programs.Blocks;

/// <summary>
/// The attentive convolution: the responses of every input channel by itself, two attention maps, and the sum over c and h̃.
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

    /// <summary>The block with its responses in a form.</summary>
    /// <exception cref="LoweringException">The block has no such form.</exception>
    public static Node Lower(
        LayerScope layer,
        Node input,
        Op.AttentiveConvolution block,
        AttentionForm form
    ) =>
        new AttentiveConvolutions(layer, block).Lower(
            IsStreamed(layer, block, form)
                ? new StreamedResponses(layer, input, block)
                : new StoredResponses(layer, input, block)
        );

    /// <summary>Ψ, <c>[c·h̃·o·h, 1, …]</c>: a kernel for every pair of channels.</summary>
    public static Node Kernel(LayerScope layer, Op.AttentiveConvolution block)
    {
        var (inputs, outputs) = (layer.Input.Channels, layer.Output.Channels);
        return layer
            .Transformed(Convolutions.Weight, block.Window, Coefficient.One, outputs, inputs)
            .Transpose([1, 3, 0, 2, .. Axes.From(4, layer.Dimension)])
            .Reshape([inputs * layer.Fibre * outputs * layer.Order, 1, .. block.Window.Sizes]);
    }

    /// <summary>The kernel of α_X, <c>[h̃·o·h, statistic, …]</c>.</summary>
    public static Node MapKernel(LayerScope layer, SpatialAttention attention)
    {
        var (outputs, count) = (layer.Output.Channels, attention.Statistics.Count);
        return layer
            .Transformed(SpatialAttention.Weight, attention.Window, Coefficient.One, outputs, count)
            .Transpose([3, 0, 2, 1, .. Axes.From(4, layer.Dimension)])
            .Reshape([layer.Fibre * outputs * layer.Order, count, .. attention.Window.Sizes]);
    }

    private static bool IsStreamed(
        LayerScope layer,
        Op.AttentiveConvolution block,
        AttentionForm form
    ) =>
        form switch
        {
            AttentionForm.Stored => false,
            AttentionForm.StreamedWherePossible => StreamedResponses.Refusal(block) is null,
            AttentionForm.Streamed => StreamedResponses.Refusal(block) is not { } reason
                ? true
                : throw new LoweringException(
                    layer.Op.Path,
                    "attention whose responses are not stored",
                    reason
                ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private Node Lower(IResponses responses)
    {
        Node? channel = null;
        if (Block.Channel is { } attention)
        {
            var map = ChannelMap(responses, attention);
            Layer.Show(AttentionMap.OverChannels, Relative(map));
            channel = map;
        }
        return responses
            .Sum(
                channel,
                Block.Spatial,
                Block.Branch,
                map => Layer.Show(AttentionMap.OverPositions, Relative(map))
            )
            .Times(Layer.Haar(Block.HaarWeight));
    }

    // [b, c, h̃, o, h, 1…]: a perceptron for every output channel and h⁻¹h̃, which are the stack h̃·o·h of matrices
    // [b, c] × [c, j].
    private Node ChannelMap(IResponses responses, ChannelAttention attention)
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
                responses
                    .OverPositions(by)
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
