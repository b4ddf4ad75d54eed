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
        var colour = report.Theorem.Match(_ => "green", _ => "red", _ => "yellow");
        console.MarkupLine($"[bold {colour}]{Markup.Escape(report.Summary)}[/]");
    }
}
