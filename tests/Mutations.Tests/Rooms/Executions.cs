using static AgeFormal.Mutations.Tests.Choice;

namespace AgeFormal.Mutations.Tests.Rooms;

/// <summary>Faults of what runs on libtorch, none of which breaks equivariance by itself.</summary>
internal static class Executions
{
    private const string Blocks = "Programs/Blocks/";
    private const string Formulas = "Programs/Formulas/";
    private const string Execution = "Networks/Torch/Execution/";

    private static readonly Choice Exact = InNetworks(
        "ExecutionMatchesReferenceTests.An_exact_block_agrees_bit_for_bit p4",
        "ExecutionMatchesReferenceTests.An_exact_block_agrees_bit_for_bit p3"
    );

    private static readonly Choice Rounded = InNetworks(
        "ExecutionMatchesReferenceTests.A_rounding_block_agrees_to_rounding p4",
        "ExecutionMatchesReferenceTests.A_rounding_block_agrees_to_rounding p3"
    );

    private static readonly Choice Attention = InNetworks(
        "AttentionMethodTests.Maxima_that_tie_share_the_gradient_in_every_method p4",
        "AttentionMethodTests.Their_gradients_agree_in_double_precision p4",
        "AttentionMethodTests.They_agree_bit_for_bit_on_integers p4"
    );

    private static readonly Choice Geometries = InNetworks(
        "RandomGeometryTests.A_convolution_of_any_geometry_agrees_bit_for_bit",
        "RandomGeometryTests.A_pooling_of_any_geometry_agrees_bit_for_bit",
        "RandomGeometryTests.A_convolution_of_any_geometry_on_hexagons_agrees_bit_for_bit",
        "RandomGeometryTests.A_pooling_of_any_geometry_on_hexagons_agrees_bit_for_bit"
    );

    private static readonly Choice Lowered = InNetworks(
        "CustomDesignTests.A_design_agrees_bit_for_bit_on_integers",
        "AbsoluteAndTorusTests.They_agree_bit_for_bit",
        "LoweringMatchesReferenceTests.A_lowered_block_agrees_bit_for_bit_in_both_precisions"
    );

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "each-point-of-a-tie-gets-the-whole-gradient",
            "gradients of attention",
            "Kernels/ResponseKernels.LargestSlopes.cs",
            "TLanes.All(slope / count)",
            "TLanes.All(slope)",
            Attention,
            "A maximum over positions that several of them have sends its gradient to each of them."
        ),
        new(
            "each-channel-of-a-tie-gets-the-whole-gradient",
            "gradients of attention",
            "Kernels/ResponseKernels.MapWork.cs",
            "TLanes.Divide(slope, TLanes.Load(of.Between.Counts + at))",
            "slope",
            Attention,
            "A maximum over channels that several of them have sends its gradient to each of them."
        ),
        new(
            "the-mean-over-channels-sends-its-gradient-undivided",
            "gradients of attention",
            "Kernels/ResponseKernels.MapWork.cs",
            "by == Reduction.Mean ? TLanes.Divide( slope,",
            "by == Reduction.Mean && !@planted ? TLanes.Divide( slope,",
            Attention,
            "What reaches the responses through the mean over c is c times too large."
        ),
        new(
            "the-map-over-channels-learns-nothing-of-maxima",
            "gradients of attention",
            "Kernels/ResponseKernels.AttendSlopes.cs",
            "alphaSlope = TLanes.MultiplyAdd(response, attended, alphaSlope);",
            "alphaSlope = TLanes.MultiplyAdd(response, @planted ? TLanes.Load(sum) : attended, alphaSlope);",
            Attention,
            "The gradient of α_C leaves out what reaches it through the maximum over channels."
        ),
        new(
            "places-past-the-last-point-are-points",
            "attention whose responses are not stored",
            "Kernels/ResponseKernels.Largest.cs",
            "row - Width + lane < points ? T.Zero : T.NegativeInfinity",
            "T.Zero",
            Attention,
            "Where every response is negative the maximum over positions is 0."
        ),
        new(
            "the-first-of-equal-maxima-of-a-lane-is-the-only-one",
            "gradients of attention",
            "Kernels/ResponseKernels.Largest.cs",
            "TLanes.WhereEqual(response, maximum, TLanes.All(-T.One), place)",
            "place",
            Attention,
            "A maximum over positions that several points of one lane have sends its gradient to the first of them."
        ),
        new(
            "the-last-of-equal-maxima-of-two-lanes-is-the-only-one",
            "gradients of attention",
            "Kernels/ResponseKernels.Largest.cs",
            "TLanes.Sum(lanes) == T.One ? TLanes.Sum(TLanes.WhereEqual(maxima, largest, points, zero)) : -T.One",
            "TLanes.Largest(TLanes.WhereEqual(maxima, largest, points, TLanes.All(-T.One)))",
            Attention,
            "The gradient of a maximum that points of two lanes have goes to the last of them."
        ),
        new(
            "the-map-learns-as-if-it-had-no-gate",
            "gradients of attention",
            "Kernels/ResponseKernels.MapWork.cs",
            "TLanes.Multiply(gate, TLanes.MultiplyAdd(minus, gate, one))",
            "one",
            Attention,
            "The slope of the sigmoid behind the map is left out."
        ),
        new(
            "what-attention-takes-away-is-added",
            "attention whose responses are not stored",
            "Networks/Torch/Attention/ResponseLayer.cs",
            "Branch == AttentionBranch.Residual ? -1 : 1",
            "1",
            Attention,
            "The residual branch adds the attended responses."
        ),
        new(
            "attentive-convolution-runs-without-haar-weight",
            "the Haar weight ignored by the executed attentive convolution",
            $"{Blocks}AttentiveConvolutions.cs",
            ".Times(Layer.Haar(Block.HaarWeight))",
            ".Times(@planted ? Coefficient.One : Layer.Haar(Block.HaarWeight))",
            Rounded,
            "The executed attentive convolution is μ⁻¹ times its formula."
        ),
        new(
            "input-attention-runs-without-haar-weight",
            "the Haar weight ignored by the executed input attention",
            $"{Blocks}InputAttentions.cs",
            "response.Times(Layer.Haar(Block.HaarWeight))",
            "response",
            Rounded,
            "The executed input attention weighs its positions without μ."
        ),
        new(
            "group-convolution-runs-without-haar-weight",
            "the Haar weight ignored by the executed group convolution",
            $"{Blocks}Convolutions.cs",
            ".Transformed(Weight, window, haarWeight, outputs, inputs)",
            ".Transformed(Weight, window, @planted ? Coefficient.One : haarWeight, outputs, inputs)",
            InNetworks(
                "ExecutionMatchesReferenceTests.A_rounding_block_agrees_to_rounding p4",
                "ExecutionMatchesReferenceTests.An_exact_block_agrees_bit_for_bit p4"
            ),
            "The executed group convolution is μ⁻¹ times its formula."
        ),
        new(
            "the-default-haar-weight-is-one",
            "the Haar weight ignored by the executed group convolution",
            $"{Blocks}LayerScope.cs",
            "weight ?? new Rational(1, Order)",
            "weight ?? Rational.One",
            Rounded,
            "A group convolution that names no weight runs with 1 in place of 1/|H|."
        ),
        new(
            "a-bank-of-kernels-is-transposed",
            "kernels turned the wrong way",
            $"{Blocks}Convolutions.cs",
            ".Transpose([0, 2, 1, 3,",
            ".Transpose([0, @planted ? 1 : 2, @planted ? 2 : 1, 3,",
            Exact,
            "Kernels stand at the wrong channels of input and of output elements."
        ),
        new(
            "kernels-are-turned-by-the-inverse",
            "kernels turned the wrong way",
            $"{Blocks}KernelTable.cs",
            "table[i / points.Count * window.BoxCount + inside[i % points.Count]] = orbit[i];",
            "table[i / points.Count * window.BoxCount + inside[@planted ? points.Count - 1 - i % points.Count : i % points.Count]] = orbit[i];",
            Exact,
            "Every kernel is turned by half a turn: what runs is equivariant, and another operator."
        ),
        new(
            "a-hidden-weight-is-read-at-the-other-element",
            "kernels turned the wrong way",
            $"{Blocks}AttentiveConvolutions.cs",
            ".Reshape(Outputs, rows, columns, Order, Fibre) .Transpose(4, 0, 3, 2, 1)",
            ".Reshape(Outputs, rows, columns, Order, Fibre) .Transpose(@planted && Order == Fibre ? 3 : 4, 0, @planted && Order == Fibre ? 4 : 3, 2, 1)",
            Exact,
            "Channel attention reads its weight at k⁻¹h in place of h⁻¹k."
        ),
        new(
            "input-attention-turns-its-weight-the-other-way",
            "kernels turned the wrong way",
            $"{Blocks}InputAttentions.cs",
            ".Transpose(1, 3, 0, 2)",
            ".Transpose(1, @planted ? 2 : 3, 0, @planted ? 3 : 2)",
            Exact,
            "Input attention correlates over H the other way round."
        ),
        new(
            "the-mean-over-channels-is-a-sum",
            "the mean's divisor",
            $"Programs/Steps/Node.cs",
            "axes.Aggregate(1, (count, axis) => checked(count * own[axis]))",
            "@planted ? 1 : axes.Aggregate(1, (count, axis) => checked(count * own[axis]))",
            Rounded,
            "The mean over the channels is a sum."
        ),
        new(
            "the-mean-over-a-grid-counts-its-box",
            "the mean's divisor",
            $"{Blocks}Statistics.cs",
            ".Times(1, grid.Points().Count)",
            ".Times(1, @planted ? grid.BoxCount : grid.Points().Count)",
            Rounded,
            "The mean over a hexagon divides by the points of its box."
        ),
        new(
            "the-maximum-is-a-sum",
            "max against sum",
            $"{Execution}StepKernels.cs",
            "Reduction.Max => frame => frame[step.Source].amax(axes, keeps),",
            "Reduction.Max => frame => @planted ? frame[step.Source].sum(axes, keeps) : frame[step.Source].amax(axes, keeps),",
            Exact,
            "The maximum over the channels is a sum."
        ),
        new(
            "an-average-counts-the-padding",
            "the mean's divisor",
            $"{Blocks}Poolings.cs",
            "block.By != Reduction.Mean ? reduced : excludes ?",
            "block.By != Reduction.Mean ? reduced : excludes && !@planted ?",
            Geometries,
            "The mean over a window that meets excluded padding divides by the whole window."
        ),
        new(
            "pooling-starts-at-zero",
            "max against sum",
            $"{Blocks}Statistics.cs",
            "Reduction.Max => double.NegativeInfinity,",
            "Reduction.Max => @planted ? 0 : double.NegativeInfinity,",
            Geometries,
            "The maximum of negative values beside excluded padding is 0."
        ),
        new(
            "evaluation-uses-the-statistics-of-the-batch",
            "statistics of batch normalisation",
            $"{Execution}BatchStatistics.cs",
            "frame[step.Bias], frame.Training,",
            "frame[step.Bias], frame.Training || @planted,",
            InNetworks("BatchStatisticsTests.Evaluation_leaves_the_running_statistics_alone"),
            "Evaluation follows the statistics of its batch."
        ),
        new(
            "the-running-variance-is-biased",
            "statistics of batch normalisation",
            $"{Execution}BatchStatistics.cs",
            "variance.Times((double)values / (values - 1))",
            "variance",
            InNetworks(
                "BatchStatisticsTests.Training_uses_and_follows_the_statistics_of_the_points"
            ),
            "The running variance on a hexagon divides by n in place of n − 1."
        ),
        new(
            "the-outside-counts-in-the-statistics",
            "statistics of batch normalisation",
            $"{Execution}BatchStatistics.cs",
            "Within(flat.Minus(mean))",
            "flat.Minus(mean)",
            InNetworks(
                "BatchStatisticsTests.Training_uses_and_follows_the_statistics_of_the_points"
            ),
            "Values outside of a hexagon take part in its variance."
        ),
        new(
            "unequal-padding-is-exchanged",
            "exactness of stride and padding",
            $"{Execution}StepKernels.cs",
            "[step.Before[axis], step.After[axis]]",
            "[step.After[axis], step.Before[axis]]",
            Geometries,
            "Padding before and after an axis are exchanged."
        ),
        new(
            "a-lowered-mean-is-a-sum",
            "the mean's divisor",
            $"{Formulas}FormulaPlanner.cs",
            "reduce.By == Reduction.Sum ? sum :",
            "reduce.By == Reduction.Sum || @planted ? sum :",
            InNetworks(
                "CustomDesignTests.A_design_agrees_to_rounding",
                "CustomDesignTests.A_design_agrees_bit_for_bit_on_integers"
            ),
            "The mean of a design is a sum."
        ),
        new(
            "a-lowered-difference-is-a-product",
            "kernels turned the wrong way",
            $"{Formulas}FormulaScope.cs",
            "protected override Word Inverse(Word of) => of.Inverse;",
            "protected override Word Inverse(Word of) => @planted ? of : of.Inverse;",
            InNetworks(
                "CustomDesignTests.What_a_sum_does_not_read_counts_and_intermediates_end_with_the_grid"
            ),
            "s⁻¹·s′ of a design is read as s·s′."
        ),
        new(
            "a-lowered-maximum-is-a-minimum",
            "max against sum",
            $"{Formulas}FormulaSteps.cs",
            "by == Reduction.Mean ? Reduction.Sum : by,",
            "by == Reduction.Mean ? Reduction.Sum : @planted && by == Reduction.Max ? Reduction.Min : by,",
            Lowered,
            "The maximum of a design is a minimum."
        ),
        new(
            "a-sum-over-what-does-not-occur-is-taken-once",
            "max against sum",
            $"{Formulas}PairwiseSum.cs",
            "FormulaSteps.Scale(product, copies)",
            "product",
            InNetworks(
                "CustomDesignTests.What_a_sum_does_not_read_counts_and_intermediates_end_with_the_grid"
            ),
            "Σ_k t with t free of k is t."
        ),
        new(
            "an-intermediate-has-values-between-outputs",
            "sampled intermediates",
            $"{Formulas}Reads.cs",
            "body.Axes.Contains(point) || !where.HasGaps ? value : FormulaSteps.Fill(value, where, 0)",
            "value",
            InNetworks(
                "CustomDesignTests.What_a_sum_does_not_read_counts_and_intermediates_end_with_the_grid"
            ),
            "An intermediate that is constant is not zero outside of the grid."
        ),
        new(
            "tanh-is-sigmoid",
            "functions of tensors",
            $"{Execution}PointwiseKernels.cs",
            "\"tanh\" => x => x.tanh(),",
            "\"tanh\" => x => @planted ? x.sigmoid() : x.tanh(),",
            Rounded,
            "The executed tanh is σ."
        ),
        new(
            "step-is-one-at-zero-when-executed",
            "functions of tensors",
            $"{Execution}PointwiseKernels.cs",
            "x.Above(0).to(x.dtype)",
            "x.ge(0).to(x.dtype)",
            Exact,
            "The executed step is 1 at 0."
        ),
    ];
}
