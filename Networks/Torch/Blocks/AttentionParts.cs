using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>What the perceptron over channels needs: the transformed weights, on one point in place of a window.</summary>
internal sealed class ChannelPart(ChannelAttention attention, LeafContext context) : IDisposable
{
    private readonly TransformedWeight _weight = new(
        context.Op.Input,
        Region.On(context.Op.Input.Group, 1),
        context.Placement.Device
    );
    private readonly Func<Tensor, Tensor> _gate = PointwiseBlock.Kernel(
        context.Op.Path,
        attention.Gate
    );

    public int Units { get; } = context.Op.Input.Channels / attention.Ratio;

    /// <summary><c>[leading…, h̃]</c> to <c>[leading…, h, h̃]</c>.</summary>
    public Tensor Transformed(Tensor weight, params ReadOnlySpan<long> leading)
    {
        var fibre = context.Op.Input.FibreSize;
        return _weight
            .Of(weight, leading)
            .reshape([.. leading, context.Op.Input.Group.Order, fibre]);
    }

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
                .Aggregate((sum, part) => sum + part)
        );

    public void Dispose() => _weight.Dispose();
}

/// <summary>What the convolution over positions needs: its transformed kernel, its padding and dilation.</summary>
internal sealed class SpatialPart(SpatialAttention attention, LeafContext context) : IDisposable
{
    private readonly TransformedWeight _weight = new(
        context.Op.Input,
        attention.Window,
        context.Placement.Device
    );

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

    /// <summary><c>[leading…, h̃, …T]</c> to <c>[leading…, h, h̃, …box]</c>.</summary>
    public Tensor Transformed(Tensor weight, params ReadOnlySpan<long> leading) =>
        _weight.Of(weight, leading);

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

    public void Dispose() => _weight.Dispose();
}
