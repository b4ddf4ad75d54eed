using AgeFormal.Operators;

namespace AgeFormal.Networks.Building;

/// <summary>
/// What a convolution has besides channels and window, as a value:
/// <c>c =&gt; c.Attend(a =&gt; a.Channel(ratio: 2).Spatial(7)) with { Padding = 1 }</c>.
/// </summary>
public sealed record ConvolutionOptions
{
    /// <summary>Stride 1, no padding, no attention; everything else as the builder's options say.</summary>
    public static ConvolutionOptions Default { get; } = new();

    /// <summary>The stride.</summary>
    public PerAxis Stride { get; init; } = 1;

    /// <summary>The points added on either side.</summary>
    public PerAxis Padding { get; init; } = 0;

    /// <summary>What the added points hold.</summary>
    public PaddingMode PaddingMode { get; init; } = PaddingMode.Zeros;

    /// <summary>The dilation.</summary>
    public PerAxis Dilation { get; init; } = 1;

    /// <summary>Stride, padding and dilation at once, in place of the others; null for these.</summary>
    public Sampling? Sampling { get; init; }

    /// <summary>The weight of the Haar measure of a group convolution; null for that of the builder's options.</summary>
    public Coefficient? HaarWeight { get; init; }

    /// <summary>The distribution of the kernel before training; null for that of the builder's options.</summary>
    public WeightScale? Initial { get; init; }

    /// <summary>The layer's name; null for the first free one of c1, c2, …; empty for none.</summary>
    public string? Name { get; init; }

    /// <summary>Full attention α on the convolution, <see cref="Op.AttentiveConvolution"/>; null for none.</summary>
    public AttentionOptions? Attention { get; init; }

    /// <summary>Attention on the input of the convolution, αF, <see cref="Op.InputAttention"/>; null for none.</summary>
    public AttentionOptions? InputAttention { get; init; }

    /// <summary>With full attention α on the convolution: <c>a =&gt; a.Channel(ratio: 2).Spatial(7)</c>.</summary>
    public ConvolutionOptions Attend(Func<AttentionOptions, AttentionOptions> maps)
    {
        ArgumentNullException.ThrowIfNull(maps);
        return this with { Attention = maps(AttentionOptions.None) };
    }

    /// <summary>With attention on the input of the convolution, αF.</summary>
    public ConvolutionOptions AttendInput(Func<AttentionOptions, AttentionOptions> maps)
    {
        ArgumentNullException.ThrowIfNull(maps);
        return this with { InputAttention = maps(AttentionOptions.None) };
    }

    /// <summary>With the attention of a design: none, α with the design's maps, or αF.</summary>
    /// <param name="design">The design.</param>
    /// <param name="maps">The sizes of the maps.</param>
    public ConvolutionOptions Attend(
        AttentionDesign design,
        Func<AttentionOptions, AttentionOptions> maps
    )
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(maps);
        return design.Match(
            none: _ => this,
            full: full => Attend(options => Only(full.Maps, maps(options))),
            input: _ => AttendInput(maps)
        );
    }

    internal Sampling Sampled =>
        Sampling ?? new(Stride, Operators.Padding.Symmetric(Padding, PaddingMode), Dilation);

    private static AttentionOptions Only(AttentionMaps chosen, AttentionOptions maps) =>
        chosen switch
        {
            AttentionMaps.ChannelAndSpatial => maps,
            AttentionMaps.Channel => maps with { OverPositions = null },
            AttentionMaps.Spatial => maps with { OverChannels = null },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
