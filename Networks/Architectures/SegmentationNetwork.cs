using AgeFormal.Algebra;
using AgeFormal.Networks.Building;
using AgeFormal.Operators;

namespace AgeFormal.Networks;

/// <summary>
/// The U-Net of Ronneberger et al. 2015 over a group, for 32×32 colour images: scores of two classes at every point, which
/// move with the image. Level l computes at half the side of the level before: two 3×3 convolutions with batch normalisation
/// and relu, and below it, between max pooling and upsampling, level l + 1, whose values are concatenated with its own
/// before two more.
/// </summary>
/// <remarks>
/// The grids have the sides 32, 16 and 8, each the half of the one before, so that pooling and upsampling are exact for all
/// of H and every branch lies on the points of its neighbour; so it is for every side that is a multiple of 4. Convolutions are
/// padded and keep the grid, where the original crops; upsampling by 2 is followed by a 3×3 convolution in place of a
/// transposed one (Odena et al. 2016, Deconvolution and checkerboard artifacts). The scores are means over H. Attention: ratio
/// 2, window 7×7; none in the convolutions behind upsampling.
/// </remarks>
public static class SegmentationNetwork
{
    private const int Channels = 3;
    private const int Side = 32;
    private const int Levels = 3;
    private const int MostLevels = 10;
    private const int Classes = 2;
    private const int Ratio = 2;

    internal static NetworkArchitecture Architecture { get; } =
        new(
            "unet",
            dimension: 2,
            plainWidth: 16,
            (name, group, channels, attention) => Create(name, group, channels, attention)
        );

    /// <summary>The network over a planar group of a box lattice.</summary>
    /// <param name="name">The network's name.</param>
    /// <param name="group">H.</param>
    /// <param name="channels">The channels of the first level; each level has twice as many as the one before.</param>
    /// <param name="attention">The attention of the convolutions; null for none.</param>
    /// <param name="side">The side of the images, a multiple of 2 for each level but the first.</param>
    /// <param name="levels">The number of levels.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not 1 to 10 levels, or not 1 to 2²⁰ channels.</exception>
    /// <exception cref="TypingException">The lattice is hexagonal, or the side is not such a multiple.</exception>
    public static Network Create(
        string name,
        PointGroup group,
        int channels,
        AttentionDesign? attention = null,
        int side = Side,
        int levels = Levels
    )
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, NetworkArchitecture.MostChannels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(levels);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(levels, MostLevels);
        var design = attention ?? AttentionDesign.Absent;
        ConvolutionOptions Attended(ConvolutionOptions c, int ratio, int padding) =>
            c.Attend(design, a => a.Channel(ratio).Spatial(7)) with
            {
                Padding = padding,
            };
        NetworkBuilder Convolve(NetworkBuilder b, int width, int window) =>
            b.Convolve(width, window, c => Attended(c, Math.Min(Ratio, channels), window / 2));
        NetworkBuilder Activated(NetworkBuilder b, int width) =>
            Convolve(b, width, 3).BatchNorm().Relu();
        NetworkBuilder Below(NetworkBuilder b, int level) =>
            Level(Activated(b.MaxPool(2), channels << level), level)
                .Upsample(2)
                .Convolve(channels << (level - 1), 3, c => c with { Padding = 1 })
                .BatchNorm()
                .Relu();
        NetworkBuilder Beside(NetworkBuilder b, int level) =>
            b.Concatenate($"level{level + 1}", c => c, c => Below(c, level));
        NetworkBuilder Level(NetworkBuilder b, int level)
        {
            var width = channels << level;
            var own = Activated(b, width);
            return level + 1 == levels
                ? own
                : Beside(own, level + 1).Repeat(2, (c, _) => Activated(c, width));
        }
        return NetworkArchitecture
            .Images(group, BuilderOptions.Published(group), Channels, side)
            .Lift(channels, 3, c => Attended(c, ratio: 1, padding: 1))
            .BatchNorm()
            .Relu()
            .Then(b => Level(b, 0))
            .Then(b => Convolve(b, Classes, 1))
            .PoolOverGroup(Reduction.Mean)
            .Build(name);
    }
}
