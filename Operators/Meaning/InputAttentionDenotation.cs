using AgeFormal.Algebra;
using static AgeFormal.Operators.AttentionTerms;
using static AgeFormal.Operators.Binders;

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
        return new(
            Formula,
            Parameters(),
            Op.Spatial is { } spatial ? [Moving(spatial, geometry)] : [],
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

    private Formula Formula =>
        Layer((g, o) => Attended(Op.Branch, f[o](g), Spatial(g, Rescaled(g, o))));

    // α_C(u)_c · f_c(u), with W₂ ⋆ relu(W₁ ⋆ op_m f) over H on the group.
    private Term Rescaled(Site u, Channel c)
    {
        return Op.Channel is { } attention
            ? Gated(attention.Gate, attention.Statistics, (by, _) => Perceptron(by)) * f[c](u)
            : f[c](u);
        Term Perceptron(Reduction by) =>
            Sum(
                Units,
                j =>
                    SumOverH(
                        Input,
                        k => fc2(k)[c, j] * Apply(PointwiseFunction.Relu, Hidden(by, k, j))
                    )
            );
        Term Hidden(Reduction by, Rel? k, Channel j) =>
            Sum(Input.Channels, b => SumOverH(Input, l => fc1(l)[j, b] * Statistic(by, k, l, b)));
        Term Statistic(Reduction by, Rel? k, Rel? l, Channel b) =>
            Reduce(by, N, m => f[b](Moved(u, m, k, l)));
    }

    // α_X(g) · value. On the plane k turns the kernel instead of the signal: that the values ignore h is then a change of variables.
    private Term Spatial(Site g, Term value)
    {
        if (Op.Spatial is not { } attention)
            return value;
        var weight = new Term.Constant(Op.HaarWeight ?? new Rational(1, Input.Group.Order));
        return Apply(
                attention.Gate,
                IsRegular
                    ? weight * Sum(H, k => Responses(k))
                    : Reduce(Reduction.Max, H, k => Responses(k))
            ) * value;
        Term Responses(Rel k) => Each(attention.Statistics, (by, i) => Response(k, by, i));
        Term Response(Rel k, Reduction by, int i) =>
            Sum(
                Window(SpatialSupport),
                t =>
                    Kernel(k, t)[Literal(0), Literal(i)]
                    * Reduce(by, Input.Channels, c => At(k, t, c))
            );
        Applied Kernel(Rel k, Rel t) => IsRegular ? K(k, t) : K(new Rel.Inverse(k) * t * k);
        Term At(Rel k, Rel t, Channel c) =>
            Sampled(IsRegular ? g * t * k : g * t, u => Rescaled(u, c));
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
            parameters.Add(SpatialKernel(spatial, 1, Input));
        return parameters.ToEqArray();
    }
}
