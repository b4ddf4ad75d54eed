using System.Globalization;
using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>Why the executions of a proved operator decide nothing, in words.</summary>
internal static class UndecidedReasons
{
    private const int Most = 3;

    public static string Of(VerificationReport report)
    {
        var reasons = report
            .Executions.SelectMany(execution =>
                execution.Outcome.Match(
                    executed: run => Reasons(Name(execution.Precision), run, report.Exact),
                    notExecuted: not =>
                        [$"not executed in {Name(execution.Precision)}: {not.Reason}"]
                )
            )
            .Concat(report.Layers.SelectMany(Reasons))
            .Distinct()
            .ToArray();
        return reasons.Length switch
        {
            0 => "nothing was executed",
            <= Most => string.Join("; ", reasons),
            _ => $"{string.Join("; ", reasons.Take(Most))}; and {reasons.Length - Most} more",
        };
    }

    private static IEnumerable<string> Reasons(
        string precision,
        ExecutionChecks run,
        IReadOnlyCollection<int> exact
    )
    {
        if (run.Integers.Degeneracy is { } degeneracy)
            yield return $"on integers in {precision}, {degeneracy}";
        else
            foreach (
                var element in run.Integers.Elements.Where(element =>
                    exact.Contains(element.Element) && !element.Agreement.IsEqual
                )
            )
                yield return $"on integers in {precision}, {Reason(element.Agreement)}";
        foreach (var element in run.Residual.Elements)
            if (Reason(element.Outcome, run.Residual.Tolerance) is { } reason)
                yield return $"on the data in {precision}, {reason}";
    }

    private static IEnumerable<string> Reasons(LayerReport layer) =>
        layer
            .Reals.Where(run => run.IsFailure)
            .Select(run =>
                $"layer '{layer.Path}' in {Name(run.Precision)}, {Reason(run.Outcome, run.Tolerance)}"
            );

    private static string Reason(Agreement agreement) =>
        agreement.Match(
            equal: _ => "the outputs are equal",
            different: _ => "the outputs differ",
            mismatch: found => found.Reason,
            notExamined: found => found.Reason
        );

    private static string? Reason(ResidualOutcome outcome, double tolerance) =>
        outcome.Match(
            measured: found =>
                found.RelativeError <= tolerance
                    ? null
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"an error of {found.RelativeError:g2} exceeds rounding, {tolerance:g2}"
                    ),
            notFinite: found =>
                string.Create(CultureInfo.InvariantCulture, $"an output is {found.Value}"),
            mismatch: found => found.Reason,
            degenerate: found => found.Reason,
            notExamined: found => found.Reason
        );

    internal static string Name(Precision precision) =>
        precision == Precision.Single ? "float32" : "float64";
}
