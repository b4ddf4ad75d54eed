using AgeFormal.Networks.Onnx;
using AgeFormal.Symmetry;
using AgeFormal.Verification.Rendering.Html;
using static AgeFormal.Verification.Rendering.Html.Node;

namespace AgeFormal.Cli.Rendering;

/// <summary>The symmetry of a file's network as one page: the verdict, each element, and the graph as a list of layers.</summary>
internal static class SymmetryPage
{
    public static string Write(string file, SymmetryReport report, ImportedProgram program)
    {
        var name = Path.GetFileName(file);
        return Page.Of(
            name,
            SymmetryView.Schema,
            Tag("header", Tag("h1", name), Page.Headline(Of(report.Verdict), Headline(report))),
            Page.Section(
                "elements",
                "Elements",
                Page.Note(
                    $"{program.Operators.Values.Sum()} nodes, {program.Program.Count} steps, input {program.Input}"
                ),
                List(
                    SymmetryWords
                        .Outputs(report)
                        .Concat(SymmetryWords.Within(report) is { } within ? [within] : [])
                        .Concat(SymmetryWords.Lost(report))
                )
            ),
            Page.Section(
                "layers",
                "Layers",
                Page.Table(
                    "layers",
                    ["layer", "exact under"],
                    SymmetryWords
                        .Layers(report)
                        .Select(row =>
                        {
                            var names = SymmetryWords.Names(report.Group, row.Layer.Elements);
                            return (Node[])
                                [
                                    row.Layer.Layer,
                                    row.IsBreak ? Page.Badge(Tone.Bad, names) : names,
                                ];
                        })
                )
            )
        );
    }

    private static string Headline(SymmetryReport report) =>
        $"{report.Verdict} under {report.Group.Symbol}: {SymmetryWords.Carried(report)}";

    private static Node List(IEnumerable<string> sentences) =>
        Tag("ul", sentences.Select(sentence => Tag("li", sentence)));

    private static Tone Of(SymmetryVerdict verdict) =>
        verdict switch
        {
            SymmetryVerdict.Proved => Tone.Good,
            SymmetryVerdict.Refuted => Tone.Bad,
            _ => Tone.Open,
        };
}
