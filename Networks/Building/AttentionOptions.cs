using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Building;

/// <summary>The maps of an attention, as a value: <c>a =&gt; a.Channel(ratio: 2).Spatial(7)</c>.</summary>
public sealed record AttentionOptions
{
    /// <summary>No map yet.</summary>
    public static AttentionOptions None { get; } = new();

    /// <summary>α or 1 − α.</summary>
    public AttentionBranch Branch { get; init; } = AttentionBranch.Residual;

    /// <summary>The weight of the Haar measure; null for that of the builder's options.</summary>
    public Coefficient? HaarWeight { get; init; }

    internal ChannelAttention? OverChannels { get; init; }

    internal SpatialOptions? OverPositions { get; init; }

    /// <summary>With a map over channels. Romero et al. 2020, sec. 4.1.</summary>
    /// <param name="ratio">The hidden layer has ⌊channels / ratio⌋ units.</param>
    /// <param name="gate">φ; the sigmoid by default.</param>
    /// <param name="statistics">The statistics over space; mean and maximum by default.</param>
    public AttentionOptions Channel(
        int ratio,
        PointwiseFunction? gate = null,
        EqArray<Reduction>? statistics = null
    )
    {
        var map = new ChannelAttention(ratio);
        return this with
        {
            OverChannels = map with
            {
                Gate = gate ?? map.Gate,
                Statistics = statistics ?? map.Statistics,
            },
        };
    }

    /// <summary>With a map over positions. Romero et al. 2020, sec. 4.1.</summary>
    /// <param name="window">The side of the window, odd.</param>
    /// <param name="dilation">The dilation of the window, 1 by default.</param>
    /// <param name="gate">φ; the sigmoid by default.</param>
    /// <param name="statistics">The statistics over the channels; mean and maximum by default.</param>
    /// <param name="initial">The distribution of the kernel before training; that of the builder's options by default.</param>
    public AttentionOptions Spatial(
        int window,
        PerAxis? dilation = null,
        PointwiseFunction? gate = null,
        EqArray<Reduction>? statistics = null,
        WeightScale? initial = null
    ) =>
        this with
        {
            OverPositions = new(window, Window: null, dilation ?? 1, gate, statistics, initial),
        };

    /// <summary>With a map over positions, the window given as a region.</summary>
    /// <param name="window">The window, with odd sides.</param>
    /// <param name="dilation">The dilation of the window, 1 by default.</param>
    /// <param name="gate">φ; the sigmoid by default.</param>
    /// <param name="statistics">The statistics over the channels; mean and maximum by default.</param>
    /// <param name="initial">The distribution of the kernel before training; that of the builder's options by default.</param>
    public AttentionOptions Spatial(
        Region window,
        PerAxis? dilation = null,
        PointwiseFunction? gate = null,
        EqArray<Reduction>? statistics = null,
        WeightScale? initial = null
    ) =>
        this with
        {
            OverPositions = new(Side: 0, window, dilation ?? 1, gate, statistics, initial),
        };

    /// <summary>The map over positions on a group's lattice.</summary>
    internal SpatialAttention? Positions(string layer, NetworkBuilder builder)
    {
        if (OverPositions is not { } options)
            return null;
        var map = new SpatialAttention(
            options.Window
                ?? Windows.Of(layer, builder.Group, options.Side, "the spatial attention")
        );
        return map with
        {
            Dilation = options.Dilation,
            Gate = options.Gate ?? map.Gate,
            Statistics = options.Statistics ?? map.Statistics,
            Initial = options.Initial ?? builder.Options.AttentionInitial,
        };
    }
}

/// <summary>A map over positions before its window is one of a lattice.</summary>
internal sealed record SpatialOptions(
    int Side,
    Region? Window,
    PerAxis Dilation,
    PointwiseFunction? Gate,
    EqArray<Reduction>? Statistics,
    WeightScale? Initial
);
