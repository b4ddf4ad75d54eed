using AgeFormal.Algebra;
using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>Attention on the input of a convolution: the input is scaled by two maps, one per channel and h, one per point and h.</summary>
internal sealed class InputAttentionBlock : LeafBlock
{
    private readonly Op.InputAttention _block;
    private readonly ChannelPart? _channel;
    private readonly SpatialPart? _spatial;
    private readonly double _haarWeight;

    public InputAttentionBlock(LeafContext context, Op.InputAttention block)
        : base(context)
    {
        _block = block;
        _channel = block.Channel is { } channel ? new(channel, context) : null;
        _spatial = block.Spatial is { } spatial ? new(spatial, context) : null;
        _haarWeight = (block.HaarWeight ?? new Rational(1, Op.Input.Group.Order)).ToDouble();
    }

    protected override IReadOnlyList<KernelBank> Banks =>
        [.. _channel?.Banks ?? [], .. _spatial?.Banks ?? []];

    protected override Tensor Value(Tensor input, Pass pass)
    {
        var values = SignalTensor.Unfold(input, Op.Input);
        var attended = values;
        if (_channel is not null)
        {
            var map = ChannelMap(_channel, values);
            Show(pass, AttentionMap.OverChannels, () => map);
            attended = attended * map;
        }
        if (_spatial is not null)
        {
            var map = SpatialMap(_spatial, attended);
            Show(pass, AttentionMap.OverPositions, () => map);
            attended = attended * map;
        }
        var result = _block.Branch switch
        {
            AttentionBranch.Direct => attended,
            AttentionBranch.Residual => values.Minus(attended),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return result.reshape(input.shape);
    }

    private bool IsRegular => Op.Input.Fibre == Fibre.Regular;

    // [b, c, h, 1…]: two 1×1 group convolutions on the group, two matrices on the plane.
    private Tensor ChannelMap(ChannelPart part, Tensor values)
    {
        long channels = Op.Input.Channels;
        long units = part.Units;
        var hidden = Of(ChannelAttention.HiddenWeight);
        var back = Of(ChannelAttention.OutputWeight);
        var (inner, outer) = IsRegular
            ? (part.Hidden(hidden, units, channels), part.Back(back, channels, units))
            : (hidden.unsqueeze(-1).unsqueeze(-1), back.unsqueeze(-1).unsqueeze(-1));
        return part.Map(
            values,
            Op.Input.Grid,
            InputOutside(values),
            statistic =>
            {
                var flat = statistic.reshape(statistic.shape[0], channels, Op.Input.FibreSize);
                var units = einsum("bck,jchk->bjh", flat, inner).relu();
                return einsum("bjk,cjhk->bch", units, outer).reshape(statistic.shape);
            }
        );
    }

    // [b, 1, h, …]: a group convolution; on the plane a lifting convolution and the largest value over h.
    private Tensor SpatialMap(SpatialPart part, Tensor values)
    {
        var batch = values.shape[0];
        long order = Op.Input.Group.Order;
        long[] grid = values.shape[3..];
        var statistics = part.OverChannels(values, 1);
        var kernel = part.Transformed(
            Of(SpatialAttention.Weight),
            [part.Statistics],
            transformed =>
                transformed
                    .transpose(0, 1)
                    .reshape([order, part.Statistics * Op.Input.FibreSize, .. part.Box])
        );
        var response = part.Convolve(
            statistics.reshape([batch, part.Statistics * Op.Input.FibreSize, .. grid]),
            kernel,
            groups: 1
        );
        var scaled = IsRegular ? response.Times(_haarWeight) : response.amax([1], keepdim: true);
        return part.Gate(scaled).reshape([batch, 1, Op.Input.FibreSize, .. grid]);
    }
}
