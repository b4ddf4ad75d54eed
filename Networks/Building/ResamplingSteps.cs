using AgeFormal.Operators;

namespace AgeFormal.Networks.Building;

/// <summary>Finer grids as steps.</summary>
public static class ResamplingSteps
{
    /// <summary>
    /// A grid that is u times finer, <see cref="Op.Upsampling"/>: each point repeated u times along every axis, or zeros
    /// between the points. The output moves with the input; it is exact on every grid for all of H where u is one number.
    /// </summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="factor">u.</param>
    /// <param name="between">What lies between the points; the nearest values by default, which a hexagonal lattice has not.</param>
    /// <exception cref="TypingException">
    /// u is less than 1, the lattice has no nearest points, or the layer would not be exact on its grid.
    /// </exception>
    public static NetworkBuilder Upsample(
        this NetworkBuilder builder,
        PerAxis factor,
        Interpolation between = Interpolation.Nearest
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Layer(new Op.Upsampling(factor) { Between = between });
    }

    /// <summary>
    /// A transposed convolution on the group with stride u: zeros between the points, and a convolution of the finer grid. With
    /// a window of side k and p points added on either side an axis of n points becomes one of u·(n − 1) + 2p − k + 2: of u·n
    /// for k = u and p = u − 1, or for u = 2, k = 4 and p = 2. That is the transposed convolution of tensor libraries with
    /// k − 1 − p points of padding and the window turned around.
    /// </summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="channels">The number of output channels.</param>
    /// <param name="window">The side of the window.</param>
    /// <param name="factor">u.</param>
    /// <param name="options">Changes of the rest: <c>c =&gt; c with { Padding = 1 }</c>.</param>
    /// <exception cref="TypingException">A layer does not fit, or would not be exact on its grid.</exception>
    public static NetworkBuilder ConvolveTransposed(
        this NetworkBuilder builder,
        int channels,
        int window,
        PerAxis factor,
        Func<ConvolutionOptions, ConvolutionOptions>? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var own = options?.Invoke(ConvolutionOptions.Default) ?? ConvolutionOptions.Default;
        return builder.Block(
            own.Name ?? builder.Free("c"),
            b =>
                b.Upsample(factor, Interpolation.Zeros)
                    .Convolve(channels, window, _ => own with { Name = "" })
        );
    }
}
