using System.Text;
using System.Text.Json;
using AgeFormal.Networks.Onnx;
using AgeFormal.Symmetry;
using Spectre.Console;

namespace AgeFormal.Cli.Rendering;

/// <summary>The symmetry of a file's network, for a person or as JSON.</summary>
internal static class SymmetryView
{
    /// <summary>The name and version of the JSON form.</summary>
    public const string Schema = "ageformal.symmetry-report/1";

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
        console.MarkupLineInterpolated($"{SymmetryWords.Carried(report)}");
        foreach (var output in SymmetryWords.Outputs(report))
            console.MarkupLineInterpolated($"· {output}");
        if (SymmetryWords.Within(report) is { } within)
            console.MarkupLineInterpolated($"[yellow]· {within}[/]");
        foreach (var lost in SymmetryWords.Lost(report))
            console.MarkupLineInterpolated($"[yellow]· {lost}[/]");
        var table = new Table().AddColumn("layer").AddColumn("exact under");
        foreach (var (layer, isBreak, same) in SymmetryWords.Changes(report))
        {
            var names = SymmetryWords.Names(report.Group, layer.Elements);
            var style = isBreak ? new Style(Color.Red) : Style.Plain;
            table.AddRow(new Text(layer.Layer, style), new Text(names, style));
            if (same > 0)
                table.AddRow(
                    new Text($"… {same} {(same == 1 ? "layer" : "layers")} more", new(Color.Grey)),
                    new Text("as that", new(Color.Grey))
                );
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
            json.WriteString("schema", Schema);
            json.WriteString("file", file);
            json.WriteString("verdict", $"{report.Verdict}".ToLowerInvariant());
            json.WriteString("group", report.Group.Symbol);
            json.WriteNumber("steps", program.Program.Count);
            json.WriteString("outputFields", report.OutputFields);
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
                if (SymmetryWords.Residual(report, finding) is { } residual)
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
}
