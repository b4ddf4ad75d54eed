using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>How an attention map α enters: α · x, or (1 − α) · x.</summary>
public enum AttentionBranch
{
    /// <summary>x · α.</summary>
    Direct,

    /// <summary>x − x · α: the map is learned as what to leave out, α⁺ = 1 − α⁻. Romero et al. 2020, sec. 5.</summary>
    Residual,
}

/// <summary>
/// Attention over channels, α_C = φ(Σ_op W₂ relu(W₁ op_n x)): a perceptron with one hidden layer, shared by the statistics op
/// of each channel over space. Romero et al. 2020, sec. 4.1.
/// </summary>
/// <param name="Ratio">The hidden layer has ⌊channels / ratio⌋ units.</param>
public sealed record ChannelAttention(int Ratio)
{
    /// <summary>The name of W₁ within a layer, as in the published state dictionaries.</summary>
    public const string HiddenWeight = $"{AttentionMap.OverChannels}.weight_fc1";

    /// <summary>The name of W₂ within a layer.</summary>
    public const string OutputWeight = $"{AttentionMap.OverChannels}.weight_fc2";

    /// <summary>The statistics over space.</summary>
    public EqArray<Reduction> Statistics { get; init; } = [Reduction.Mean, Reduction.Max];

    /// <summary>φ.</summary>
    public PointwiseFunction Gate { get; init; } = PointwiseFunction.Sigmoid;
}

/// <summary>
/// Attention over positions, α_X = φ(K ⋆ (op_c x)): a convolution of the statistics op over the channels, stride 1, zero
/// outside of the grid. Romero et al. 2020, sec. 4.1.
/// </summary>
/// <param name="Window">The window of K, centred on a point.</param>
public sealed record SpatialAttention(Region Window)
{
    /// <summary>The name of K within a layer, as in the published state dictionaries.</summary>
    public const string Weight = $"{AttentionMap.OverPositions}.weight";

    /// <summary>The dilation of the window.</summary>
    public PerAxis Dilation { get; init; } = 1;

    /// <summary>The statistics over the channels, in the order of K's channels.</summary>
    public EqArray<Reduction> Statistics { get; init; } = [Reduction.Mean, Reduction.Max];

    /// <summary>φ.</summary>
    public PointwiseFunction Gate { get; init; } = PointwiseFunction.Sigmoid;

    /// <summary>The distribution of K before training.</summary>
    public WeightScale Initial { get; init; } = WeightScale.Uniform;
}
