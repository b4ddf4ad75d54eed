using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>What the perceptron over channels needs: the transformed weights, on one point in place of a window.</summary>
internal sealed class ChannelPart(ChannelAttention attention, LeafContext context)
{
    private readonly KernelBank _hidden = Bank(context);
    private readonly KernelBank _back = Bank(context);
    private readonly Func<Tensor, Tensor> _gate = PointwiseBlock.Kernel(
        context.Op.Path,
        attention.Gate
    );

    public int Units { get; } = context.Op.Input.Channels / attention.Ratio;

    /// <summary>The transformed weights, owned by the block.</summary>
    public IReadOnlyList<KernelBank> Banks => [_hidden, _back];

    /// <summary><c>[leading…, h̃]</c> to <c>[leading…, h, h̃]</c>.</summary>
    public Tensor Hidden(Tensor weight, params long[] leading) => Of(_hidden, weight, leading);

    /// <summary><c>[leading…, h̃]</c> to <c>[leading…, h, h̃]</c>.</summary>
    public Tensor Back(Tensor weight, params long[] leading) => Of(_back, weight, leading);

    /// <summary>φ(Σ_op perceptron(op_n values)).</summary>
    public Tensor Map(
        Tensor values,
        Region grid,
        Tensor? outside,
        Func<Tensor, Tensor> perceptron
    ) =>
        _gate(
            attention
                .Statistics.Select(by => perceptron(Statistic.OverGrid(values, by, grid, outside)))
                .Aggregate((sum, part) => sum.Plus(part))
        );

    private Tensor Of(KernelBank bank, Tensor weight, long[] leading) =>
        bank.Of(
            weight,
            leading,
            transformed =>
                transformed.reshape([
                    .. leading,
                    context.Op.Input.Group.Order,
                    context.Op.Input.FibreSize,
                ])
        );

    private static KernelBank Bank(LeafContext context) =>
        new(context.Op.Input, Region.On(context.Op.Input.Group, 1), context.Placement.Device);
}

/// <summary>What the convolution over positions needs: its transformed kernel, its padding and dilation.</summary>
internal sealed class SpatialPart(SpatialAttention attention, LeafContext context)
{
    private readonly KernelBank _bank = Bank(context, attention.Window);

    private readonly long[] _dilation =
    [
        .. attention.Dilation.For(attention.Window.Dimension).Select(d => (long)d),
    ];

    private readonly Func<Tensor, Tensor> _gate = PointwiseBlock.Kernel(
        context.Op.Path,
        attention.Gate
    );

    public int Statistics => attention.Statistics.Count;

    public long[] Box { get; } = [.. attention.Window.Sizes.Select(size => (long)size)];

    /// <summary>The transformed weights, owned by the block.</summary>
    public IReadOnlyList<KernelBank> Banks => [_bank];

    /// <summary><c>[leading…, h̃, …T]</c> as <c>[leading…, h, h̃, …box]</c>, arranged.</summary>
    public Tensor Transformed(Tensor weight, long[] leading, Func<Tensor, Tensor> arranged) =>
        _bank.Of(weight, leading, arranged);

    /// <summary>The statistics over a channel axis, stacked there.</summary>
    public Tensor OverChannels(Tensor values, int axis) =>
        stack(
            [.. attention.Statistics.Select(by => Statistic.OverAxis(values, by, axis))],
            dim: axis
        );

    /// <summary>The convolution that keeps the grid.</summary>
    public Tensor Convolve(Tensor values, Tensor kernel, long groups) =>
        Convolution.Of(
            values,
            kernel,
            [.. Box.Select(_ => 1L)],
            [.. Box.Zip(_dilation, (size, d) => d * (size / 2))],
            _dilation,
            groups
        );

    public Tensor Gate(Tensor values) => _gate(values);

    private static KernelBank Bank(LeafContext context, Region window) =>
        new(context.Op.Input, window, context.Placement.Device);
}
