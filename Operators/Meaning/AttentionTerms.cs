using AgeFormal.Algebra;
using static AgeFormal.Operators.Binders;

namespace AgeFormal.Operators;

/// <summary>
/// What the formulas of both kinds of attention share: gates and branches, the perceptron over channels and the convolution over
/// positions.
/// </summary>
internal static class AttentionTerms
{
    public const string Kernel = "weight";
    public const string Support = "S";
    public const string SpatialSupport = "T";

    public static readonly Weight psi = Parameter(Kernel);
    public static readonly Weight fc1 = Parameter(ChannelAttention.HiddenWeight);
    public static readonly Weight fc2 = Parameter(ChannelAttention.OutputWeight);
    public static readonly Weight K = Parameter(SpatialAttention.Weight);

    /// <summary>Σ_op t(op), a single statistic as it is.</summary>
    public static Term Each(EqArray<Reduction> statistics, Func<Reduction, int, Term> term)
    {
        var terms = statistics.Select(term).ToEqArray();
        return terms.Count == 1 ? terms[0] : new Term.Sum(terms);
    }

    /// <summary>φ(Σ_op t(op)).</summary>
    public static Term Gated(
        PointwiseFunction gate,
        EqArray<Reduction> statistics,
        Func<Reduction, int, Term> term
    ) => new Term.Pointwise(gate, Each(statistics, term));

    /// <summary>x · α, or x − x · α.</summary>
    public static Term Attended(AttentionBranch branch, Term value, Term attended) =>
        branch switch
        {
            AttentionBranch.Direct => attended,
            AttentionBranch.Residual => value - attended,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>
    /// What attention multiplies with before training: a gate between 0 and 1 is 1/2 there, so that α is 1/2 or 1/4, and the
    /// residual branch 1 − α. Other gates count as 1.
    /// </summary>
    public static double ExpectedAttention(
        PointwiseFunction? channel,
        PointwiseFunction? spatial,
        AttentionBranch branch
    )
    {
        PointwiseFunction[] gates = [.. new[] { channel, spatial }.OfType<PointwiseFunction>()];
        if (
            gates.Length == 0
            || gates.Any(gate =>
                !gate.Equals(PointwiseFunction.Sigmoid) && !gate.Equals(PointwiseFunction.Step)
            )
        )
            return 1;
        var attention = Math.Pow(0.5, gates.Length);
        return branch == AttentionBranch.Residual ? 1 - attention : attention;
    }

    /// <summary>A weight that starts uniform in ±1/√fan, the fan being all axes but the first.</summary>
    public static ParameterDeclaration Perceptron(
        string name,
        EqArray<int> channels,
        FieldType input
    )
    {
        var regular = input.Fibre == Fibre.Regular;
        EqArray<int> shape = [.. channels, .. regular ? [input.Group.Order] : Array.Empty<int>()];
        return new(
            name,
            [
                .. channels.Select(count => new ParameterAxis.OfChannels(count)),
                .. regular ? [new ParameterAxis.OfPointElements()] : Array.Empty<ParameterAxis>(),
            ],
            shape,
            new Initial.Uniform(1 / Math.Sqrt(shape.Skip(1).Aggregate(1, (a, b) => a * b)))
        );
    }

    /// <summary>A kernel over a window, and over H where the input is regular.</summary>
    public static ParameterDeclaration Convolution(
        string name,
        string support,
        Region window,
        int outputs,
        int inputs,
        FieldType input,
        WeightScale initial,
        double weight = 1
    )
    {
        var regular = input.Fibre == Fibre.Regular;
        return new(
            name,
            [
                new ParameterAxis.OfChannels(outputs),
                new ParameterAxis.OfChannels(inputs),
                .. regular ? [new ParameterAxis.OfPointElements()] : Array.Empty<ParameterAxis>(),
                new ParameterAxis.OfWindow(support),
            ],
            [
                outputs,
                inputs,
                .. regular ? [input.Group.Order] : Array.Empty<int>(),
                .. window.StorageSizes,
            ],
            initial.For(
                inputs * window.Points().Count,
                (long)inputs * window.Points().Count * input.FibreSize,
                weight
            )
        );
    }

    /// <summary>The kernel of spatial attention over the statistics.</summary>
    public static ParameterDeclaration SpatialKernel(
        SpatialAttention attention,
        int outputs,
        FieldType input
    ) =>
        Convolution(
            SpatialAttention.Weight,
            SpatialSupport,
            attention.Window,
            outputs,
            attention.Statistics.Count,
            input,
            attention.Initial
        );

    /// <summary>The window of spatial attention in steps of the layer's output points.</summary>
    public static DeclaredWindow Moving(SpatialAttention attention, Geometry geometry)
    {
        var dilation = attention.Dilation.For(attention.Window.Dimension);
        return new(
            SpatialSupport,
            attention.Window,
            attention.Window.Points(dilation.Zip(geometry.Stride, (d, s) => d * s).ToEqArray())
        )
        {
            OverOutput = true,
        };
    }
}
