namespace AgeFormal.Networks;

/// <summary>The sizes of one convolution of a network, attention included.</summary>
/// <param name="Channels">The number of output channels.</param>
/// <param name="Side">The side of the window.</param>
internal sealed record ConvolutionSize(int Channels, int Side)
{
    /// <summary>From the lattice to the group, the first convolution of a network.</summary>
    public bool Lifts { get; init; }

    /// <summary>The number of points added on every side.</summary>
    public int Padding { get; init; }

    /// <summary>The stride.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>The ratio of channel attention.</summary>
    public int Ratio { get; init; } = 1;

    /// <summary>The side of the window of spatial attention.</summary>
    public int AttentionSide { get; init; } = 7;

    /// <summary>The dilation of the window of αF; that of α is dense.</summary>
    public int AttentionDilation { get; init; } = 1;
}
