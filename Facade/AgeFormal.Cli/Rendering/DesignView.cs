using AgeFormal.Verification;
using AgeFormal.Verification.Designs;
using Spectre.Console;

namespace AgeFormal.Cli.Rendering;

/// <summary>What is known about a design file, for a person.</summary>
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
        int Derivation(Verdict.Proved proved)
        {
            if (derivation || latex)
                console.Profile.Out.Writer.WriteLine(
                    latex ? proved.Proof.ToLatex() : proved.Proof.ToText()
                );
            return 0;
        }
        report.Theorem.Match(
            proved: Derivation,
            refuted: refuted =>
            {
                console.Profile.Out.Writer.WriteLine(
                    refuted.Witness.Counterexample?.Render() ?? refuted.Witness.Description
                );
                if (report.Culprit is { } culprit)
                    console.Profile.Out.Writer.WriteLine(culprit.Render());
                return 0;
            },
            undecided: undecided =>
            {
                if (undecided.WithOtherFunctions?.Counterexample is { } replaced)
                    console.Profile.Out.Writer.WriteLine(replaced.Render());
                return 0;
            }
        );
        ExecutionView.Write(report.Replays, console);
        ExecutionView.Write(report.Executions, console);
        report.Conditional?.Theorem.Match(proved: Derivation, refuted: _ => 0, undecided: _ => 0);
        console.MarkupLineInterpolated(
            $"[dim]· identity test on finite models over F_p{(report.Named.Count > 0 ? ", other functions in the place of those named" : "")}: {string.Join("; ", report.Models)}[/]"
        );
        if (report.Named.Count > 0)
            console.MarkupLineInterpolated(
                $"[dim]· the functions as named on finite models: {string.Join("; ", report.Named)}[/]"
            );
        if (report.Conditional is { } conditional)
            console.MarkupLineInterpolated(
                $"[dim]· where {Condition.Sentence(conditional.Conditions)}: {string.Join("; ", conditional.Models)}[/]"
            );
        var colour = report.Theorem.Match(
            proved: _ => "green",
            refuted: _ => "red",
            undecided: _ => "yellow"
        );
        console.MarkupLine($"[bold {colour}]{Markup.Escape(report.Summary)}[/]");
    }
}
