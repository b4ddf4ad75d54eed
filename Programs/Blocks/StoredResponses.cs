using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Programs.Blocks;

/// <summary>
/// Responses as one tensor <c>[b, c, h̃, o, h, …]</c>: a convolution of every input channel by itself. What other steps do
/// without it is defined by what is done with it here.
/// </summary>
internal sealed class StoredResponses : IResponses
{
    private readonly LayerScope _layer;
    private readonly Node _values;

    public StoredResponses(LayerScope layer, Node input, Op.AttentiveConvolution block)
    {
        _layer = layer;
        var responses = Convolutions.Sliding(
            layer,
            input,
            AttentiveConvolutions.Kernel(layer, block),
            block.Sampling,
            layer.Input.Channels * layer.Fibre
        );
        // Zero outside of the outline.
        _values = LayerScope.Filled(
            responses.Reshape([
                Sizes.Batch,
                layer.Input.Channels,
                layer.Fibre,
                layer.Output.Channels,
                layer.Order,
                .. Grid,
            ]),
            layer.Output.Grid,
            0
        );
    }

    private EqArray<int> Grid => _layer.Output.Grid.Sizes;

    public Node OverPositions(Reduction by) =>
        Statistics
            .OverGrid(_values, by, _layer.Output.Grid)
            .Reshape(_values.Shape.Take(5).ToEqArray());

    public Node Sum(
        Node? channel,
        SpatialAttention? spatial,
        AttentionBranch branch,
        Action<Node> show
    )
    {
        var attended = channel is { } of ? _values * of : _values;
        if (spatial is not null)
        {
            var map = Map(attended, spatial);
            show(map);
            attended *= map;
        }
        return LayerScope.Fold(
            Attentions
                .Branch(_values, attended, branch)
                .Reduce(Reduction.Sum, [1, 2], keepsAxes: false),
            _layer.Output
        );
    }

    // [b, 1, h̃, o, h, …]: a kernel for every output channel and h⁻¹h̃.
    private Node Map(Node values, SpatialAttention attention)
    {
        var maps = _layer.Fibre * _layer.Output.Channels * _layer.Order;
        var statistics = Statistics
            .OverChannels(values, attention.Statistics)
            .Transpose([0, 2, 3, 4, 1, .. Axes.From(5, _layer.Dimension)])
            .Reshape([Sizes.Batch, maps * attention.Statistics.Count, .. Grid]);
        return Convolutions
            .Centred(
                _layer,
                statistics,
                AttentiveConvolutions.MapKernel(_layer, attention),
                attention,
                maps
            )
            .Apply(attention.Gate)
            .Reshape([Sizes.Batch, 1, _layer.Fibre, _layer.Output.Channels, _layer.Order, .. Grid]);
    }
}
