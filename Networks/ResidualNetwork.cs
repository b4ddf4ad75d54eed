using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks;

/// <summary>
/// The residual network with 6n + 2 layers of He et al. 2016 for 32×32 colour images, pre-activated and over a group as
/// in Cohen and Welling 2016 (sec. 8.2) and Romero et al. 2020: three stages of n blocks, f ↦ s(f) + c₂(φ(c₁(φ(f)))) with
/// φ batch normalisation and relu and s the identity or, where a stage begins, a 1×1 convolution; then the mean over
/// space, a 1×1 convolution and the mean over H.
/// </summary>
/// <remarks>
/// Layers are called as in the published state dictionaries: <c>layers_nc32.0.c1</c>, <c>layers_nc16.0.fiber_map</c>,
/// <c>bn_out</c>, <c>c_out</c>. The second and third stage begin at half the grid: pooled after <c>c1</c> and
/// <c>fiber_map</c>. Attention: two hidden units, window 7×7. The published αF network over p4m mirrors the columns of its
/// input first: its layer outputs are those of this network for the mirrored input, and its logits are the same for
/// both, as this network is invariant.
/// </remarks>
public static class ResidualNetwork
{
    private const int Side = 32;
    private const int MostBlocks = 1000;
    private const int Classes = 10;

    /// <summary>The network over a planar group.</summary>
    /// <param name="name">The network's name.</param>
    /// <param name="group">H.</param>
    /// <param name="widths">The channels of the three stages.</param>
    /// <param name="blocks">n, the blocks of a stage.</param>
    /// <param name="attention">The attention of the convolutions; null for none.</param>
    /// <param name="form">How the second and third stage halve the grid.</param>
    /// <exception cref="ArgumentException">There are not three widths, or not 1 to 1000 blocks.</exception>
    /// <exception cref="TypingException">The lattice lacks a window: hexagons have odd sides.</exception>
    public static Network Create(
        string name,
        PointGroup group,
        EqArray<int> widths,
        int blocks = 7,
        AttentionDesign? attention = null,
        SamplingForm form = SamplingForm.Exact
    )
    {
        ArgumentNullException.ThrowIfNull(group);
        if (widths.Count != 3)
            throw new ArgumentException(
                $"A residual network has the widths of 3 stages, received {widths}.",
                nameof(widths)
            );
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(blocks);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blocks, MostBlocks);
        var make = new Convolutions(group, attention ?? AttentionDesign.Absent, Math.Sqrt(2));
        IEnumerable<Layer> Stage(string stage, int inputs, int outputs, bool halves) =>
            Enumerable
                .Range(0, blocks)
                .Select(i => new Layer(
                    $"{stage}.{i}",
                    i == 0 && halves
                        ? Halving(make, form, $"{stage}.{i}", inputs, outputs)
                        : Block(make, outputs)
                ));
        EqArray<Layer> layers =
        [
            make.Convolution("c1", new(widths[0], 3) { Lifts = true, Padding = 1 }),
            .. Stage("layers_nc32", widths[0], widths[0], halves: false),
            .. Stage("layers_nc16", widths[0], widths[1], halves: true),
            .. Stage("layers_nc8", widths[1], widths[2], halves: true),
            .. Convolutions.Activation("bn_out"),
            Convolutions.Unnamed(new Op.GlobalPooling(Reduction.Mean)),
            make.Convolution("c_out", Size(widths[2], Classes, 1)),
            Convolutions.Unnamed(new Op.GroupPooling(Reduction.Mean)),
        ];
        return new Network(name, new Op.Sequence(layers), make.Images(3, Side));
    }

    private static Op.Sum Block(Convolutions make, int channels) =>
        new([
            Convolutions.Unnamed(Op.Identity),
            Convolutions.Unnamed(
                new Op.Sequence([
                    .. Convolutions.Activation("bn1"),
                    make.Convolution("c1", Size(channels, channels, 3)),
                    .. Convolutions.Activation("bn2"),
                    make.Convolution("c2", Size(channels, channels, 3)),
                ])
            ),
        ]);

    private static Op.Sum Halving(
        Convolutions make,
        SamplingForm form,
        string path,
        int inputs,
        int outputs
    )
    {
        EqArray<Layer> Halved(string name, ConvolutionSize size) =>
            form == SamplingForm.Strided
                ? [make.Convolution(name, size with { Stride = 2 })]
                :
                [
                    make.Convolution(name, size),
                    make.Halving(TypedOp.Join(path, name), Reduction.Max),
                ];
        return new([
            Convolutions.Unnamed(new Op.Sequence(Halved("fiber_map", Size(inputs, outputs, 1)))),
            Convolutions.Unnamed(
                new Op.Sequence([
                    .. Convolutions.Activation("bn1"),
                    .. Halved("c1", Size(inputs, outputs, 3)),
                    .. Convolutions.Activation("bn2"),
                    make.Convolution("c2", Size(outputs, outputs, 3)),
                ])
            ),
        ]);
    }

    // The window is centred and keeps the grid; the ratio leaves two hidden units.
    private static ConvolutionSize Size(int inputs, int outputs, int side) =>
        new(outputs, side) { Padding = side / 2, Ratio = Math.Max(1, inputs / 2) };
}
