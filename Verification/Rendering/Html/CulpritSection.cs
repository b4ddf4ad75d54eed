using AgeFormal.Verification.Designs;
using static AgeFormal.Verification.Rendering.Html.Node;

namespace AgeFormal.Verification.Rendering.Html;

/// <summary>What is to blame for a refutation, underlined in the text of the design, and the repaired designs.</summary>
internal static class CulpritSection
{
    public static Node Of(Culprit culprit) =>
        Page.Section(
            "culprit",
            "What is to blame",
            [
                Tag(
                        "p",
                        $"Line {culprit.At.Line}, column {culprit.At.Column}: ",
                        Tag("code", culprit.Subterm),
                        $" {culprit.Sentence}."
                    )
                    .Class("verdict"),
                Tag("pre", Source(culprit)).Class("source-text"),
                .. culprit.Repairs.Select(Repair),
            ]
        );

    // The text in runs of characters of one kind: of the culprit, of a place in it, or of neither.
    private static IEnumerable<Node> Source(Culprit culprit)
    {
        var runs = new List<(string? Kind, string Text)>();
        var (line, column) = (1, 1);
        foreach (var symbol in culprit.Text.TrimEnd())
        {
            var kind =
                culprit.Places.Any(place => place.Holds(line, column)) ? "culprit place"
                : culprit.At.Holds(line, column) ? "culprit"
                : null;
            if (runs.Count > 0 && runs[^1].Kind == kind)
                runs[^1] = (kind, runs[^1].Text + symbol);
            else
                runs.Add((kind, $"{symbol}"));
            (line, column) = symbol == '\n' ? (line + 1, 1) : (line, column + 1);
        }
        return runs.Select(run =>
            run.Kind is { } kind ? Tag("u", run.Text).Class(kind) : (Node)run.Text
        );
    }

    private static Node Repair(DesignRepair repair)
    {
        var lines = repair.Text.Split('\n');
        return Tag(
                "div",
                Tag(
                    "p",
                    Page.Badge(Tone.Good, "proved"),
                    $" {repair.Change}, for {repair.Report.Scope}"
                ),
                Tag(
                    "pre",
                    string.Join('\n', repair.Lines.Select(line => lines[line - 1].TrimEnd()))
                )
            )
            .Class("repair");
    }
}
