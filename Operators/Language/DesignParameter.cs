using AgeFormal.Algebra;

namespace AgeFormal.Operators.Language;

/// <summary>A parameter W that a design names.</summary>
/// <param name="Name">The name in <see cref="Term.Parameter"/>.</param>
/// <param name="Axes">The axes in storage order, slowest first. Axes over H and windows take the formula's relative arguments in order, channel axes its channel arguments.</param>
/// <param name="Isotropic">Whether a proof may assume W(h▹x) = W(x) on every window axis for every h ∈ H; the assumption is checked on the values.</param>
public sealed record DesignParameter(
    string Name,
    EqArray<ParameterAxis> Axes,
    bool Isotropic = false
)
{
    /// <summary>The number of relative arguments.</summary>
    public int RelativeCount => Axes.Count(axis => !IsChannels(axis));

    /// <summary>The sizes of the channel axes, in the order of the channel arguments.</summary>
    public EqArray<int> ChannelSizes =>
        Axes.SelectMany(axis =>
                axis.Match<int[]>(
                    channels: of => [of.Count],
                    pointElements: _ => [],
                    window: _ => []
                )
            )
            .ToEqArray();

    private static bool IsChannels(ParameterAxis axis) =>
        axis.Match(channels: _ => true, pointElements: _ => false, window: _ => false);
}
