using AgeFormal.Algebra;
using AgeFormal.Networks.Building;
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

    internal static NetworkArchitecture Architecture { get; } =
        new("cnn", dimension: 2, plainWidth: 20, Create);

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
        var design = attention ?? AttentionDesign.Absent;
        var dilation = design == AttentionDesign.OnInput ? 4 : 1;
        NetworkBuilder Convolve(NetworkBuilder b, int width, int side) =>
            b.Convolve(
                width,
                side,
                c => c.Attend(design, a => a.Channel(Math.Min(Ratio, channels)).Spatial(7))
            );
        NetworkBuilder Activate(NetworkBuilder b) => b.BatchNorm().Relu();
        return NetworkArchitecture
            .Images(group, BuilderOptions.Published(group), channels: 1, Side)
            .Lift(channels, 3, c => c.Attend(design, a => a.Channel(1).Spatial(7, dilation)))
            .Then(Activate)
            .Dropout(DropoutRate)
            .Then(b => Activate(Convolve(b, channels, 3)))
            .MaxPool(2)
            .Repeat(4, (b, _) => Activate(Convolve(b, channels, 3)).Dropout(DropoutRate))
            .Then(b => Convolve(b, Classes, 4))
            .PoolOverGroup()
            .Build(name);
    }
}
