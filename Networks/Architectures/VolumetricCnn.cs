using AgeFormal.Algebra;
using AgeFormal.Networks.Building;

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

    internal static NetworkArchitecture Architecture { get; } =
        new("volume", dimension: 3, plainWidth: 20, Create);

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
        var design = attention ?? AttentionDesign.Absent;
        NetworkBuilder Convolve(NetworkBuilder b, int width) =>
            b.Convolve(
                width,
                3,
                c => c.Attend(design, a => a.Channel(Math.Min(2, channels)).Spatial(3))
            );
        return NetworkArchitecture
            .Images(group, BuilderOptions.Published(group), channels: 1, Side)
            .Lift(channels, 3, c => c.Attend(design, a => a.Channel(1).Spatial(3)))
            .BatchNorm()
            .Relu()
            .MaxPool(3, stride: 2)
            .Repeat(2, (b, _) => Convolve(b, channels).BatchNorm().Relu())
            .Then(b => Convolve(b, Classes))
            .PoolOverGroup()
            .Build(name);
    }
}
