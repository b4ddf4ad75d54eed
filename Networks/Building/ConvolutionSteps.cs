using AgeFormal.Operators;

namespace AgeFormal.Networks.Building;

/// <summary>Convolutions as steps, with the attention that belongs to them.</summary>
public static class ConvolutionSteps
{
    private const string Name = "c";

    /// <summary>A convolution from the lattice to the group, <see cref="Op.LiftingConvolution"/>.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="channels">The number of output channels.</param>
    /// <param name="window">The side of the window.</param>
    /// <param name="options">Changes of the rest: <c>c =&gt; c with { Padding = 1 }</c>.</param>
    /// <exception cref="TypingException">The layer does not fit.</exception>
    public static NetworkBuilder Lift(
        this NetworkBuilder builder,
        int channels,
        int window,
        Func<ConvolutionOptions, ConvolutionOptions>? options = null
    ) => Step(builder, options, path => Window(builder, path, window), Lifting(channels));

    /// <summary>A convolution from the lattice to the group with any window.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="channels">The number of output channels.</param>
    /// <param name="window">The window, stable under H.</param>
    /// <param name="options">Changes of the rest: <c>c =&gt; c with { Padding = 1 }</c>.</param>
    /// <exception cref="TypingException">The layer does not fit.</exception>
    public static NetworkBuilder Lift(
        this NetworkBuilder builder,
        int channels,
        Region window,
        Func<ConvolutionOptions, ConvolutionOptions>? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(window);
        return Step(builder, options, _ => window, Lifting(channels));
    }

    /// <summary>A convolution on the group, <see cref="Op.GroupConvolution"/>.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="channels">The number of output channels.</param>
    /// <param name="window">The side of the window.</param>
    /// <param name="options">Changes of the rest: <c>c =&gt; c with { Padding = 1 }</c>.</param>
    /// <exception cref="TypingException">The layer does not fit.</exception>
    public static NetworkBuilder Convolve(
        this NetworkBuilder builder,
        int channels,
        int window,
        Func<ConvolutionOptions, ConvolutionOptions>? options = null
    ) => Step(builder, options, path => Window(builder, path, window), OnGroup(channels));

    /// <summary>A convolution on the group with any window.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="channels">The number of output channels.</param>
    /// <param name="window">The window, stable under H.</param>
    /// <param name="options">Changes of the rest: <c>c =&gt; c with { Padding = 1 }</c>.</param>
    /// <exception cref="TypingException">The layer does not fit.</exception>
    public static NetworkBuilder Convolve(
        this NetworkBuilder builder,
        int channels,
        Region window,
        Func<ConvolutionOptions, ConvolutionOptions>? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(window);
        return Step(builder, options, _ => window, OnGroup(channels));
    }

    // What a plain convolution is, by its window, the options and those of the network.
    private delegate Op.Elementary Plain(
        Region window,
        ConvolutionOptions own,
        BuilderOptions shared
    );

    private static Plain Lifting(int channels) =>
        (window, own, shared) =>
            own.Attention is null
                ? new Op.LiftingConvolution(channels, window)
                {
                    Sampling = own.Sampled,
                    Initial = own.Initial ?? shared.Initial,
                }
                : new Op.AttentiveConvolution(channels, window)
                {
                    Sampling = own.Sampled,
                    Initial = own.Initial ?? shared.Initial,
                };

    private static Plain OnGroup(int channels) =>
        (window, own, shared) =>
            own.Attention is not { } maps
                ? new Op.GroupConvolution(channels, window)
                {
                    Sampling = own.Sampled,
                    Initial = own.Initial ?? shared.Initial,
                    HaarWeight = own.HaarWeight ?? shared.HaarWeight,
                }
                : new Op.AttentiveConvolution(channels, window)
                {
                    Sampling = own.Sampled,
                    Initial = own.Initial ?? shared.Initial,
                    HaarWeight = maps.HaarWeight ?? own.HaarWeight ?? shared.AttentiveHaarWeight,
                };

    private static NetworkBuilder Step(
        NetworkBuilder builder,
        Func<ConvolutionOptions, ConvolutionOptions>? options,
        Func<string, Region> window,
        Plain plain
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var own = options?.Invoke(ConvolutionOptions.Default) ?? ConvolutionOptions.Default;
        var name = own.Name ?? builder.Free(Name);
        var path = TypedOp.Join(builder.Path, name);
        Op convolution = plain(window(path), own, builder.Options);
        if (own.Attention is { } maps)
            convolution = (Op.AttentiveConvolution)convolution with
            {
                Channel = maps.OverChannels,
                Spatial = maps.Positions(path, builder),
                Branch = maps.Branch,
            };
        if (own.InputAttention is { } before)
            convolution = new Op.Sequence([
                new("", OnInput(builder, path, before)),
                new("", convolution),
            ]);
        return builder.Layer(convolution, name);
    }

    private static Op.InputAttention OnInput(
        NetworkBuilder builder,
        string path,
        AttentionOptions maps
    ) =>
        new()
        {
            Channel = maps.OverChannels,
            Spatial = maps.Positions(path, builder),
            Branch = maps.Branch,
            HaarWeight =
                builder.Output.Fibre == Fibre.Trivial
                    ? null
                    : maps.HaarWeight ?? builder.Options.HaarWeight,
        };

    private static Region Window(NetworkBuilder builder, string path, int side) =>
        Windows.Of(path, builder.Group, side, "the convolution");
}
