using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Grids;

namespace AgeFormal.Verification;

/// <summary>How the columns of a report are put together. A theorem alone never concludes that an operator is equivariant.</summary>
internal static class Conclusions
{
    public static Conclusion Of(
        Verdict theorem,
        int order,
        EqArray<int> exact,
        EqArray<ExecutionReport> executions,
        EqArray<LayerReport> layers
    ) =>
        theorem.Match(
            proved: _ => OfProved(order, exact, executions, layers),
            refuted: _ => Conclusion.Refuted,
            undecided: _ => Conclusion.Undecided
        );

    public static string Sentence(VerificationReport report)
    {
        var exact = string.Join(", ", report.ExactNames);
        var missing = string.Join(
            ", ",
            report
                .Input.Group.Group.Elements.Except(report.Exact)
                .Select(h => report.Input.Group.Group.ElementNames[h])
        );
        return report.Conclusion switch
        {
            Conclusion.ProvedAndExact =>
                $"equivariant under {report.Input.Group.Name}: proved for the group, exact on the grid, executed bit-equal on integers and within rounding on the data; {Compared(report)}",
            Conclusion.ProvedInexactOnGrid =>
                $"proved for the group; on this grid exact for {exact}, not for {missing}{Blame(report.Grid)}; {Compared(report)}",
            Conclusion.ProvedSingleUnreliable =>
                $"proved for the group, exact on the grid, bit-equal on integers; in float32 errors exceed rounding and say nothing at this depth or scale, float64 is within it; {Compared(report)}",
            Conclusion.ExecutionDiffers =>
                "proved for the group and exact on the grid, but the executed operator differs from the formula",
            Conclusion.ExecutionUndecided =>
                $"proved for the group; execution did not decide: {UndecidedReasons.Of(report)}",
            Conclusion.Refuted => report.Theorem.ToString(),
            Conclusion.Undecided => report.Theorem.ToString(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    // What the formulas were compared with, and what was not.
    private static string Compared(VerificationReport report) =>
        report.LayerRuns == 0
            ? "reference: no layer was compared"
            : $"reference: {report.EqualOnIntegers} of {report.LayerRuns} layer runs equal on integers, {report.EqualOnReals} of {report.LayerRuns} within rounding with the real functions";

    private static string Blame(NetworkExactness grid) =>
        grid.Blame.Count == 0
            ? ""
            : $"; lost in {string.Join(", ", grid.Blame.Select(grid.NameOf))}";

    private static Conclusion OfProved(
        int order,
        EqArray<int> exact,
        EqArray<ExecutionReport> executions,
        EqArray<LayerReport> layers
    )
    {
        var runs = executions
            .Where(execution => execution.Checks is not null)
            .Select(execution => (execution.Precision, Checks: execution.Checks!))
            .ToArray();
        var integers = runs.Select(run => run.Checks.Integers).ToArray();
        var reals = layers.SelectMany(layer => layer.Reals).ToArray();
        if (
            integers.Any(report => Fails(report, exact))
            || layers.Any(layer => layer.Integers.Any(report => Fails(report, layer.Exact)))
            || reals.Any(report => report.Precision == Precision.Double && report.IsFailure)
        )
            return Conclusion.ExecutionDiffers;
        var isDecided = executions.Count > 0 && runs.Length == executions.Count;
        if (exact.Count < order)
            return
                isDecided
                && integers.All(report => IsEqualOn(report, exact))
                && !reals.Any(report => report.IsFailure)
                ? Conclusion.ProvedInexactOnGrid
                : Conclusion.ExecutionUndecided;
        if (!isDecided || !integers.All(report => report.IsBitEqual))
            return Conclusion.ExecutionUndecided;
        return OfResiduals([.. runs.Select(run => (run.Precision, run.Checks.Residual))], reals);
    }

    private static Conclusion OfResiduals(
        (Precision Precision, ResidualReport Residual)[] runs,
        RealReport[] reals
    )
    {
        if (
            runs.All(run => run.Residual.IsWithinTolerance)
            && !reals.Any(report => report.IsFailure)
        )
            return Conclusion.ProvedAndExact;
        if (runs.Any(run => run.Precision == Precision.Double && run.Residual.Failing.Count > 0))
            return Conclusion.ExecutionDiffers;
        var isDoubleWithin = runs.Any(run =>
            run.Precision == Precision.Double && run.Residual.IsWithinTolerance
        );
        return isDoubleWithin ? Conclusion.ProvedSingleUnreliable : Conclusion.ExecutionUndecided;
    }

    private static bool Fails(IntegerReport report, EqArray<int> exact) =>
        report.Reference.Agreement.IsFailure || report.Failing.Intersect(exact).Any();

    private static bool IsEqualOn(IntegerReport report, EqArray<int> exact) =>
        report.Degeneracy is null
        && exact.All(h =>
            report.Elements.Any(element => element.Element == h && element.Agreement.IsEqual)
        );
}
