using AgeFormal.Algebra;
using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>
/// The attentive convolution with all its intermediate responses <c>F[b, c, h̃, o, h, …]</c>: a convolution of every input
/// channel by itself, two attention maps, and the sum over c and h̃.
/// </summary>
internal sealed class AttentiveConvolutionBlock : LeafBlock
{
    private readonly Op.AttentiveConvolution _block;
    private readonly KernelBank _kernel;
    private readonly ChannelPart? _channel;
    private readonly SpatialPart? _spatial;
    private readonly ConstantTensor _relative;
    private readonly double _scale;
    private readonly Padder _padder;
    private readonly long[] _stride;
    private readonly long[] _dilation;

    public AttentiveConvolutionBlock(LeafContext context, Op.AttentiveConvolution block)
        : base(context)
    {
        _block = block;
        _kernel = new(Op.Input, block.Window, Placement.Device);
        _channel = block.Channel is { } channel ? new(channel, context) : null;
        _spatial = block.Spatial is { } spatial ? new(spatial, context) : null;
        _scale =
            Op.Input.Fibre == Fibre.Regular
                ? (block.HaarWeight ?? new Rational(1, Op.Input.Group.Order)).ToDouble()
                : 1;
        _padder = Padder.ForConvolution(Op.Meaning.Geometry);
        _stride = [.. Op.Meaning.Geometry.Stride.Select(s => (long)s)];
        _dilation = [.. block.Sampling.Dilation.For(block.Window.Dimension).Select(d => (long)d)];
        _relative = new ConstantTensor(tensor(Relative(), device: Placement.Device));
    }

    private long Inputs => Op.Input.Channels;

    private long Outputs => Op.Output.Channels;

    private long Order => Op.Input.Group.Order;

    private long Fibres => Op.Input.FibreSize;

    protected override IReadOnlyList<KernelBank> Banks =>
        [_kernel, .. _channel?.Banks ?? [], .. _spatial?.Banks ?? []];

    protected override Tensor Value(Tensor input, Pass pass)
    {
        var responses = Responses(input);
        var attended = responses;
        if (_channel is not null)
        {
            var map = ChannelMap(_channel, responses);
            Show(pass, AttentionMap.OverChannels, () => Shown(map));
            attended = attended * map;
        }
        if (_spatial is not null)
        {
            var map = SpatialMap(_spatial, attended);
            Show(pass, AttentionMap.OverPositions, () => Shown(map));
            attended = attended * map;
        }
        var weighted = _block.Branch switch
        {
            AttentionBranch.Direct => attended,
            AttentionBranch.Residual => responses - attended,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var sum = weighted.sum([1, 2]);
        long[] grid = sum.shape[3..];
        return sum.Times(_scale).reshape([input.shape[0], Outputs * Order, .. grid]);
    }

    // [b, c, h̃, o, h, …], zero outside of the outline.
    private Tensor Responses(Tensor input)
    {
        long[] box = [.. _block.Window.Sizes.Select(size => (long)size)];
        long[] order = [1, 3, 0, 2, .. Enumerable.Range(4, box.Length).Select(axis => (long)axis)];
        var kernel = _kernel.Of(
            Of("weight"),
            [Outputs, Inputs],
            transformed =>
                transformed.permute(order).reshape([Inputs * Fibres * Outputs * Order, 1, .. box])
        );
        var responses = Convolution.Of(
            _padder.Pad(input),
            kernel,
            _stride,
            _padder.Inner,
            _dilation,
            Inputs * Fibres
        );
        var shaped = responses.reshape([
            input.shape[0],
            Inputs,
            Fibres,
            Outputs,
            Order,
            .. responses.shape[2..],
        ]);
        return Outside(shaped) is { } outside ? shaped.Filled(outside, 0) : shaped;
    }

    // [b, c, h̃, o, h, 1…]: a perceptron for every output channel and h⁻¹h̃.
    private Tensor ChannelMap(ChannelPart part, Tensor responses)
    {
        var inner = part.Hidden(Of(ChannelAttention.HiddenWeight), Outputs, part.Units, Inputs);
        var outer = part.Back(Of(ChannelAttention.OutputWeight), Outputs, Inputs, part.Units);
        return part.Map(
            responses,
            Op.Output.Grid,
            Outside(responses),
            statistic =>
            {
                var flat = statistic.reshape([.. statistic.shape[..5]]);
                var units = einsum("bckoh,ojchk->bojhk", flat, inner).relu();
                return einsum("bojhk,ocjhk->bckoh", units, outer).reshape(statistic.shape);
            }
        );
    }

    // [b, 1, h̃, o, h, …]: a kernel for every output channel and h⁻¹h̃.
    private Tensor SpatialMap(SpatialPart part, Tensor responses)
    {
        var batch = responses.shape[0];
        long[] grid = responses.shape[5..];
        var maps = Fibres * Outputs * Order;
        long[] spatial = [.. Enumerable.Range(4, grid.Length).Select(axis => (long)axis)];
        long[] planes = [.. Enumerable.Range(5, grid.Length).Select(axis => (long)axis)];
        var statistics = part.OverChannels(responses, 1)
            .permute([0, 2, 3, 4, 1, .. planes])
            .reshape([batch, maps * part.Statistics, .. grid]);
        var kernel = part.Transformed(
            Of(SpatialAttention.Weight),
            [Outputs, part.Statistics],
            transformed =>
                transformed
                    .permute([3, 0, 2, 1, .. spatial])
                    .reshape([maps, part.Statistics, .. part.Box])
        );
        return part.Gate(part.Convolve(statistics, kernel, maps))
            .reshape([batch, 1, Fibres, Outputs, Order, .. grid]);
    }

    // [b, c, h̃, o, h, …] at h̃ = h·k as [b, o, c, k, h, …].
    private Tensor Shown(Tensor map)
    {
        var rest = map.dim() - 5;
        long[] grid = [.. Enumerable.Range(5, (int)rest).Select(axis => (long)axis)];
        long[] turned = [0, 3, 1, 2, 4, .. grid];
        var absolute = map.permute(turned);
        var index = _relative.On(map).reshape([1, 1, 1, Fibres, Order, .. grid.Select(_ => 1L)]);
        return absolute.gather(3, index.expand(absolute.shape));
    }

    // h·k for all k and h.
    private long[] Relative()
    {
        var group = Op.Input.Group.Group;
        return Op.Input.Fibre == Fibre.Trivial
            ? new long[group.Order]
            :
            [
                .. group.Elements.SelectMany(k =>
                    group.Elements.Select(h => (long)group.Multiply(h, k))
                ),
            ];
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _relative.Dispose();
        }
        base.Dispose(disposing);
    }
}
