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

    private readonly KernelBank _bank;
    private readonly Region _window;
    private readonly double _scale;
    private readonly long _outputs;
    private readonly Padder _padder;
    private readonly long[] _stride;
    private readonly long[] _dilation;

    public ConvolutionBlock(
        LeafContext context,
        Region window,
        Sampling sampling,
        Coefficient haarWeight,
        KernelTable? table = null
    )
        : base(context)
    {
        _bank = new(Op.Input, window, Placement.Device, table);
        _window = window;
        _scale = haarWeight.ToDouble();
        _outputs = Op.Output.Channels;
        _padder = Padder.ForConvolution(Op.Meaning.Geometry);
        _stride = [.. Op.Meaning.Geometry.Stride.Select(s => (long)s)];
        _dilation = [.. sampling.Dilation.For(window.Dimension).Select(d => (long)d)];
    }

    protected override IReadOnlyList<KernelBank> Banks => [_bank];

    protected override Tensor Value(Tensor input, Pass pass) =>
        Convolution.Of(
            _padder.Pad(input),
            _bank.Of(Of(Weight), [_outputs, Op.Input.Channels], Arranged),
            _stride,
            _padder.Inner,
            _dilation
        );

    // [o, c, h, h̃, …box] as [o·h, c·h̃, …box].
    private Tensor Arranged(Tensor transformed)
    {
        var bank = transformed
            .transpose(1, 2)
            .reshape([
                _outputs * Op.Input.Group.Order,
                (long)Op.Input.Channels * Op.Input.FibreSize,
                .. _window.Sizes.Select(size => (long)size),
            ]);
        return _scale == 1 ? bank : bank.Times(_scale);
    }
}
