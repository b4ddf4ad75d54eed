using AgeFormal.Operators;

namespace AgeFormal.Facade.Building;

/// <summary>Convolutions as steps.</summary>
public static class ConvolutionSteps
{
    private const string Name = "c";

    /// <summary>A convolution from the lattice to the group, <see cref="Op.LiftingConvolution"/>.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="channels">The number of output channels.</param>
    /// <param name="window">The side of the window.</param>
    /// <param name="stride">The stride, 1 by default.</param>
    /// <param name="padding">The points added on either side, 0 by default.</param>
    /// <param name="dilation">The dilation, 1 by default.</param>
    /// <param name="paddingMode">What the added points hold.</param>
    /// <param name="initial">The distribution of the kernel before training; that of the builder's options by default.</param>
    /// <param name="name">The layer's name; the first free one of c1, c2, … by default.</param>
    /// <exception cref="TypingException">The layer does not fit.</exception>
    public static NetworkBuilder Lift(
        this NetworkBuilder builder,
        int channels,
        int window,
        PerAxis? stride = null,
        PerAxis? padding = null,
        PerAxis? dilation = null,
        PaddingMode paddingMode = PaddingMode.Zeros,
        WeightScale? initial = null,
        string? name = null
    ) =>
        builder.Lift(
            channels,
            Window(builder, window, name),
            Sampled(stride, padding, dilation, paddingMode),
            initial,
            name
        );

    /// <summary>A convolution from the lattice to the group with any window and sampling.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="channels">The number of output channels.</param>
    /// <param name="window">The window, stable under H.</param>
    /// <param name="sampling">Stride, padding and dilation; dense by default.</param>
    /// <param name="initial">The distribution of the kernel before training; that of the builder's options by default.</param>
    /// <param name="name">The layer's name; the first free one of c1, c2, … by default.</param>
    /// <exception cref="TypingException">The layer does not fit.</exception>
    public static NetworkBuilder Lift(
        this NetworkBuilder builder,
        int channels,
        Region window,
        Sampling? sampling = null,
        WeightScale? initial = null,
        string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(window);
        return builder.Convolution(
            name ?? builder.Free(Name),
            new Op.LiftingConvolution(channels, window)
            {
                Sampling = sampling ?? Sampling.Dense,
                Initial = initial ?? builder.Options.Initial,
            }
        );
    }

    /// <summary>A convolution on the group, <see cref="Op.GroupConvolution"/>.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="channels">The number of output channels.</param>
    /// <param name="window">The side of the window.</param>
    /// <param name="stride">The stride, 1 by default.</param>
    /// <param name="padding">The points added on either side, 0 by default.</param>
    /// <param name="dilation">The dilation, 1 by default.</param>
    /// <param name="paddingMode">What the added points hold.</param>
    /// <param name="haarWeight">The weight of the Haar measure; that of the builder's options by default.</param>
    /// <param name="initial">The distribution of the kernel before training; that of the builder's options by default.</param>
    /// <param name="name">The layer's name; the first free one of c1, c2, … by default.</param>
    /// <exception cref="TypingException">The layer does not fit.</exception>
    public static NetworkBuilder Convolve(
        this NetworkBuilder builder,
        int channels,
        int window,
        PerAxis? stride = null,
        PerAxis? padding = null,
        PerAxis? dilation = null,
        PaddingMode paddingMode = PaddingMode.Zeros,
        Coefficient? haarWeight = null,
        WeightScale? initial = null,
        string? name = null
    ) =>
        builder.Convolve(
            channels,
            Window(builder, window, name),
            Sampled(stride, padding, dilation, paddingMode),
            haarWeight,
            initial,
            name
        );

    /// <summary>A convolution on the group with any window and sampling.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="channels">The number of output channels.</param>
    /// <param name="window">The window, stable under H.</param>
    /// <param name="sampling">Stride, padding and dilation; dense by default.</param>
    /// <param name="haarWeight">The weight of the Haar measure; that of the builder's options by default.</param>
    /// <param name="initial">The distribution of the kernel before training; that of the builder's options by default.</param>
    /// <param name="name">The layer's name; the first free one of c1, c2, … by default.</param>
    /// <exception cref="TypingException">The layer does not fit.</exception>
    public static NetworkBuilder Convolve(
        this NetworkBuilder builder,
        int channels,
        Region window,
        Sampling? sampling = null,
        Coefficient? haarWeight = null,
        WeightScale? initial = null,
        string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(window);
        return builder.Convolution(
            name ?? builder.Free(Name),
            new Op.GroupConvolution(channels, window)
            {
                Sampling = sampling ?? Sampling.Dense,
                Initial = initial ?? builder.Options.Initial,
                HaarWeight = haarWeight ?? builder.Options.HaarWeight,
            }
        );
    }

    private static Region Window(NetworkBuilder builder, int side, string? name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return Windows.Of(
            TypedOp.Join(builder.Path, name ?? builder.Free(Name)),
            builder.Group,
            side,
            "the convolution"
        );
    }

    internal static Sampling Sampled(
        PerAxis? stride,
        PerAxis? padding,
        PerAxis? dilation,
        PaddingMode mode
    ) => new(stride ?? 1, Padding.Symmetric(padding ?? 0, mode), dilation ?? 1);
}
