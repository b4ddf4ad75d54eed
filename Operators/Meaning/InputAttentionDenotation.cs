using AgeFormal.Algebra;
using static AgeFormal.Operators.AttentionTerms;

namespace AgeFormal.Operators;

/// <summary>
/// The formula of input attention, (1 − α_X α_C) f or α_X α_C f. On the group α_C is two 1×1 group convolutions of the statistics
/// and α_X a group convolution; on the plane α_X is a lifting convolution and the largest value over H.
/// </summary>
internal sealed record InputAttentionDenotation(Op.InputAttention Op, FieldType Input)
{
    private bool IsRegular => Input.Fibre == Fibre.Regular;

    private int Units => Input.Channels / Op.Channel!.Ratio;

    public Denotation Denotation()
    {
        var geometry = Geometry.Pointwise(Input.Grid);
        var here = new Term.Signal("o", G);
        return new(
            new(["g"], ["o"], Attended(Op.Branch, here, Spatial(Rescaled(G, "o")))),
            Parameters(),
            Op.Spatial is { } spatial ? [Window(spatial, geometry)] : [],
            geometry
        )
        {
            Maps =
            [
                .. Op.Channel is null
                    ? Array.Empty<AttentionMap>()
                    :
                    [
                        new(
                            AttentionMap.OverChannels,
                            Input with
                            {
                                Grid = Region.On(Input.Group, 1),
                            }
                        ),
                    ],
                .. Op.Spatial is null
                    ? Array.Empty<AttentionMap>()
                    : [new(AttentionMap.OverPositions, Input with { Channels = 1 })],
            ],
        };
    }

    private EqArray<Rel> Relative(params ReadOnlySpan<Rel> group) => IsRegular ? [.. group] : [];

    private Term OverGroup(string variable, Term body) =>
        IsRegular ? SumOverGroup(variable, body) : body;

    // α_C(u)_c · f_c(u), with W₂ ⋆ relu(W₁ ⋆ op_m f) over H on the group.
    private Term Rescaled(Site at, string channel) =>
        Op.Channel is { } attention
            ? Gated(
                attention.Gate,
                attention.Statistics,
                (by, _) =>
                    SumOverChannels(
                        "j",
                        Units,
                        OverGroup(
                            "k",
                            new Term.Parameter(
                                ChannelAttention.OutputWeight,
                                Relative(K),
                                [channel, "j"]
                            )
                                * new Term.Pointwise(
                                    PointwiseFunction.Relu,
                                    SumOverChannels(
                                        "b",
                                        Input.Channels,
                                        OverGroup("l", Unit(at, by))
                                    )
                                )
                        )
                    )
            ) * new Term.Signal(channel, at)
            : new Term.Signal(channel, at);

    private Term Unit(Site at, Reduction by) =>
        new Term.Parameter(ChannelAttention.HiddenWeight, Relative(L), ["j", "b"])
        * new Term.Reduce(
            by,
            "m",
            new Domain.Translations(),
            new Term.Signal("b", IsRegular ? at * M * K * L : at * M)
        );

    private Term Spatial(Term value)
    {
        if (Op.Spatial is not { } attention)
            return value;
        // On the plane k turns the kernel instead of the signal: that the values ignore h is then a change of variables.
        var at = IsRegular ? G * T * K : G * T;
        Term Response(Reduction by, int index) =>
            Sum(
                "t",
                new Domain.Window(SpatialSupport),
                new Term.Parameter(
                    SpatialAttention.Weight,
                    IsRegular ? [K, T] : [new Rel.Inverse(K) * T * K],
                    [new Channel.Literal(0), new Channel.Literal(index)]
                )
                    * new Term.Reduce(
                        by,
                        "c",
                        new Domain.Channels(Input.Channels),
                        new Term.Sampled("u", at, Rescaled(U, "c"))
                    )
            );
        if (!IsRegular)
            return new Term.Pointwise(
                    attention.Gate,
                    new Term.Reduce(
                        Reduction.Max,
                        "k",
                        new Domain.PointElements(),
                        Each(attention.Statistics, Response)
                    )
                ) * value;
        var weight = Op.HaarWeight ?? new Rational(1, Input.Group.Order);
        return new Term.Pointwise(
                attention.Gate,
                new Term.Constant(weight) * SumOverGroup("k", Each(attention.Statistics, Response))
            ) * value;
    }

    private EqArray<ParameterDeclaration> Parameters()
    {
        var parameters = new List<ParameterDeclaration>();
        if (Op.Channel is not null)
        {
            parameters.Add(
                Perceptron(ChannelAttention.HiddenWeight, [Units, Input.Channels], Input)
            );
            parameters.Add(
                Perceptron(ChannelAttention.OutputWeight, [Input.Channels, Units], Input)
            );
        }
        if (Op.Spatial is { } spatial)
            parameters.Add(
                Convolution(
                    SpatialAttention.Weight,
                    SpatialSupport,
                    spatial.Window,
                    1,
                    spatial.Statistics.Count,
                    Input,
                    spatial.Initial
                )
            );
        return parameters.ToEqArray();
    }
}
