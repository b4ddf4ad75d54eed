using AgeFormal.Operators.Language;
using AgeFormal.Verification.Designs;
using Spectre.Console;

namespace AgeFormal.Cli.Rendering;

/// <summary>What is known about a design file, for a person and as a document.</summary>
internal static class DesignView
{
    public static void Write(DesignReport report, bool derivation, bool latex, IAnsiConsole console)
    {
        var design = report.Design;
        console.MarkupLineInterpolated($"[bold]{design.Name}[/] {design.Description}");
        if (design.Source is { } source)
            console.MarkupLineInterpolated($"[dim]{source}[/]");
        console.MarkupLineInterpolated($"{design.Formula.ToString()}");
        console.WriteLine();
        report.Theorem.Match(
            proved =>
            {
                if (derivation || latex)
                    console.Profile.Out.Writer.WriteLine(
                        latex ? proved.Derivation.ToLatex() : proved.Derivation.ToText()
                    );
                return 0;
            },
            refuted =>
            {
                console.Profile.Out.Writer.WriteLine(
                    refuted.Witness.Counterexample?.Render() ?? refuted.Witness.Description
                );
                return 0;
            },
            _ => 0
        );
        console.MarkupLineInterpolated(
            $"[dim]· identity test on finite models over F_p: {string.Join("; ", report.Models)}[/]"
        );
        var (colour, text) = report.Theorem.Match(
            proved =>
                (
                    "green",
                    $"{report.Summary} ({proved.Derivation.StepCount} steps, replayed by the checker)"
                ),
            _ => ("red", report.Summary),
            _ => ("yellow", report.Summary)
        );
        console.MarkupLine($"[bold {colour}]{Markup.Escape(text)}[/]");
    }

    public static object ToJson(DesignReport report) =>
        new
        {
            DesignReport.Schema,
            report.Design.Name,
            Design = DesignText.Render(report.Design),
            Formula = report.Design.Formula.ToString(),
            report.Scope,
            Verdict = report.Theorem.Match(_ => "proved", _ => "refuted", _ => "undecided"),
            report.Summary,
            Steps = report.Theorem.Match(
                proved => proved.Derivation.StepCount,
                _ => (int?)null,
                _ => null
            ),
            Counterexample = report.Theorem.Match<object?>(
                _ => null,
                refuted =>
                    refuted.Witness.Counterexample is { } found
                        ? (object)System.Text.Json.JsonDocument.Parse(found.ToJson()).RootElement
                        : refuted.Witness.Description,
                _ => null
            ),
            Models = report.Models.Select(run => new
            {
                Group = run.Group.Symbol,
                run.Side,
                run.Instances,
                run.AllInstances,
                Holds = run.Failure is null,
            }),
        };
}
