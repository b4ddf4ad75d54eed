namespace AgeFormal.Networks;

/// <summary>Which attention maps a design has.</summary>
public enum AttentionMaps
{
    /// <summary>α_X α_C.</summary>
    ChannelAndSpatial,

    /// <summary>α_C.</summary>
    Channel,

    /// <summary>α_X.</summary>
    Spatial,
}

/// <summary>What the convolutions of a network do about attention. Romero et al. 2020, secs. 4 and 5.</summary>
public abstract record AttentionDesign
{
    private AttentionDesign() { }

    /// <summary>Plain convolutions.</summary>
    public sealed record None : AttentionDesign;

    /// <summary>α: full attention, a map of every output channel, input channel and k ∈ H.</summary>
    /// <param name="Maps">The maps.</param>
    public sealed record Full(AttentionMaps Maps) : AttentionDesign;

    /// <summary>αF: attention on the input of every convolution.</summary>
    public sealed record Input : AttentionDesign;

    /// <summary>Plain convolutions.</summary>
    public static AttentionDesign Absent { get; } = new None();

    /// <summary>α with both maps.</summary>
    public static AttentionDesign Alpha { get; } = new Full(AttentionMaps.ChannelAndSpatial);

    /// <summary>α_CH: α over channels alone.</summary>
    public static AttentionDesign AlphaChannel { get; } = new Full(AttentionMaps.Channel);

    /// <summary>α_SP: α over positions alone.</summary>
    public static AttentionDesign AlphaSpatial { get; } = new Full(AttentionMaps.Spatial);

    /// <summary>αF.</summary>
    public static AttentionDesign OnInput { get; } = new Input();

    /// <summary>Every design.</summary>
    public static IReadOnlyList<AttentionDesign> All { get; } =
    [Absent, Alpha, AlphaChannel, AlphaSpatial, OnInput];

    /// <summary>The beginning of a network's name: empty, <c>alpha-</c>, <c>alpha-ch-</c>, <c>alpha-sp-</c> or <c>alphaf-</c>.</summary>
    public string Prefix =>
        Match(
            none: _ => "",
            full: full =>
                full.Maps switch
                {
                    AttentionMaps.ChannelAndSpatial => "alpha-",
                    AttentionMaps.Channel => "alpha-ch-",
                    AttentionMaps.Spatial => "alpha-sp-",
                    _ => throw new System.Diagnostics.UnreachableException(),
                },
            input: _ => "alphaf-"
        );

    /// <summary>One function per case.</summary>
    public T Match<T>(Func<None, T> none, Func<Full, T> full, Func<Input, T> input)
    {
        ArgumentNullException.ThrowIfNull(none);
        ArgumentNullException.ThrowIfNull(full);
        ArgumentNullException.ThrowIfNull(input);
        return this switch
        {
            None design => none(design),
            Full design => full(design),
            Input design => input(design),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
