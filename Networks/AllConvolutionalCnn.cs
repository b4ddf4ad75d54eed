using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks;

/// <summary>
/// The All-CNN-C of Springenberg et al. 2015 for 32×32 colour images, over a group as in Cohen and Welling 2016
/// (sec. 8.2) and Romero et al. 2020: seven 3×3 and two 1×1 convolutions with batch normalisation and relu, halved at the
/// third and sixth, and the mean over space and H.
/// </summary>
/// <remarks>
/// Layers are called <c>c1</c> … <c>c9</c> and <c>bn1</c> … <c>bn9</c>. Dropout 0.2 on the input, 0.5 after the third and
/// sixth block. Max pooling stands between convolution and normalisation. Attention: ratio 16, window 7×7.
/// </remarks>
public static class AllConvolutionalCnn
{
    /// <summary>The ratio of channel attention; widths are multiples of it.</summary>
    public const int Ratio = 16;

    private const int Side = 32;
    private const int Classes = 10;
    private const double GroupScale = 0.035;
    private const double PlainDeviation = 0.05;

    /// <summary>The network over a planar group.</summary>
    /// <param name="name">The network's name.</param>
    /// <param name="group">H.</param>
    /// <param name="channels">The channels of the first three layers; the hidden layers after them have twice as many.</param>
    /// <param name="attention">The attention of the convolutions; null for none.</param>
    /// <param name="form">How the third and sixth layer halve the grid.</param>
    /// <exception cref="ArgumentOutOfRangeException">The channels are not from 1 to 2²⁰.</exception>
    /// <exception cref="TypingException">The lattice lacks a window: hexagons have odd sides.</exception>
    public static Network Create(
        string name,
        PointGroup group,
        int channels,
        AttentionDesign? attention = null,
        SamplingForm form = SamplingForm.Exact
    )
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, Convolutions.MostChannels);
        var make = new Convolutions(group, attention ?? AttentionDesign.Absent, GroupScale);
        if (group.Order == 1)
            make = make with
            {
                Initial = new WeightScale(WeightDistribution.Normal, PlainDeviation),
            };
        var narrow = new ConvolutionSize(channels, 3) { Padding = 1, Ratio = Ratio };
        var wide = narrow with { Channels = checked(2 * channels) };
        EqArray<Layer> Block(int index, ConvolutionSize size) =>
            [make.Convolution($"c{index}", size), .. Convolutions.Activation($"bn{index}")];
        EqArray<Layer> Halved(int index, ConvolutionSize size) =>
            [
                .. form == SamplingForm.Strided
                    ? Block(index, size with { Stride = 2 })
                    :
                    [
                        make.Convolution($"c{index}", size),
                        make.Halving($"c{index}", Reduction.Max),
                        .. Convolutions.Activation($"bn{index}"),
                    ],
                Dropout(0.5),
            ];
        EqArray<Layer> layers =
        [
            Dropout(0.2),
            .. Block(1, narrow with { Lifts = true, Ratio = 1 }),
            .. Block(2, narrow),
            .. Halved(3, narrow),
            .. Block(4, wide),
            .. Block(5, wide),
            .. Halved(6, wide),
            .. Block(7, wide),
            .. Block(8, wide with { Side = 1, Padding = 0 }),
            .. Block(9, new(Classes, 1) { Ratio = Ratio }),
            Convolutions.Unnamed(new Op.GlobalPooling(Reduction.Mean)),
            Convolutions.Unnamed(new Op.GroupPooling(Reduction.Mean)),
        ];
        return new Network(name, new Op.Sequence(layers), make.Images(3, Side));
    }

    private static Layer Dropout(double rate) => Convolutions.Unnamed(new Op.Dropout(rate));
}
