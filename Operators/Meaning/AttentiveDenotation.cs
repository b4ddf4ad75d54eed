using AgeFormal.Algebra;
using static AgeFormal.Operators.AttentionTerms;

namespace AgeFormal.Operators;

/// <summary>
/// The formula of the attentive convolution. With F(u, k)_{o,c} = Σ_{n∈S} f_c(u·n·k) ψ(k, n)_{o,c}, sampled at the output points,
/// it sums (1 − α_X α_C) F, or α_X α_C F, over c and k. On the plane there is no k.
/// </summary>
internal sealed record AttentiveDenotation(
    Op.AttentiveConvolution Op,
    FieldType Input,
    Geometry Geometry
)
{
    private bool IsRegular => Input.Fibre == Fibre.Regular;

    private Coefficient Weight => Op.HaarWeight ?? new Rational(1, Input.Group.Order);

    private int Units => Input.Channels / Op.Channel!.Ratio;

    public Denotation Denotation()
    {
        var attended = Spatial(Rescaled(G, "c"));
        var value = SumOverChannels(
            "c",
            Input.Channels,
            OverGroup(Attended(Op.Branch, Response(G, "c"), attended))
        );
        return new(
            new(["g"], ["o"], IsRegular ? new Term.Constant(Weight) * value : value),
            Parameters(),
            [
                new(Support, Op.Window, Op.Window.Points(Dilation)),
                .. Op.Spatial is { } spatial
                    ? [Window(spatial, Geometry)]
                    : Array.Empty<DeclaredWindow>(),
            ],
            Geometry
        )
        {
            Maps =
            [
                .. Op.Channel is null
                    ? Array.Empty<AttentionMap>()
                    : [Map(AttentionMap.OverChannels, Input.Channels, Region.On(Input.Group, 1))],
                .. Op.Spatial is null
                    ? Array.Empty<AttentionMap>()
                    : [Map(AttentionMap.OverPositions, 1, Geometry.Output)],
            ],
        };
    }

    private AttentionMap Map(string name, int channels, Region grid) =>
        new(
            name,
            new(Input.Group, Fibre.Regular, checked(Op.Channels * channels * Input.FibreSize), grid)
        );

    private EqArray<int> Dilation => Op.Sampling.Dilation.For(Op.Window.Dimension);

    private Term OverGroup(Term body) => IsRegular ? SumOverGroup("k", body) : body;

    private EqArray<Rel> Relative(params ReadOnlySpan<Rel> more) =>
        IsRegular ? [K, .. more] : [.. more];

    // F(u, k)_{o,c}.
    private Term Response(Site at, string channel) =>
        Sum(
            "n",
            new Domain.Window(Support),
            new Term.Signal(channel, IsRegular ? at * N * K : at * N)
                * new Term.Parameter(Kernel, Relative(N), ["o", channel])
        );

    // α_C(u, k)_{o,c} · F(u, k)_{o,c}.
    private Term Rescaled(Site at, string channel) =>
        Op.Channel is { } attention
            ? Gated(
                attention.Gate,
                attention.Statistics,
                (by, _) =>
                    SumOverChannels(
                        "j",
                        Units,
                        new Term.Parameter(
                            ChannelAttention.OutputWeight,
                            Relative(),
                            ["o", channel, "j"]
                        )
                            * new Term.Pointwise(
                                PointwiseFunction.Relu,
                                SumOverChannels(
                                    "b",
                                    Input.Channels,
                                    new Term.Parameter(
                                        ChannelAttention.HiddenWeight,
                                        Relative(),
                                        ["o", "j", "b"]
                                    )
                                        * new Term.Reduce(
                                            by,
                                            "m",
                                            new Domain.Translations(),
                                            new Term.Sampled("w", at * M, Response(W, "b"))
                                        )
                                )
                            )
                    )
            ) * Response(at, channel)
            : Response(at, channel);

    // α_X(g, k)_o · value.
    private Term Spatial(Term value) =>
        Op.Spatial is { } attention
            ? Gated(
                attention.Gate,
                attention.Statistics,
                (by, index) =>
                    Sum(
                        "t",
                        new Domain.Window(SpatialSupport),
                        new Term.Parameter(
                            SpatialAttention.Weight,
                            Relative(T),
                            ["o", new Channel.Literal(index)]
                        )
                            * new Term.Reduce(
                                by,
                                "c",
                                new Domain.Channels(Input.Channels),
                                new Term.Sampled("u", G * T, Rescaled(U, "c"))
                            )
                    )
            ) * value
            : value;

    private EqArray<ParameterDeclaration> Parameters()
    {
        var parameters = new List<ParameterDeclaration>
        {
            Convolution(
                Kernel,
                Support,
                Op.Window,
                Op.Channels,
                Input.Channels,
                Input,
                Op.Initial,
                ExpectedAttention(Op.Channel?.Gate, Op.Spatial?.Gate, Op.Branch)
                    * (IsRegular ? Weight.ToDouble() : 1)
            ),
        };
        if (Op.Channel is not null)
        {
            parameters.Add(
                Perceptron(
                    ChannelAttention.HiddenWeight,
                    [Op.Channels, Units, Input.Channels],
                    Input
                )
            );
            parameters.Add(
                Perceptron(
                    ChannelAttention.OutputWeight,
                    [Op.Channels, Input.Channels, Units],
                    Input
                )
            );
        }
        if (Op.Spatial is { } spatial)
            parameters.Add(
                Convolution(
                    SpatialAttention.Weight,
                    SpatialSupport,
                    spatial.Window,
                    Op.Channels,
                    spatial.Statistics.Count,
                    Input,
                    spatial.Initial
                )
            );
        return parameters.ToEqArray();
    }
}
