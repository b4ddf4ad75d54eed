using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>
/// A bound on every value and every partial sum of an operator: per channel the L1 norm of what enters it, layer by
/// layer. Integers below 2²⁴ and 2⁵³ are exact in float32 and float64, so that below them the order of summation does not
/// matter.
/// </summary>
/// <param name="Output">The bound per output channel.</param>
/// <param name="Peak">The largest bound of any layer.</param>
internal sealed record MagnitudeBound(EqArray<double> Output, double Peak)
{
    /// <summary>2²⁴ or 2⁵³.</summary>
    public static double Limit(Precision precision) =>
        1 / RoundingTolerance.UnitRoundoff(precision);

    /// <summary>The bound of a surrogate for inputs up to a magnitude.</summary>
    public static MagnitudeBound Of(
        TypedOp surrogate,
        Parameters<double> parameters,
        double inputMagnitude
    )
    {
        ArgumentNullException.ThrowIfNull(surrogate);
        ArgumentNullException.ThrowIfNull(parameters);
        return Of(
            surrogate,
            parameters,
            AtInput(surrogate, inputMagnitude),
            double.PositiveInfinity
        );
    }

    /// <summary>
    /// The bound of a surrogate when it is below a limit; else null, and the layers after the first one that reaches the
    /// limit are not read.
    /// </summary>
    internal static MagnitudeBound? Below(
        double limit,
        TypedOp surrogate,
        Parameters<double> parameters,
        double inputMagnitude
    )
    {
        var bound = Of(surrogate, parameters, AtInput(surrogate, inputMagnitude), limit);
        return bound.Peak < limit ? bound : null;
    }

    private static MagnitudeBound AtInput(TypedOp surrogate, double magnitude) =>
        new(Enumerable.Repeat(magnitude, surrogate.Input.Channels).ToEqArray(), magnitude);

    // The bound of the part that reaches the limit first, where one does.
    private static MagnitudeBound Of(
        TypedOp op,
        Parameters<double> parameters,
        MagnitudeBound input,
        double limit
    )
    {
        MagnitudeBound Branches(
            EqArray<TypedOp> branches,
            Func<IReadOnlyList<MagnitudeBound>, IEnumerable<double>> join
        )
        {
            var bounds = new List<MagnitudeBound>();
            foreach (var part in branches)
            {
                bounds.Add(Of(part, parameters, input, limit));
                if (bounds[^1].Peak >= limit)
                    return bounds[^1];
            }
            return Joined(join(bounds).ToEqArray(), bounds.Max(bound => bound.Peak));
        }
        return op.Match(
            elementary: leaf =>
            {
                var bound = new Layer(leaf, parameters, input.Output).Bound;
                return Joined(bound.Output, Math.Max(bound.Peak, input.Peak));
            },
            sequence: sequence =>
                sequence.Layers.Aggregate(
                    input,
                    (bound, layer) =>
                        bound.Peak < limit ? Of(layer, parameters, bound, limit) : bound
                ),
            sum: sum =>
                Branches(
                    sum.Branches,
                    bounds =>
                        Enumerable
                            .Range(0, sum.Output.Channels)
                            .Select(c => bounds.Sum(bound => bound.Output[c]))
                ),
            concatenation: concatenation =>
                Branches(
                    concatenation.Branches,
                    bounds => bounds.SelectMany(bound => bound.Output)
                ),
            restriction: restriction =>
            {
                var whole = Of(restriction.Body, parameters, input, limit);
                if (whole.Peak >= limit)
                    return whole;
                var cosets = restriction.Output.Channels / restriction.Body.Output.Channels;
                return Joined(
                    whole.Output.SelectMany(bound => Enumerable.Repeat(bound, cosets)).ToEqArray(),
                    whole.Peak
                );
            }
        );
    }

    private static MagnitudeBound Joined(EqArray<double> output, double peak) =>
        new(output, Math.Max(peak, output.Max()));

    // A kernel by its norm; what a surrogate normalises by is 1; every other block by its formula.
    private sealed class Layer(
        TypedOp.Elementary leaf,
        Parameters<double> parameters,
        EqArray<double> input
    )
    {
        public MagnitudeBound Bound =>
            leaf.Op switch
            {
                Op.LiftingConvolution => Convolution(1),
                Op.GroupConvolution op => Convolution(
                    Math.Abs((op.HaarWeight ?? new Rational(1, leaf.Input.Group.Order)).ToDouble())
                ),
                Op.Pointwise op => Of(
                    op.Function.Equals(PointwiseFunction.Square)
                        ? input.Select(bound => bound * bound).ToEqArray()
                        : input
                ),
                Op.BatchNormalization => BatchNormalization(),
                _ => FormulaBound.Of(leaf, parameters, input),
            };

        private MagnitudeBound BatchNormalization()
        {
            var weight = Own("weight");
            var bias = Own("bias");
            var mean = Own("running_mean");
            return Of(
                input
                    .Select(
                        (bound, c) =>
                            Math.Max(1, Math.Abs(weight[c])) * (bound + Math.Abs(mean[c]))
                            + Math.Abs(bias[c])
                    )
                    .ToEqArray()
            );
        }

        private IReadOnlyList<double> Own(string name)
        {
            var full = TypedOp.Join(leaf.Path, name);
            var values = parameters[full];
            var declared = leaf.Meaning.Parameters.First(parameter => parameter.Name == name);
            return values.Length == declared.Count
                ? values
                : throw new ArgumentException(
                    $"{declared.Count} values of '{full}' are expected, received {values.Length}.",
                    nameof(name)
                );
        }

        private static MagnitudeBound Of(EqArray<double> output) => new(output, output.Max());

        private MagnitudeBound Convolution(double weight)
        {
            var kernel = Own("weight");
            var perInput = kernel.Count / leaf.Output.Channels / input.Count;
            var bounds = new double[leaf.Output.Channels];
            for (var i = 0; i < kernel.Count; i++)
                bounds[i / perInput / input.Count] +=
                    Math.Abs(kernel[i]) * input[i / perInput % input.Count];
            return Of(bounds.Select(bound => bound * Math.Max(1, weight)).ToEqArray());
        }
    }
}
