using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks;

/// <summary>
/// A small network for volumes of 17³ voxels with one channel, such as patches of a CT scan: four 3×3×3 convolutions with
/// batch normalisation and relu, max pooling over 3×3×3 points with stride 2 after the first, two classes and the
/// maximum over H. The extension to three dimensions that Romero et al. 2020 leave open.
/// </summary>
/// <remarks>
/// The grids have the sides 17, 15, 7, 5, 3, 1, all odd, so the network is exact for all of H. The Haar measure is normalised.
/// Attention: ratio 2, window 3×3×3.
/// </remarks>
public static class VolumetricCnn
{
    private const int Side = 17;
    private const int Classes = 2;

    /// <summary>The network over a group of the cubic lattice.</summary>
    /// <param name="name">The network's name.</param>
    /// <param name="group">H.</param>
    /// <param name="channels">The channels of the hidden layers.</param>
    /// <param name="attention">The attention of the convolutions; null for none.</param>
    public static Network Create(
        string name,
        PointGroup group,
        int channels,
        AttentionDesign? attention = null
    )
    {
        ArgumentNullException.ThrowIfNull(group);
        var make = new Convolutions(group, attention ?? AttentionDesign.Absent, Scale: 1);
        var hidden = new ConvolutionSize(channels, 3)
        {
            Ratio = Math.Min(2, channels),
            AttentionSide = 3,
        };
        EqArray<Layer> layers =
        [
            make.Convolution("c1", hidden with { Lifts = true, Ratio = 1 }),
            .. Convolutions.Activation("bn1"),
            make.Pooling("c1", Reduction.Max, 3),
            .. Enumerable
                .Range(2, 2)
                .SelectMany<int, Layer>(i =>
                    [make.Convolution($"c{i}", hidden), .. Convolutions.Activation($"bn{i}")]
                ),
            make.Convolution("c4", hidden with { Channels = Classes }),
            Convolutions.Unnamed(new Op.GroupPooling(Reduction.Max)),
        ];
        return new Network(name, new Op.Sequence(layers), make.Images(1, Side));
    }
}
