namespace AgeFormal.Operators;

/// <summary>
/// An attention map that a layer computes: a signal of its own. The map α(g, g·k)_{o,c} of an attentive convolution has the
/// channels (o·C + c)·|H| + k for k ∈ H, and (o·C + c) on the lattice; like any channel, k does not move with g.
/// </summary>
/// <param name="Name">The name within the layer: <c>channel_attention</c> or <c>spatial_attention</c>.</param>
/// <param name="Type">The type of the map; a map over channels has a grid of one point.</param>
public sealed record AttentionMap(string Name, FieldType Type)
{
    /// <summary>The name of maps over channels.</summary>
    public const string OverChannels = "channel_attention";

    /// <summary>The name of maps over positions.</summary>
    public const string OverPositions = "spatial_attention";
}
