using AgeFormal.Algebra;
using static AgeFormal.Operators.AttentionTerms;
using static AgeFormal.Operators.Binders;

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

    private Formula Formula =>
        Layer(
            (g, o) => Weighted(Sum(Input.Channels, c => SumOverH(Input, k => Value(g, k, o, c))))
        );

    private Term Weighted(Term value) => IsRegular ? new Term.Constant(Weight) * value : value;

    private Term Value(Site g, Rel? k, Channel o, Channel c) =>
        Attended(Op.Branch, F(g, k, o, c), Spatial(g, k, o, Rescaled(g, k, o, c)));

    // F(u, k)_{o,c}.
    private static Term F(Site u, Rel? k, Channel o, Channel c) =>
        Sum(Window(Support), n => f[c](Moved(u, n, k)) * psi(k, n)[o, c]);

    // α_C(u, k)_{o,c} · F(u, k)_{o,c}.
    private Term Rescaled(Site u, Rel? k, Channel o, Channel c)
    {
        return Op.Channel is { } attention
            ? Gated(attention.Gate, attention.Statistics, (by, _) => Perceptron(by)) * F(u, k, o, c)
            : F(u, k, o, c);
        Term Perceptron(Reduction by) =>
            Sum(Units, j => fc2(k)[o, c, j] * Apply(PointwiseFunction.Relu, Hidden(by, j)));
        Term Hidden(Reduction by, Channel j) =>
            Sum(Input.Channels, b => fc1(k)[o, j, b] * Reduce(by, N, m => At(u * m, b)));
        Term At(Site at, Channel b) => Sampled(at, w => F(w, k, o, b));
    }

    // α_X(g, k)_o · value.
    private Term Spatial(Site g, Rel? k, Channel o, Term value)
    {
        return Op.Spatial is { } attention
            ? Gated(attention.Gate, attention.Statistics, Response) * value
            : value;
        Term Response(Reduction by, int i) =>
            Sum(
                Window(SpatialSupport),
                t => K(k, t)[o, Literal(i)] * Reduce(by, Input.Channels, c => At(t, c))
            );
        Term At(Rel t, Channel c) => Sampled(g * t, u => Rescaled(u, k, o, c));
    }

    public Denotation Denotation() =>
        new(
            Formula,
            Parameters(),
            [
                new(Support, Op.Window, Op.Window.Points(Dilation)),
                .. Op.Spatial is { } spatial
                    ? [Moving(spatial, Geometry)]
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

    private AttentionMap Map(string name, int channels, Region grid) =>
        new(
            name,
            new(Input.Group, Fibre.Regular, checked(Op.Channels * channels * Input.FibreSize), grid)
        );

    private EqArray<int> Dilation => Op.Sampling.Dilation.For(Op.Window.Dimension);

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
            parameters.Add(SpatialKernel(spatial, Op.Channels, Input));
        return parameters.ToEqArray();
    }
}
