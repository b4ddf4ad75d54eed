using AgeFormal.Algebra;
using AgeFormal.Networks.Building;
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
    private const int FirstWidth = 32;

    internal static NetworkArchitecture Architecture { get; } =
        new(
            "resnet44",
            dimension: 2,
            of =>
            {
                int Width(int plain) =>
                    of.Width is { } first
                        ? first * plain / FirstWidth
                        : NetworkArchitecture.Width(of.Group, plain);
                return Create(
                    $"{of}",
                    of.Group,
                    [Width(FirstWidth), Width(64), Width(128)],
                    attention: of.Attention,
                    form: of.Form
                );
            }
        )
        {
            HasStridedForm = true,
        };

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
        var design = attention ?? AttentionDesign.Absent;
        var strided = form == SamplingForm.Strided;
        // The window is centred and keeps the grid; the ratio leaves two hidden units.
        NetworkBuilder Convolve(NetworkBuilder b, int width, int side, bool halves, string own) =>
            b.Convolve(
                    width,
                    side,
                    c =>
                        c.Attend(
                            design,
                            a => a.Channel(Math.Max(1, b.Output.Channels / 2)).Spatial(7)
                        ) with
                        {
                            Stride = halves && strided ? 2 : 1,
                            Padding = side / 2,
                            Name = own,
                        }
                )
                .Then(c => halves && !strided ? c.MaxPool(2) : c);
        NetworkBuilder Block(NetworkBuilder b, int width, bool halves, string called) =>
            b.Residual(
                branch: c =>
                    Convolve(c.BatchNorm().Relu(), width, 3, halves, "c1")
                        .Then(d => Convolve(d.BatchNorm().Relu(), width, 3, false, "c2")),
                shortcut: halves ? c => Convolve(c, width, 1, halves, "fiber_map") : null,
                called
            );
        NetworkBuilder Stage(NetworkBuilder b, int stage) =>
            b.Repeat(
                blocks,
                (c, i) =>
                    Block(
                        c,
                        widths[stage],
                        halves: i == 0 && stage > 0,
                        $"layers_nc{Side >> stage}.{i}"
                    )
            );
        return NetworkArchitecture
            .Images(group, BuilderOptions.Published(group, Math.Sqrt(2)), channels: 3, Side)
            .Lift(
                widths[0],
                3,
                c => c.Attend(design, a => a.Channel(1).Spatial(7)) with { Padding = 1 }
            )
            .Repeat(widths.Count, Stage)
            .BatchNorm(name: "bn_out")
            .Relu()
            .GlobalPool()
            .Then(b => Convolve(b, Classes, 1, false, "c_out"))
            .PoolOverGroup(Reduction.Mean)
            .Build(name);
    }
}
