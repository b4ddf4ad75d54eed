using AgeFormal.Networks;
using AgeFormal.Operators;
using AgeFormal.Verification.Rendering;

namespace AgeFormal.Facade.Building;

/// <summary>Attention as a step.</summary>
public static class AttentionSteps
{
    /// <summary>Full attention α on the convolution just before, <see cref="Op.AttentiveConvolution"/>.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="maps">The maps: <c>a =&gt; a.Channel(ratio: 2).Spatial(7)</c>.</param>
    /// <exception cref="TypingException">There is no convolution just before, or the attention does not fit it.</exception>
    public static NetworkBuilder Attend(
        this NetworkBuilder builder,
        Func<AttentionOptions, AttentionOptions> maps
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(maps);
        var options = maps(AttentionOptions.None);
        var path = LastConvolution(builder);
        return builder.Replace(
            OnConvolution(builder.Layers[^1].Op, plain => Attentive(builder, path, plain, options))
        );
    }

    /// <summary>Attention on the input of the next convolution, αF, <see cref="Op.InputAttention"/>.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="maps">The maps: <c>a =&gt; a.Channel(ratio: 2).Spatial(7)</c>.</param>
    /// <exception cref="TypingException">The attention does not fit the output so far.</exception>
    public static NetworkBuilder AttendInput(
        this NetworkBuilder builder,
        Func<AttentionOptions, AttentionOptions> maps
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(maps);
        var path = TypedOp.Join(builder.Path, builder.WaitingName);
        return builder.Wait(OnInput(builder, path, maps(AttentionOptions.None)));
    }

    /// <summary>
    /// The attention of a design for the convolution just before: none, full attention on it with the design's maps, or
    /// attention on its input.
    /// </summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="design">The design.</param>
    /// <param name="maps">The sizes of the maps.</param>
    /// <exception cref="TypingException">There is no convolution just before, or the attention does not fit it.</exception>
    public static NetworkBuilder Attend(
        this NetworkBuilder builder,
        AttentionDesign design,
        Func<AttentionOptions, AttentionOptions> maps
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(maps);
        return design.Match(
            none: _ => builder,
            full: full => builder.Attend(options => Only(full.Maps, maps(options))),
            input: _ => BeforeLast(builder, maps(AttentionOptions.None))
        );
    }

    private static AttentionOptions Only(AttentionMaps chosen, AttentionOptions maps) =>
        chosen switch
        {
            AttentionMaps.ChannelAndSpatial => maps,
            AttentionMaps.Channel => maps with { OverPositions = null },
            AttentionMaps.Spatial => maps with { OverChannels = null },
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static NetworkBuilder BeforeLast(NetworkBuilder builder, AttentionOptions maps)
    {
        var path = LastConvolution(builder);
        var before = builder.Previous!;
        return builder.Layers[^1].Op is Op.Sequence
            ? throw new TypingException(
                path,
                "the input of the convolution has attention twice, expected AttendInput or this design"
            )
            : builder.Replace(
                NetworkBuilder.InputOf(OnInput(before, path, maps), builder.Layers[^1].Op)
            );
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

    private static Op.AttentiveConvolution Attentive(
        NetworkBuilder builder,
        string path,
        Op plain,
        AttentionOptions maps
    )
    {
        // A weight that the convolution does not share with the others was given to it on purpose.
        Coefficient? Weight(Op.GroupConvolution op) =>
            maps.HaarWeight
            ?? (
                op.HaarWeight == builder.Options.HaarWeight
                    ? builder.Options.AttentiveHaarWeight
                    : op.HaarWeight
            );
        var spatial = maps.Positions(path, builder);
        var attentive = plain switch
        {
            Op.LiftingConvolution op => new Op.AttentiveConvolution(op.Channels, op.Window)
            {
                Sampling = op.Sampling,
                Initial = op.Initial,
            },
            Op.GroupConvolution op => new Op.AttentiveConvolution(op.Channels, op.Window)
            {
                Sampling = op.Sampling,
                Initial = op.Initial,
                HaarWeight = Weight(op),
            },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return attentive with
        {
            Channel = maps.OverChannels,
            Spatial = spatial,
            Branch = maps.Branch,
        };
    }

    // The plain convolution of a layer, alone or after attention on its input.
    private static Op OnConvolution(Op layer, Func<Op, Op> change) =>
        layer is Op.Sequence both
            ? new Op.Sequence([
                both.Layers[0],
                both.Layers[1] with
                {
                    Op = change(both.Layers[1].Op),
                },
            ])
            : change(layer);

    private static string LastConvolution(NetworkBuilder builder)
    {
        if (builder.Layers.Count == 0)
            throw new TypingException(
                TypedOp.Join(builder.Path, "attention"),
                "nothing stands before it, expected Lift or Convolve, on which full attention acts"
            );
        var last = builder.Layers[^1];
        var path = TypedOp.Join(
            builder.Path,
            last.Name.Length > 0 ? last.Name : $"{BlockNames.Of(last.Op)}"
        );
        return
            IsPlain(last.Op)
            || last.Op is Op.Sequence { Layers: [{ Op: Op.InputAttention }, { Op: var second }] }
                && IsPlain(second)
            ? path
            : throw new TypingException(
                path,
                $"full attention follows {BlockNames.Of(last.Op)}, expected Lift or Convolve just before it"
            );
    }

    private static bool IsPlain(Op op) => op is Op.LiftingConvolution or Op.GroupConvolution;
}
