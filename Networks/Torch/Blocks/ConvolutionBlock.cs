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

    private readonly TransformedWeight _transformed;
    private readonly Region _window;
    private readonly double _scale;
    private readonly long _outputs;
    private readonly Padder _padder;
    private readonly long[] _stride;
    private readonly long[] _dilation;

    private readonly Held _bank = new();
    private readonly Held _source = new();

    public ConvolutionBlock(
        LeafContext context,
        Region window,
        Sampling sampling,
        Coefficient haarWeight,
        KernelTable? table = null
    )
        : base(context)
    {
        _transformed = new(Op.Input, window, Placement.Device, table);
        _window = window;
        _scale = haarWeight.ToDouble();
        _outputs = Op.Output.Channels;
        _padder = Padder.ForConvolution(Op.Meaning.Geometry);
        _stride = [.. Op.Meaning.Geometry.Stride.Select(s => (long)s)];
        _dilation = [.. sampling.Dilation.For(window.Dimension).Select(d => (long)d)];
    }

    /// <summary>How often kernels were transformed, for tests and reports.</summary>
    public int Transformations { get; private set; }

    public override void DropKernels()
    {
        _bank.Dispose();
        _source.Dispose();
    }

    protected override Tensor Compute(Tensor input)
    {
        return Convolution.Of(_padder.Pad(input), Bank(), _stride, _padder.Inner, _dilation);
    }

    // Nothing tells when an optimiser changes a weight, so the weight is compared with the one that was transformed: far
    // cheaper than the convolution that follows.
    private Tensor Bank()
    {
        if (is_grad_enabled())
        {
            DropKernels();
            return Transform();
        }
        var weight = Of(Weight);
        if (
            _bank.Tensor is { } bank
            && _source.Tensor is { } source
            && weight.dtype == source.dtype
            && weight.device_type == source.device_type
            && weight.device_index == source.device_index
            && weight.Equals(source)
        )
            return bank;
        _source.Set(weight.detach().clone());
        return _bank.Set(Transform());
    }

    private Tensor Transform()
    {
        Transformations++;
        using var scope = NewDisposeScope();
        long group = Op.Input.Group.Order;
        long channels = Op.Input.Channels;
        var bank = _transformed
            .Of(Of(Weight), _outputs, channels)
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
        {
            DropKernels();
            _transformed.Dispose();
        }
        base.Dispose(disposing);
    }
}
