using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>
/// A block as it is executed against the reference evaluator, with its real functions, means, Haar weight and statistics: on
/// random values of the scale of its parameters, up to rounding. Where integers are compared, these parts are replaced.
/// </summary>
internal sealed class RealCheck
{
    // An error of this size is no rounding, whatever the condition.
    private const double LargestTolerance = 1e-2;

    private readonly Sample? _sample;
    private readonly string _reason;

    private RealCheck(Sample? sample, string reason) => (_sample, _reason) = (sample, reason);

    private sealed record Sample(
        TypedOp.Elementary Block,
        Parameters<double> Parameters,
        Signal<double> Input,
        Signal<double> Expected
    )
    {
        /// <summary>How many times the error of one operation grows, at least 1.</summary>
        public Lazy<double> Condition { get; } =
            new(() =>
                Math.Max(
                    1,
                    Distance(Perturbed.Evaluate(Block, Parameters, Input), Expected)
                        / Perturbed.Size
                )
            );
    }

    /// <summary>Draws values for the block, or for a <see cref="ReducedBlock"/>, and evaluates it.</summary>
    public static RealCheck Of(
        TypedOp.Elementary leaf,
        Parameters<double> parameters,
        IntegerOptions options
    )
    {
        if (ReducedBlock.Of(leaf, options.Batch, options.ReferenceBudget) is not { } block)
            return new(null, ReferenceComparison.TooLarge);
        // A variance or a norm is positive: where values of both signs give none, positive ones are drawn.
        foreach (var isSigned in new[] { true, false })
        {
            var random = new Random(options.Seed);
            var values = Drawn(leaf, block, parameters, random);
            var input = Signal<double>.Generate(
                block.Input,
                options.Batch,
                _ => isSigned ? 4 * random.NextDouble() - 2 : 0.5 + random.NextDouble()
            );
            var expected = Reference.Evaluate(block, values, input);
            if (!expected.Values.All(double.IsFinite) || expected.Values.All(value => value == 0))
                continue;
            return new(new(block, values, input, expected), "");
        }
        return new(null, "its values on random data are not finite, or zero everywhere");
    }

    /// <summary>Executes it.</summary>
    /// <exception cref="NotSupportedException">The executor cannot run the block.</exception>
    public RealReport Run(IExecutor executor, Precision precision)
    {
        if (_sample is not { } sample)
            return new(
                $"{precision} · {executor.Device}",
                precision,
                _reason,
                0,
                new ResidualOutcome.NotExamined(_reason)
            );
        using var executable = executor.Compile(sample.Block, sample.Parameters, precision);
        return Compare(sample, executable, executable.Run(sample.Input), precision);
    }

    /// <summary>An executed output against the reference evaluator's on the same values, where that is affordable.</summary>
    public static RealReport Compare(
        TypedOp.Elementary block,
        Parameters<double> parameters,
        Signal<double> input,
        (IExecutable Executable, Signal<double> Output) run,
        Precision precision,
        double budget
    ) =>
        EvaluationCost.Total(block, input.Batch) <= budget
            ? Compare(
                new(block, parameters, input, Reference.Evaluate(block, parameters, input)),
                run.Executable,
                run.Output,
                precision
            )
            : new(
                run.Executable.Execution,
                precision,
                ReferenceComparison.TooLarge,
                0,
                new ResidualOutcome.NotExamined(ReferenceComparison.TooLarge)
            );

    private static RealReport Compare(
        Sample sample,
        IExecutable executable,
        Signal<double> output,
        Precision precision
    )
    {
        var report = new RealReport(
            executable.Execution,
            precision,
            $"the block on {sample.Block.Input}",
            RoundingTolerance.Of(sample.Block, precision),
            Outcome(output, sample.Expected)
        );
        if (report.Outcome is not ResidualOutcome.Measured || report.IsWithinTolerance)
            return report;
        // Where sums cancel, or a function is steep, rounding grows.
        var tolerance = report.Tolerance * sample.Condition.Value;
        return tolerance <= LargestTolerance
            ? report with
            {
                Tolerance = tolerance,
            }
            : report with
            {
                Outcome = new ResidualOutcome.NotExamined(
                    $"rounding alone may change the output by {tolerance:g2} of itself"
                ),
            };
    }

    private static ResidualOutcome Outcome(Signal<double> output, Signal<double> expected)
    {
        if (output.Type != expected.Type || output.Values.Length != expected.Values.Length)
            return new ResidualOutcome.Mismatch($"the output is {output}, expected {expected}");
        for (var i = 0; i < output.Values.Length; i++)
            if (!double.IsFinite(output.Values[i]))
                return new ResidualOutcome.NotFinite(i, output.Values[i]);
        return new ResidualOutcome.Measured(Distance(output, expected));
    }

    private static double Distance(Signal<double> left, Signal<double> right) =>
        left.Values.Zip(right.Values, (a, b) => Math.Abs(a - b)).Max() / right.Values.Max(Math.Abs);

    // Of the root mean square of the block's own values; what is positive stays so, as a variance has to.
    private static Parameters<double> Drawn(
        TypedOp.Elementary leaf,
        TypedOp.Elementary block,
        Parameters<double> parameters,
        Random random
    ) =>
        Parameters<double>.Generate(
            block,
            (name, declared, _) =>
            {
                var own = parameters[TypedOp.Join(leaf.Path, declared.Name)];
                var square = own.Length == 0 ? 0 : own.Average(value => value * value);
                var scale = square > 0 ? Math.Sqrt(square) : 1;
                return own.All(value => value > 0) && own.Length > 0
                    ? scale * (0.5 + 1.5 * random.NextDouble())
                    : scale * Math.Sqrt(3) * (2 * random.NextDouble() - 1);
            }
        );
}

/// <summary>An executed block against the reference evaluator, with its real functions and values.</summary>
/// <param name="Execution">The precision, device and kernel that ran.</param>
/// <param name="Precision">The precision.</param>
/// <param name="Scope">What was compared.</param>
/// <param name="Tolerance">The largest relative error that counts as rounding: u times the roundings on the way, and, where that is not enough, times the condition as measured.</param>
/// <param name="Outcome">max|a − b| / max|b| over the whole output, or why there is none.</param>
public sealed record RealReport(
    string Execution,
    Precision Precision,
    string Scope,
    double Tolerance,
    ResidualOutcome Outcome
)
{
    /// <summary>Whether the outputs were compared and are the same up to rounding.</summary>
    public bool IsWithinTolerance =>
        Outcome.Match(
            measured: error => error.RelativeError <= Tolerance,
            notFinite: _ => false,
            mismatch: _ => false,
            degenerate: _ => false,
            notExamined: _ => false
        );

    /// <summary>Whether the outputs were compared and differ by more than rounding.</summary>
    public bool IsFailure =>
        Outcome.Match(
            measured: error => !(error.RelativeError <= Tolerance),
            notFinite: _ => true,
            mismatch: _ => true,
            degenerate: _ => false,
            notExamined: _ => false
        );
}
