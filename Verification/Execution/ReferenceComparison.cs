using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>An executed output against the reference evaluator's.</summary>
/// <param name="Agreement">Whether they are the same numbers.</param>
/// <param name="Scope">What was compared.</param>
public sealed record ReferenceComparison(Agreement Agreement, string Scope)
{
    internal const string TooLarge = "too large for the reference evaluator";

    /// <summary>
    /// On the operator itself where the reference can afford it; for an elementary block whose windows are not read in full
    /// there, or that is too large, on a <see cref="ReducedBlock"/>; else not at all, and that is said.
    /// </summary>
    internal static ReferenceComparison Of(
        TypedOp surrogate,
        Parameters<double> parameters,
        Signal<double> input,
        Signal<double> output,
        IExecutor executor,
        Precision precision,
        IntegerOptions options,
        Dictionary<(TypedOp Block, IExecutor, Precision), ReferenceComparison> known
    )
    {
        ReferenceComparison Known(TypedOp.Elementary block) =>
            known.TryGetValue((block, executor, precision), out var comparison)
                ? comparison
                : known[(block, executor, precision)] = Reduced(
                    block,
                    executor,
                    precision,
                    options
                );
        ReferenceComparison Whole() =>
            EvaluationCost.Total(surrogate, input.Batch) <= options.ReferenceBudget
                ? new(
                    Agreement.Of(output, Reference.Evaluate(surrogate, parameters, input)),
                    $"the operator on {surrogate.Input}"
                )
                : new(new Agreement.NotExamined(TooLarge), TooLarge);
        return surrogate.Match(
            elementary: leaf =>
                ReducedBlock.Of(leaf, options.Batch, options.ReferenceBudget) switch
                {
                    null => new(new Agreement.NotExamined(TooLarge), TooLarge),
                    var block when block == leaf => Whole(),
                    var block => Known(block),
                },
            sequence: _ => Whole(),
            sum: _ => Whole(),
            concatenation: _ => Whole(),
            restriction: _ => Whole()
        );
    }

    private static ReferenceComparison Reduced(
        TypedOp.Elementary block,
        IExecutor executor,
        Precision precision,
        IntegerOptions options
    )
    {
        var scope = $"the block on {block.Input}";
        var limit = MagnitudeBound.Limit(precision);
        var reason = "its integers can grow beyond those that are exact";
        for (var attempt = 0; attempt < options.Attempts; attempt++)
        {
            if (IntegerData.Draw(block, limit, options, attempt).Draw is not { } data)
                continue;
            var input = data.Input(block.Input, options.Batch);
            using var executable = executor.Compile(block, data.Parameters, precision);
            var expected = Reference.Evaluate(block, data.Parameters, input);
            var agreement = Agreement.Of(executable.Run(input), expected);
            if (agreement.IsFailure || IntegerCheck.Degeneracy(expected) is not { } degenerate)
                return new(agreement, scope);
            reason = degenerate;
        }
        return new(new Agreement.NotExamined(reason), scope);
    }
}
