using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Building;

/// <summary>What the layers of a network have in common unless a step says otherwise.</summary>
public sealed record BuilderOptions
{
    /// <summary>The normalised Haar measure and kernels that keep the size of a signal; layers are exact on their grids.</summary>
    public static BuilderOptions Default { get; } = new();

    /// <summary>The weight of the Haar measure in group convolutions and input attention; null for 1/|H|.</summary>
    public Coefficient? HaarWeight { get; init; }

    /// <summary>The weight of the Haar measure in attentive convolutions; null for 1/|H|.</summary>
    public Coefficient? AttentiveHaarWeight { get; init; }

    /// <summary>The distribution of convolution kernels before training.</summary>
    public WeightScale Initial { get; init; } = WeightScale.Preserving;

    /// <summary>The distribution of the kernels of spatial attention before training.</summary>
    public WeightScale AttentionInitial { get; init; } = WeightScale.Uniform;

    /// <summary>
    /// Whether a layer may be inexact on its grid for some elements of H, such as stride 2 on an even side. Otherwise
    /// such a step is refused.
    /// </summary>
    public bool AllowInexact { get; init; }

    /// <summary>
    /// The conventions of the published networks: the Haar weights of <see cref="PublishedHaarWeight"/> in two dimensions,
    /// kernels from U(−a/√fan, a/√fan), and N(0, a²/fan) where |H| = 1.
    /// </summary>
    /// <param name="group">H.</param>
    /// <param name="scale">a.</param>
    public static BuilderOptions Published(PointGroup group, double scale = 1)
    {
        ArgumentNullException.ThrowIfNull(group);
        var planar = group.Dimension == 2;
        var uniform = WeightScale.Uniform with { Scale = scale };
        return new()
        {
            HaarWeight = planar ? PublishedHaarWeight.Of(group) : null,
            AttentiveHaarWeight = planar ? PublishedHaarWeight.OfAttentiveConvolution(group) : null,
            Initial = group.Order == 1 ? WeightScale.Normal with { Scale = scale } : uniform,
            AttentionInitial = uniform,
        };
    }
}
