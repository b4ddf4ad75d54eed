using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>
/// A lifting or group convolution: the kernel transformed by every h, <c>[o, h, c, h̃, …box]</c>, in one gather, then one
/// plain convolution.
/// </summary>
internal sealed class ConvolutionBlock : LeafBlock
{
    private const string Weight = "weight";
    private const string Table = "_table";

    private readonly KernelTable _table;
    private readonly Region _window;
    private readonly double _scale;
    private readonly long _outputs;
    private readonly Padder _padder;
    private readonly long[] _stride;
    private readonly long[] _dilation;

    private sealed class Kept
    {
        public Tensor? Bank;
    }

    // In an object of its own: TorchSharp would take a tensor field for a buffer.
    private readonly Kept _kept = new();

    public ConvolutionBlock(
        TypedOp.Elementary op,
        string parent,
        Region window,
        Sampling sampling,
        Coefficient haarWeight,
        KernelTable? table = null
    )
        : base(op, parent)
    {
        _table = table ?? KernelTable.Of(op.Input, window);
        _window = window;
        _scale = haarWeight.ToDouble();
        _outputs = op.Output.Channels;
        _padder = Padder.ForConvolution(op.Meaning.Geometry);
        _stride = [.. op.Meaning.Geometry.Stride.Select(s => (long)s)];
        _dilation = [.. sampling.Dilation.For(window.Dimension).Select(d => (long)d)];
        register_buffer(
            Table,
            tensor([.. _table.Indices.Select(index => (long)index)]),
            persistent: false
        );
    }

    /// <summary>How often kernels were transformed, for tests and reports.</summary>
    public int Transformations { get; private set; }

    public override void DropKernels()
    {
        _kept.Bank?.Dispose();
        _kept.Bank = null;
    }

    protected override Tensor Compute(Tensor input)
    {
        var padded = _padder.Pad(input);
        var bank = Bank();
        return _window.Dimension switch
        {
            1 => nn.functional.conv1d(
                padded,
                bank,
                null,
                _stride[0],
                _padder.Inner[0],
                _dilation[0]
            ),
            2 => nn.functional.conv2d(padded, bank, null, _stride, _padder.Inner, _dilation),
            _ => nn.functional.conv3d(padded, bank, null, _stride, _padder.Inner, _dilation),
        };
    }

    private Tensor Bank()
    {
        if (is_grad_enabled())
        {
            // Weights change only after a pass with gradients, so whatever was kept is out of date from here on.
            DropKernels();
            return Transform();
        }
        return _kept.Bank ??= Transform().DetachFromDisposeScope();
    }

    private Tensor Transform()
    {
        Transformations++;
        using var scope = NewDisposeScope();
        long group = Op.Input.Group.Order;
        long channels = Op.Input.Channels;
        var stored = Of(Weight).reshape(_outputs * channels, _table.Stored);
        if (_table.HasOutside)
            stored = cat([stored, zeros_like(stored.narrow(1, 0, 1))], dim: 1);
        var bank = stored
            .index_select(1, Of(Table))
            .reshape(_outputs, channels, group, -1)
            .transpose(1, 2)
            .reshape([
                _outputs * group,
                channels * Op.Input.FibreSize,
                .. _window.Sizes.Select(size => (long)size),
            ]);
        return (_scale == 1 ? bank : bank.mul(_scale)).MoveToOuterDisposeScope();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            DropKernels();
        base.Dispose(disposing);
    }
}
