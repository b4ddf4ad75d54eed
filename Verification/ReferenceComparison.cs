using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>An executed output against the reference evaluator's.</summary>
/// <param name="Agreement">Whether they are the same numbers.</param>
/// <param name="Scope">What was compared.</param>
public sealed record ReferenceComparison(Agreement Agreement, string Scope)
{
    /// <summary>
    /// On the operator itself where the reference can afford it; for an elementary block also on a smaller grid with fewer
    /// input channels; else not at all, and that is said.
    /// </summary>
    internal static ReferenceComparison Of(
        TypedOp surrogate,
        Parameters<double> parameters,
        Signal<double> input,
        Signal<double> output,
        IExecutor executor,
        Precision precision,
        IntegerOptions options
    )
    {
        if (EvaluationCost.Total(surrogate, input.Batch) <= options.ReferenceBudget)
            return new(
                Agreement.Of(output, Reference.Evaluate(surrogate, parameters, input)),
                $"the operator on {surrogate.Input}"
            );
        return surrogate.Match(
            leaf => Smaller(leaf, executor, precision, options),
            _ => TooLarge(),
            _ => TooLarge(),
            _ => TooLarge()
        );
    }

    private static ReferenceComparison Smaller(
        TypedOp.Elementary leaf,
        IExecutor executor,
        Precision precision,
        IntegerOptions options
    )
    {
        const int fewChannels = 3;
        var largest = leaf.Input.Grid.Sizes.Max();
        for (var channels = Math.Min(leaf.Input.Channels, fewChannels); channels >= 1; channels--)
        for (var side = Math.Min(largest, 9); side >= 1; side--)
        {
            if (side % 2 == 0 && leaf.Input.Grid.Outline == Outline.Hexagon)
                continue;
            if (OnSide(leaf, channels, side) is not { } small)
                continue;
            if (EvaluationCost.Total(small, options.Batch) > options.ReferenceBudget)
                continue;
            var limit = MagnitudeBound.Limit(precision);
            if (IntegerData.Draw(small, limit, options.Seed).Draw is not { } data)
                continue;
            var parameters = data.Parameters;
            var input = data.Input(small.Input, options.Batch);
            using var executable = executor.Compile(small, parameters, precision);
            return new(
                Agreement.Of(executable.Run(input), Reference.Evaluate(small, parameters, input)),
                $"the block on {small.Input}"
            );
        }
        return TooLarge();
    }

    private static TypedOp? OnSide(TypedOp.Elementary leaf, int channels, int side)
    {
        try
        {
            return Typing.Elaborate(
                leaf.Op,
                leaf.Input with
                {
                    Channels = channels,
                    Grid = Region.On(leaf.Input.Group, side),
                }
            );
        }
        catch (TypingException)
        {
            return null;
        }
    }

    private static ReferenceComparison TooLarge()
    {
        const string reason = "too large for the reference evaluator";
        return new(new Agreement.NotExamined(reason), reason);
    }
}
