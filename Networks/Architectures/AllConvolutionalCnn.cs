using AgeFormal.Algebra;
using AgeFormal.Networks.Building;
using AgeFormal.Operators;

namespace AgeFormal.Networks;

/// <summary>
/// The All-CNN-C of Springenberg et al. 2015 for 32×32 colour images, over a group as in Cohen and Welling 2016
/// (sec. 8.2) and Romero et al. 2020: seven 3×3 and two 1×1 convolutions with batch normalisation and relu, halved at the
/// third and sixth, and the mean over space and H.
/// </summary>
/// <remarks>
/// Layers are called <c>c1</c> … <c>c9</c> and <c>bn1</c> … <c>bn9</c>. Dropout 0.2 on the input, 0.5 after the third and
/// sixth block. Max pooling stands between convolution and normalisation. Attention: ratio 16, at most the channels of the
/// first layer, window 7×7.
/// </remarks>
public static class AllConvolutionalCnn
{
    /// <summary>The ratio of channel attention; widths are multiples of it.</summary>
    public const int Ratio = 16;

    private const int Side = 32;
    private const int Classes = 10;
    private const double GroupScale = 0.035;
    private const double PlainDeviation = 0.05;

    internal static NetworkArchitecture Architecture { get; } =
        new(
            "allcnn",
            dimension: 2,
            of =>
                Create(
                    $"{of}",
                    of.Group,
                    NetworkArchitecture.Width(of, 96, Ratio),
                    of.Attention,
                    of.Form
                )
        )
        {
            HasStridedForm = true,
        };

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
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, NetworkArchitecture.MostChannels);
        var design = attention ?? AttentionDesign.Absent;
        var strided = form == SamplingForm.Strided;
        var options = BuilderOptions.Published(group, GroupScale);
        if (group.Order == 1)
            options = options with { Initial = new(WeightDistribution.Normal, PlainDeviation) };
        NetworkBuilder Block(NetworkBuilder b, int width, int side = 3, bool halves = false) =>
            b.Convolve(
                    width,
                    side,
                    c =>
                        c.Attend(design, a => a.Channel(Math.Min(Ratio, channels)).Spatial(7)) with
                        {
                            Stride = halves && strided ? 2 : 1,
                            Padding = side / 2,
                        }
                )
                .Then(c => halves && !strided ? c.MaxPool(2) : c)
                .BatchNorm()
                .Relu()
                .Then(c => halves ? c.Dropout(0.5) : c);
        return NetworkArchitecture
            .Images(group, options, channels: 3, Side)
            .Dropout(0.2)
            .Lift(
                channels,
                3,
                c => c.Attend(design, a => a.Channel(1).Spatial(7)) with { Padding = 1 }
            )
            .BatchNorm()
            .Relu()
            .Repeat(2, (b, i) => Block(b, channels, halves: i == 1))
            .Repeat(4, (b, i) => Block(b, 2 * channels, halves: i == 2))
            .Then(b => Block(Block(b, 2 * channels, side: 1), Classes, side: 1))
            .GlobalPool()
            .PoolOverGroup(Reduction.Mean)
            .Build(name);
    }
}
