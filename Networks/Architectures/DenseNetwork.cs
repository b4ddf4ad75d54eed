using AgeFormal.Algebra;
using AgeFormal.Networks.Building;
using AgeFormal.Operators;

namespace AgeFormal.Networks;

/// <summary>
/// The densely connected network of Veeling et al. 2018 for 96×96 colour images, as used by Romero et al. 2020: a 3×3
/// convolution, five dense blocks f ↦ (c(φ(f)), cropped f) with 3×3 convolutions, four transitions between them (a 1×1
/// convolution and 2×2 mean pooling), a 1×1 convolution to two classes and the mean over space and H.
/// </summary>
/// <remarks>
/// φ is batch normalisation and relu. Layers are called as in the published state dictionaries:
/// <c>block_layers.0.conv</c>, <c>trans_layers.0.conv</c>, <c>bn_out</c>, <c>c_out</c>. Nothing is padded. Attention: two hidden
/// units, windows 7×7, in the last block 5×5, in <c>c_out</c> 3×3; the windows of αF are dilated by 4 in the first layer, by
/// 4, 4, 3, 2, 1 in the blocks and by 4, 4, 3, 1 in the transitions.
/// </remarks>
public static class DenseNetwork
{
    private const int Side = 96;
    private const int Classes = 2;

    private static readonly EqArray<int> BlockDilations = [4, 4, 3, 2, 1];
    private static readonly EqArray<int> TransitionDilations = [4, 4, 3, 1];

    internal static NetworkArchitecture Architecture { get; } =
        new("densenet", dimension: 2, plainWidth: 26, Create);

    /// <summary>The network over a planar group.</summary>
    /// <param name="name">The network's name.</param>
    /// <param name="group">H.</param>
    /// <param name="growth">The channels of the first convolution, and those that every block adds.</param>
    /// <param name="attention">The attention of the convolutions; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The channels are not from 1 to 2²⁰.</exception>
    /// <exception cref="TypingException">The lattice lacks a window: hexagons have odd sides.</exception>
    public static Network Create(
        string name,
        PointGroup group,
        int growth,
        AttentionDesign? attention = null
    )
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(growth);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(growth, NetworkArchitecture.MostChannels);
        var design = attention ?? AttentionDesign.Absent;
        var last = BlockDilations.Count - 1;
        NetworkBuilder Convolve(
            NetworkBuilder b,
            int width,
            int side,
            int dilation,
            int attended,
            string own
        ) =>
            b.Convolve(
                width,
                side,
                c =>
                    c.Attend(
                        design,
                        a =>
                            a.Channel(Math.Max(1, b.Output.Channels / 2))
                                .Spatial(attended, IsOnInput(design) ? dilation : 1)
                    ) with
                    {
                        Name = own,
                    }
            );
        NetworkBuilder Active(NetworkBuilder b) => b.BatchNorm(name: "bn").Relu();
        NetworkBuilder Dense(NetworkBuilder b, int i) =>
            b.Concatenate(
                $"block_layers.{i}",
                c => Convolve(Active(c), growth, 3, BlockDilations[i], i < last ? 7 : 5, "conv"),
                c => c.Crop(1)
            );
        NetworkBuilder Transition(NetworkBuilder b, int i) =>
            Convolve(Active(b), b.Output.Channels, 1, TransitionDilations[i], 7, "conv")
                .MeanPool(2);
        return NetworkArchitecture
            .Images(group, BuilderOptions.Published(group, Math.Sqrt(2)), channels: 3, Side)
            .Lift(
                growth,
                3,
                c => c.Attend(design, a => a.Channel(1).Spatial(7, IsOnInput(design) ? 4 : 1))
            )
            .Repeat(last, (b, i) => Dense(b, i).Block($"trans_layers.{i}", c => Transition(c, i)))
            .Then(b => Dense(b, last))
            .BatchNorm(name: "bn_out")
            .Relu()
            .Then(b => Convolve(b, Classes, 1, 1, 3, "c_out"))
            .GlobalPool()
            .PoolOverGroup(Reduction.Mean)
            .Build(name);
    }

    // The windows of α are dense.
    private static bool IsOnInput(AttentionDesign design) => design == AttentionDesign.OnInput;
}
