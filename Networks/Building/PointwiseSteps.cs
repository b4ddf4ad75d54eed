using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;

namespace AgeFormal.Networks.Building;

/// <summary>Layers that keep their grid as steps.</summary>
public static class PointwiseSteps
{
    /// <summary>Batch normalisation, <see cref="Op.BatchNormalization"/>.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="epsilon">ε; that of the block by default.</param>
    /// <param name="momentum">The weight of a batch in the running statistics; that of the block by default.</param>
    /// <param name="name">The layer's name; the first free one of bn1, bn2, … by default.</param>
    /// <exception cref="TypingException">The layer does not fit.</exception>
    public static NetworkBuilder BatchNorm(
        this NetworkBuilder builder,
        Rational? epsilon = null,
        double? momentum = null,
        string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var op = new Op.BatchNormalization();
        return builder.Layer(
            op with
            {
                Epsilon = epsilon ?? op.Epsilon,
                Momentum = momentum ?? op.Momentum,
            },
            name ?? builder.Free("bn")
        );
    }

    /// <summary>Normalisation by mean and variance of each signal over channels, points and H, <see cref="BuildingBlocks.LayerNormalization"/>.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="epsilon">ε; that of the block by default.</param>
    /// <param name="name">The layer's name; the first free one of ln1, ln2, … by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">ε is not positive.</exception>
    public static NetworkBuilder LayerNorm(
        this NetworkBuilder builder,
        Rational? epsilon = null,
        string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Layer(
            BuildingBlocks.LayerNormalization(
                builder.Output.Channels,
                builder.Output.Fibre,
                epsilon
            ),
            name ?? builder.Free("ln")
        );
    }

    /// <summary>Normalisation by mean and variance of each signal over the channels of a group, points and H, <see cref="BuildingBlocks.GroupNormalization"/>.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="groups">The number of groups, a divisor of the number of channels.</param>
    /// <param name="epsilon">ε; that of the block by default.</param>
    /// <param name="name">The layer's name; the first free one of gn1, gn2, … by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The channels do not part into the groups, or ε is not positive.</exception>
    public static NetworkBuilder GroupNorm(
        this NetworkBuilder builder,
        int groups,
        Rational? epsilon = null,
        string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Layer(
            BuildingBlocks.GroupNormalization(
                builder.Output.Channels,
                groups,
                builder.Output.Fibre,
                epsilon
            ),
            name ?? builder.Free("gn")
        );
    }

    /// <summary>At each point and h the softmax of the channels, <see cref="BuildingBlocks.Softmax"/>.</summary>
    /// <param name="builder">The layers before.</param>
    public static NetworkBuilder Softmax(this NetworkBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Layer(BuildingBlocks.Softmax(builder.Output.Channels, builder.Output.Fibre));
    }

    /// <summary>f·Φ(f), <see cref="PointwiseFunction.Gelu"/>.</summary>
    public static NetworkBuilder Gelu(this NetworkBuilder builder) =>
        builder.Apply(PointwiseFunction.Gelu);

    /// <summary>f·σ(f), <see cref="PointwiseFunction.Silu"/>.</summary>
    public static NetworkBuilder Silu(this NetworkBuilder builder) =>
        builder.Apply(PointwiseFunction.Silu);

    /// <summary>max(f, 0).</summary>
    public static NetworkBuilder Relu(this NetworkBuilder builder) =>
        builder.Apply(PointwiseFunction.Relu);

    /// <summary>φ(f), <see cref="Op.Pointwise"/>.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="function">φ.</param>
    public static NetworkBuilder Apply(this NetworkBuilder builder, PointwiseFunction function)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(function);
        return builder.Layer(new Op.Pointwise(function));
    }

    /// <summary>Dropout, <see cref="Op.Dropout"/>.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="rate">The probability of a zero, in [0, 1).</param>
    /// <exception cref="TypingException">The rate is out of its range.</exception>
    public static NetworkBuilder Dropout(this NetworkBuilder builder, double rate)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Layer(new Op.Dropout(rate));
    }

    /// <summary>The grid without a margin, <see cref="Op.Crop"/>.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="margin">The points left out on every side.</param>
    /// <exception cref="TypingException">The margin is negative, or nothing is left.</exception>
    public static NetworkBuilder Crop(this NetworkBuilder builder, int margin)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Layer(new Op.Crop(margin));
    }

    /// <summary>A layer by a formula of one's own, <see cref="Op.Custom"/>.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="design">The formula with its windows and parameters.</param>
    /// <param name="output">How H acts on the output; regular by default.</param>
    /// <param name="initial">The distribution of the parameters before training; that of the builder's options by default.</param>
    /// <param name="name">The layer's name; the first free one of custom1, custom2, … by default.</param>
    /// <exception cref="TypingException">The design is for another group, fibre or number of channels.</exception>
    public static NetworkBuilder Custom(
        this NetworkBuilder builder,
        Design design,
        Fibre output = Fibre.Regular,
        WeightScale? initial = null,
        string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(design);
        return builder.Layer(
            new Op.Custom(design) { Output = output, Initial = initial ?? builder.Options.Initial },
            name ?? builder.Free("custom")
        );
    }

    /// <summary>
    /// Σ_c W_{o,c} f_c(x) on the lattice: a lifting convolution with a window of one point, whose values do not depend on h,
    /// and their mean over H.
    /// </summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="channels">The number of output channels.</param>
    /// <param name="initial">The distribution of W before training; that of the builder's options by default.</param>
    /// <param name="name">The layer's name; the first free one of fc1, fc2, … by default.</param>
    /// <exception cref="TypingException">The output so far is not a signal on the lattice.</exception>
    public static NetworkBuilder Linear(
        this NetworkBuilder builder,
        int channels,
        WeightScale? initial = null,
        string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Layer(
            new Op.Sequence([
                new(
                    "",
                    new Op.LiftingConvolution(channels, Region.On(builder.Group, 1))
                    {
                        Initial = initial ?? builder.Options.Initial,
                    }
                ),
                new("", new Op.GroupPooling(Reduction.Mean)),
            ]),
            name ?? builder.Free("fc")
        );
    }
}
