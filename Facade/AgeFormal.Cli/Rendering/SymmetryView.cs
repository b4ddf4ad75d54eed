using System.Globalization;
using System.Text;
using System.Text.Json;
using AgeFormal.Algebra;
using AgeFormal.Networks.Onnx;
using AgeFormal.Symmetry;
using Spectre.Console;

namespace AgeFormal.Cli.Rendering;

/// <summary>The symmetry of a file's network, for a person or as JSON.</summary>
internal static class SymmetryView
{
    public static void Write(
        string file,
        SymmetryReport report,
        ImportedProgram program,
        IAnsiConsole console
    )
    {
        var color = report.Verdict switch
        {
            SymmetryVerdict.Proved => "green",
            SymmetryVerdict.Within => "yellow",
            SymmetryVerdict.Refuted => "red",
            _ => "yellow",
        };
        console.MarkupLine(
            $"[{color}]{report.Verdict}[/] {Markup.Escape(file)} under {report.Group.Symbol}"
        );
        console.MarkupLineInterpolated(
            $"{program.Operators.Values.Sum()} nodes, {program.Program.Count} steps, input {program.Input}"
        );
        var carried = report.Findings.OfType<Finding.Carried>().ToArray();
        console.MarkupLineInterpolated(
            $"commutes with {{{string.Join(", ", carried.Select(finding => finding.Name))}}} of {report.Findings.Count} elements"
        );
        foreach (
            var output in carried
                .Where(finding => finding.Element != report.Group.Group.Identity)
                .GroupBy(finding => finding.Output)
        )
            console.MarkupLineInterpolated(
                $"· output under {string.Join(", ", output.Select(finding => finding.Name))}: {output.Key}"
            );
        if (carried.MaxBy(finding => finding.Difference) is { Difference: > 0 } farthest)
            console.MarkupLineInterpolated(
                $"[yellow]· within {Text(farthest.Difference)}, the largest in {farthest.Layer}[/]"
            );
        foreach (
            var reason in report
                .Findings.Where(finding => finding is not Finding.Carried)
                .GroupBy(Layer)
        )
        foreach (var finding in reason)
            console.MarkupLineInterpolated(
                $"[yellow]· {finding.Name} is lost at {Layer(finding)}: {Reason(finding)}{(Residual(report, finding) is { } residual ? $"; executed residual {Text(residual.Residual)} of {Text(residual.Scale)}" : "; no input that was run shows it")}[/]"
            );
        var table = new Table().AddColumn("layer").AddColumn("exact under");
        var before = report.Findings.Count;
        foreach (var layer in report.Layers)
        {
            var names = Names(report.Group, layer.Elements);
            if (layer.Elements.Count < before)
                table.AddRow(
                    new Markup($"[red]{Markup.Escape(layer.Layer)}[/]"),
                    new Markup($"[red]{Markup.Escape(names)}[/]")
                );
            else
                table.AddRow(new Text(layer.Layer), new Text(names));
            before = Math.Min(before, layer.Elements.Count);
        }
        if (report.Layers.Count > 0)
            console.Write(table);
    }

    public static string Json(string file, SymmetryReport report, ImportedProgram program)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("file", file);
            json.WriteString("verdict", $"{report.Verdict}".ToLowerInvariant());
            json.WriteString("group", report.Group.Symbol);
            json.WriteNumber("steps", program.Program.Count);
            json.WriteStartArray("elements");
            foreach (var finding in report.Findings)
            {
                json.WriteStartObject();
                json.WriteString("name", finding.Name);
                finding.Match(
                    carried: of =>
                    {
                        json.WriteString("outcome", "carried");
                        json.WriteString("output", of.Output);
                        json.WriteNumber("difference", of.Difference);
                        return 0;
                    },
                    lost: of => Lost("lost", of.Layer, of.Reason),
                    unknown: of => Lost("unknown", of.Layer, of.Reason)
                );
                if (Residual(report, finding) is { } residual)
                {
                    json.WriteNumber("residual", residual.Residual);
                    json.WriteNumber("scale", residual.Scale);
                    json.WriteNumber("seed", residual.Seed);
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("layers");
            foreach (var layer in report.Layers)
            {
                json.WriteStartObject();
                json.WriteString("layer", layer.Layer);
                json.WriteStartArray("elements");
                foreach (var element in layer.Elements)
                    json.WriteStringValue(report.Group.Group.ElementNames[element]);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
            int Lost(string outcome, string layer, string reason)
            {
                json.WriteString("outcome", outcome);
                json.WriteString("layer", layer);
                json.WriteString("reason", reason);
                return 0;
            }
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Witness? Residual(SymmetryReport report, Finding finding) =>
        report.Witnesses.FirstOrDefault(witness => witness.Element == finding.Element);

    private static string Names(PointGroup group, EqArray<int> elements) =>
        elements.Count == group.Order
            ? group.Symbol
            : $"{{{string.Join(", ", elements.Select(element => group.Group.ElementNames[element]))}}}";

    private static string Layer(Finding finding) =>
        finding.Match(carried: _ => "", lost: of => of.Layer, unknown: of => of.Layer);

    private static string Reason(Finding finding) =>
        finding.Match(carried: _ => "", lost: of => of.Reason, unknown: of => of.Reason);

    private static string Text(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
