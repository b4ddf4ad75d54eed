using System.Globalization;
using AgeFormal.Operators;
using AgeFormal.Verification;
using Spectre.Console;

namespace AgeFormal.Cli.Rendering;

/// <summary>A verification report for a person: the verdict, then tables with one column per kind of claim.</summary>
internal static class VerificationView
{
    /// <summary>Writes a report; layers of which all is well are one row.</summary>
    public static void Write(VerificationReport report, IAnsiConsole console) =>
        Write(report, LayerRow.Collapsed(report.Layers), console);

    /// <summary>Writes a report with the given rows of layers.</summary>
    public static void Write(
        VerificationReport report,
        IEnumerable<LayerRow> rows,
        IAnsiConsole console
    )
    {
        var colour = IsSuccess(report) ? "green" : "red";
        console.MarkupLine($"[bold {colour}]{Markup.Escape(report.Summary)}[/]");
        WriteLayers(report, rows, console);
        GridView.Write(report.Grid, console);
        WriteElements(report, console);
        WriteReference(report, console);
        foreach (var execution in report.Executions)
            WriteNote(execution, console);
        foreach (var assumption in report.Assumptions)
            console.MarkupLineInterpolated($"[dim]· {assumption}[/]");
    }

    /// <summary>Whether the report shows an operator that is proved and behaves as proved, on the elements that its grid keeps.</summary>
    public static bool IsSuccess(VerificationReport report) =>
        report.Conclusion
            is Conclusion.ProvedAndExact
                or Conclusion.ProvedSingleUnreliable
                or Conclusion.ProvedInexactOnGrid;

    private static void WriteLayers(
        VerificationReport report,
        IEnumerable<LayerRow> rows,
        IAnsiConsole console
    )
    {
        var table = new Table()
            .Title(Markup.Escape($"{report.Name ?? report.Operator}, input {report.Input}"))
            .Border(TableBorder.Rounded)
            .AddColumn(new TableColumn("layer").NoWrap())
            .AddColumn(new TableColumn("block").NoWrap())
            .AddColumn(new TableColumn("theorem").NoWrap())
            .AddColumn("grid: exact for")
            .AddColumn(new TableColumn("integers").NoWrap());
        foreach (var row in rows)
        {
            var layer = row.Layers[0];
            var isOne = row.Layers.Count == 1;
            table.AddRow(
                isOne ? Markup.Escape(layer.Path) : $"{row.Layers.Count} layers",
                isOne ? Markup.Escape(layer.Block) : "[dim]--layers[/]",
                Theorem(layer.Theorem),
                GridView.Cell(layer.Grid),
                layer.Integers.Count == 0
                    ? "[dim]not alone[/]"
                    : string.Join(' ', layer.Integers.Select(Integers))
            );
        }
        table.AddRow(
            "[bold]whole[/]",
            "",
            Theorem(report.Theorem),
            GridView.Cell(report.Grid),
            string.Join(
                ' ',
                report.Executions.Select(execution =>
                    execution.Outcome.Match(
                        executed: run => Integers(run.Integers),
                        notExecuted: _ => "[yellow]not executed[/]"
                    )
                )
            )
        );
        console.Write(table);
    }

    private static void WriteElements(VerificationReport report, IAnsiConsole console)
    {
        var runs = report
            .Executions.SelectMany(execution =>
                execution.Outcome.Match<ResidualReport[]>(
                    executed: run => [run.Residual],
                    notExecuted: _ => []
                )
            )
            .ToArray();
        if (runs.Length == 0)
            return;
        var table = new Table()
            .Title("max|a − b| / max|b|, a = Φ(Lₕ f), b = Lₕ Φ(f), whole output")
            .Border(TableBorder.Rounded)
            .AddColumn("h");
        foreach (var run in runs)
            table.AddColumn(new TableColumn(Markup.Escape(run.Execution)).RightAligned());
        foreach (var (row, name) in report.Input.Group.Group.ElementNames.Index())
            table.AddRow([
                Markup.Escape(name),
                .. runs.Select(run =>
                    row < run.Elements.Count
                        ? Residual(run.Elements[row].Outcome, run.Tolerance)
                        : ""
                ),
            ]);
        table.AddRow([
            "[dim]tolerance[/]",
            .. runs.Select(run => $"[dim]{Number(run.Tolerance)}[/]"),
        ]);
        console.Write(table);
    }

    private static void WriteReference(VerificationReport report, IAnsiConsole console)
    {
        if (report.LayerRuns == 0)
            return;
        var integers = report.Layers.SelectMany(layer => layer.Integers);
        console.MarkupLine(
            "[dim]· ✓ 32, ✓ 64: Φ(Lₕ f) = Lₕ Φ(f) in every bit for every h, on integers, in float32 and in float64[/]"
        );
        console.MarkupLineInterpolated(
            $"[dim]· layers alone, on integers, against the reference evaluator: {report.EqualOnIntegers} of {report.LayerRuns} runs equal, {integers.Count(check => check.Reference.Agreement.IsFailure)} different[/]"
        );
        var reals = report.Layers.SelectMany(layer => layer.Reals);
        console.MarkupLineInterpolated(
            $"[dim]· the same with the real functions, measures and statistics: {report.EqualOnReals} of {report.LayerRuns} runs within rounding, {reals.Count(check => check.IsFailure)} different[/]"
        );
        foreach (var (path, reason) in NotCompared(report).Distinct())
            console.MarkupLineInterpolated($"[dim]  {path} is not compared: {reason}[/]");
    }

    private static IEnumerable<(string Path, string Reason)> NotCompared(
        VerificationReport report
    ) =>
        from layer in report.Layers
        from reason in layer
            .Integers.Select(run => (run.Reference.Agreement as Agreement.NotExamined)?.Reason)
            .Concat(layer.Reals.Select(run => (run.Outcome as ResidualOutcome.NotExamined)?.Reason))
        where reason is not null
        select (layer.Path, reason);

    private static void WriteNote(ExecutionReport report, IAnsiConsole console)
    {
        var text = report.Outcome.Match(
            executed: executed =>
                $"{Short(report.Precision)} integers: every |value| ≤ {Number(executed.Integers.Bound)} < {Number(executed.Integers.Limit)}; reference: {Describe(executed.Integers.Reference)}",
            notExecuted: notExecuted => $"{Short(report.Precision)}: {notExecuted.Reason}"
        );
        console.MarkupLineInterpolated($"[dim]· {text}[/]");
    }

    private static string Describe(ReferenceComparison comparison) =>
        comparison.Agreement.Match(
            equal: _ => $"equal ({comparison.Scope})",
            different: different =>
                $"differs at {different.Index}: {different.Left} against {different.Right} ({comparison.Scope})",
            mismatch: mismatch => mismatch.Reason,
            notExamined: notExamined => $"not compared, {notExamined.Reason}"
        );

    private static string Theorem(Verdict verdict) =>
        verdict.Match(
            proved: _ => "[green]✓ proved[/]",
            refuted: _ => "[red]✗ refuted[/]",
            undecided: _ => "[yellow]? undecided[/]"
        );

    // Bit-equality on integers, by the bits of the format.
    private static string Integers(IntegerReport report)
    {
        var bits = report.Precision == Precision.Single ? 32 : 64;
        return report.IsBitEqual ? $"[green]✓ {bits}[/]"
            : report.IsFailure ? $"[red]✗ {bits} differs[/]"
            : $"[yellow]? {bits} undecided[/]";
    }

    private static string Residual(ResidualOutcome outcome, double tolerance) =>
        outcome.Match(
            measured: measured =>
                measured.RelativeError <= tolerance
                    ? $"[green]{Number(measured.RelativeError)}[/]"
                    : $"[red]{Number(measured.RelativeError)}[/]",
            notFinite: notFinite => $"[red]{notFinite.Value} at {notFinite.Index}[/]",
            mismatch: mismatch => $"[red]{Markup.Escape(mismatch.Reason)}[/]",
            degenerate: degenerate => $"[yellow]{Markup.Escape(degenerate.Reason)}[/]",
            notExamined: notExamined => $"[yellow]{Markup.Escape(notExamined.Reason)}[/]"
        );

    private static string Short(Precision precision) =>
        precision == Precision.Single ? "float32" : "float64";

    private static string Number(double value) =>
        value == 0
            ? "0"
            : value.ToString(value >= 1000 ? "0.#E+0" : "0.0E+0", CultureInfo.InvariantCulture);
}
