using AgeFormal.Operators;

namespace AgeFormal.Networks.Building;

/// <summary>Pooling as steps.</summary>
public static class PoolingSteps
{
    /// <summary>The maximum over a window, <see cref="Op.SpatialPooling"/>.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="window">The side of the window.</param>
    /// <param name="stride">The stride; the side of the window by default.</param>
    /// <param name="padding">The points added on either side, which take no part; 0 by default.</param>
    /// <exception cref="TypingException">The window does not fit, or the layer would not be exact on its grid.</exception>
    public static NetworkBuilder MaxPool(
        this NetworkBuilder builder,
        int window,
        PerAxis? stride = null,
        PerAxis? padding = null
    ) => builder.Pool(Reduction.Max, window, stride, padding);

    /// <summary>The mean over a window, <see cref="Op.SpatialPooling"/>.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="window">The side of the window.</param>
    /// <param name="stride">The stride; the side of the window by default.</param>
    /// <param name="padding">The points added on either side, which take no part; 0 by default.</param>
    /// <exception cref="TypingException">The window does not fit, or the layer would not be exact on its grid.</exception>
    public static NetworkBuilder MeanPool(
        this NetworkBuilder builder,
        int window,
        PerAxis? stride = null,
        PerAxis? padding = null
    ) => builder.Pool(Reduction.Mean, window, stride, padding);

    /// <summary>A reduction over a window.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="by">The reduction.</param>
    /// <param name="window">The side of the window.</param>
    /// <param name="stride">The stride; the side of the window by default.</param>
    /// <param name="padding">The points added on either side, which take no part; 0 by default.</param>
    /// <exception cref="TypingException">The window does not fit, or the layer would not be exact on its grid.</exception>
    public static NetworkBuilder Pool(
        this NetworkBuilder builder,
        Reduction by,
        int window,
        PerAxis? stride = null,
        PerAxis? padding = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var region = Windows.Of(
            TypedOp.Join(builder.Path, $"pooling {builder.Place}"),
            builder.Group,
            window,
            "the pooling"
        );
        return builder.Pool(
            by,
            region,
            padding is { } points
                ? new(stride ?? window, Padding.Symmetric(points, PaddingMode.Excluded), 1)
                : Sampling.Dense with
                {
                    Stride = stride ?? window,
                }
        );
    }

    /// <summary>A reduction over any window with any sampling.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="by">The reduction.</param>
    /// <param name="window">The window, stable under H.</param>
    /// <param name="sampling">Stride, padding and dilation; dense by default.</param>
    /// <exception cref="TypingException">The window does not fit, or the layer would not be exact on its grid.</exception>
    public static NetworkBuilder Pool(
        this NetworkBuilder builder,
        Reduction by,
        Region window,
        Sampling? sampling = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(window);
        return builder.Layer(
            new Op.SpatialPooling(by, window) { Sampling = sampling ?? Sampling.Dense }
        );
    }

    /// <summary>A reduction over the whole grid, <see cref="Op.GlobalPooling"/>.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="by">The reduction.</param>
    public static NetworkBuilder GlobalPool(
        this NetworkBuilder builder,
        Reduction by = Reduction.Mean
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Layer(new Op.GlobalPooling(by));
    }

    /// <summary>A reduction over H, from the group to the lattice, <see cref="Op.GroupPooling"/>.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="by">The reduction.</param>
    /// <exception cref="TypingException">The output so far is a signal on the lattice.</exception>
    public static NetworkBuilder PoolOverGroup(
        this NetworkBuilder builder,
        Reduction by = Reduction.Max
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Layer(new Op.GroupPooling(by));
    }
}
