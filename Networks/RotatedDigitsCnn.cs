using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks;

/// <summary>
/// The network for rotated digits of Cohen and Welling 2016 (sec. 8.1), as used by Romero et al. 2020: six 3×3
/// convolutions with batch normalisation, relu and dropout, a 2×2 max pooling after the second, a 4×4 convolution to
/// ten outputs and the maximum over H.
/// </summary>
/// <remarks>
/// Layers are called <c>c1</c> … <c>c7</c> and <c>bn1</c> … <c>bn6</c>, the names of the published state dictionaries.
/// No layer has a bias. Attention: ratio 2, window 7×7, with dilation 4 in the first layer of αF.
/// </remarks>
public static class RotatedDigitsCnn
{
    private const int Side = 28;
    private const int Classes = 10;
    private const double DropoutRate = 0.3;
    private const int Ratio = 2;

    /// <summary>The network over a planar group.</summary>
    /// <param name="name">The network's name.</param>
    /// <param name="group">H.</param>
    /// <param name="channels">The channels of the hidden layers.</param>
    /// <param name="attention">The attention of the convolutions; null for none.</param>
    /// <exception cref="TypingException">The lattice lacks a window: hexagons have odd sides.</exception>
    public static Network Create(
        string name,
        PointGroup group,
        int channels,
        AttentionDesign? attention = null
    )
    {
        ArgumentNullException.ThrowIfNull(group);
        var make = new Convolutions(group, attention ?? AttentionDesign.Absent, Scale: 1);
        var hidden = new ConvolutionSize(channels, 3) { Ratio = Ratio };
        EqArray<Layer> layers =
        [
            make.Convolution("c1", hidden with { Lifts = true, Ratio = 1, AttentionDilation = 4 }),
            .. Convolutions.Activation("bn1"),
            Dropout(),
            make.Convolution("c2", hidden),
            .. Convolutions.Activation("bn2"),
            make.Halving("c2", Reduction.Max),
            .. Enumerable
                .Range(3, 4)
                .SelectMany<int, Layer>(i =>
                    [
                        make.Convolution($"c{i}", hidden),
                        .. Convolutions.Activation($"bn{i}"),
                        Dropout(),
                    ]
                ),
            make.Convolution("c7", new(Classes, 4) { Ratio = Ratio }),
            Convolutions.Unnamed(new Op.GroupPooling(Reduction.Max)),
        ];
        return new Network(name, new Op.Sequence(layers), make.Images(1, Side));
    }

    private static Layer Dropout() => Convolutions.Unnamed(new Op.Dropout(DropoutRate));
}
