using System.Globalization;
using AgeFormal.Algebra;
using static AgeFormal.Verification.Rendering.Html.Node;

namespace AgeFormal.Verification.Rendering.Html;

/// <summary>What execution showed: residuals per device, precision and element, and bit-equality on integers.</summary>
internal static class ExecutionSection
{
    public static Node Of(VerificationReport report)
    {
        var names = report.Input.Group.Group.ElementNames;
        return Page.Section(
            "execution",
            "Execution",
            Page.Note(
                "Relative error of Φ(Lₕ f) against Lₕ Φ(f), max|a − b| / max|b| over the whole output, on the given data."
            ),
            Page.Table(
                "residuals",
                [
                    "device",
                    "dtype",
                    "flags",
                    .. names.Select(name => (Node)name),
                    "largest",
                    "tolerance",
                ],
                report.Executions.Select(execution => Residuals(execution, names))
            ),
            Page.Note(
                "Bit-equality: integer weights and inputs, functions in place of the real ones, every value and partial sum exact in the format."
            ),
            Page.Table(
                "integers",
                [
                    "device",
                    "dtype",
                    "flags",
                    "outcome",
                    "every |value| ≤",
                    "exact below",
                    "reference evaluator",
                ],
                report.Executions.Select(Integers)
            )
        );
    }

    /// <summary>Bit-equality in a word per precision.</summary>
    public static Node Words(EqArray<IntegerReport> reports) =>
        reports.Count == 0
            ? "not executed alone"
            : Tag("span", reports.Select(Word)).Class("badges");

    private static Node Word(IntegerReport report)
    {
        var name = report.Execution;
        return report.IsBitEqual ? Page.Badge(Tone.Good, $"{name} bit-equal")
            : report.IsFailure ? Page.Badge(Tone.Bad, $"{name} differs")
            : Page.Badge(Tone.Open, $"{name} undecided");
    }

    private static IEnumerable<Node> Setting(ExecutionReport report) =>
        [
            report.Device,
            Page.Name(report.Precision),
            report.Flags.Count == 0 ? "none" : string.Join(", ", report.Flags),
        ];

    private static IEnumerable<Node> Residuals(ExecutionReport execution, EqArray<string> names) =>
        execution.Outcome.Match<IEnumerable<Node>>(
            executed: run =>
                [
                    .. Setting(execution),
                    .. names.Select(
                        (_, row) =>
                            row < run.Residual.Elements.Count
                                ? Outcome(
                                    run.Residual.Elements[row].Outcome,
                                    run.Residual.Tolerance
                                )
                                : "not measured"
                    ),
                    run.Residual.Largest is { } largest ? Number(largest) : "none",
                    Number(run.Residual.Tolerance),
                ],
            notExecuted: not =>
                [.. Setting(execution), Page.Badge(Tone.Open, $"not executed: {not.Reason}")]
        );

    private static Node Outcome(ResidualOutcome outcome, double tolerance) =>
        outcome.Match(
            measured: measured =>
                Page.Badge(
                    measured.RelativeError <= tolerance ? Tone.Good : Tone.Bad,
                    Number(measured.RelativeError)
                ),
            notFinite: notFinite => Page.Badge(Tone.Bad, $"{notFinite.Value} at {notFinite.Index}"),
            mismatch: mismatch => Page.Badge(Tone.Bad, mismatch.Reason),
            degenerate: degenerate => Page.Badge(Tone.Open, degenerate.Reason),
            notExamined: notExamined => Page.Badge(Tone.Open, notExamined.Reason)
        );

    private static IEnumerable<Node> Integers(ExecutionReport execution) =>
        execution.Outcome.Match<IEnumerable<Node>>(
            executed: run =>
                [
                    .. Setting(execution),
                    Page.Badge(
                        run.Integers.IsBitEqual ? Tone.Good
                            : run.Integers.IsFailure ? Tone.Bad
                            : Tone.Open,
                        run.Integers.IsBitEqual ? "bit-equal"
                            : run.Integers.IsFailure ? "differs"
                            : "undecided"
                    ),
                    Number(run.Integers.Bound),
                    Number(run.Integers.Limit),
                    run.Integers.Reference.Agreement.Match(
                        equal: _ => $"equal ({run.Integers.Reference.Scope})",
                        different: different =>
                            $"differs at {different.Index}: {Number(different.Left)} against {Number(different.Right)} ({run.Integers.Reference.Scope})",
                        mismatch: mismatch => mismatch.Reason,
                        notExamined: notExamined => $"not compared, {notExamined.Reason}"
                    ),
                ],
            notExecuted: not =>
                [.. Setting(execution), Page.Badge(Tone.Open, $"not executed: {not.Reason}")]
        );

    private static string Number(double value) =>
        value == 0
            ? "0"
            : value.ToString(value >= 1000 ? "0.#E+0" : "0.0E+0", CultureInfo.InvariantCulture);
}
