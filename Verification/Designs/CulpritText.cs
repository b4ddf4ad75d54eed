using System.Globalization;
using System.Text;

namespace AgeFormal.Verification.Designs;

/// <summary>A culprit as plain text.</summary>
internal static class CulpritText
{
    /// <summary>The lines with carets, what is wrong, and what would be proved.</summary>
    public static string Render(Culprit culprit)
    {
        var text = new StringBuilder();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"to blame, line {culprit.At.Line}, column {culprit.At.Column}:"
        );
        var lines = culprit.Text.Split('\n');
        foreach (var line in Lines(culprit))
        {
            Line(text, line, lines[line - 1]);
            text.Append("      │ ").AppendLine(Marks(culprit, line, lines[line - 1]));
        }
        text.AppendLine(CultureInfo.InvariantCulture, $"  {culprit.Sentence}");
        foreach (var repair in culprit.Repairs)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"repair: {repair}");
            var repaired = repair.Text.Split('\n');
            foreach (var line in repair.Lines)
                Line(text, line, repaired[line - 1]);
        }
        return text.ToString().TrimEnd();
    }

    /// <summary>The lines of the culprit and of its places, in order.</summary>
    private static IEnumerable<int> Lines(Culprit culprit) =>
        culprit
            .Places.Append(culprit.At)
            .SelectMany(span => Enumerable.Range(span.Line, span.EndLine - span.Line + 1))
            .Distinct()
            .Order();

    private static void Line(StringBuilder text, int number, string line) =>
        text.AppendLine(CultureInfo.InvariantCulture, $"{number, 5} │ {line.TrimEnd()}");

    // ^ under what reads the grid, ~ under the rest of the culprit; a combining accent takes no column of its own.
    private static string Marks(Culprit culprit, int line, string written) =>
        string.Concat(
                written
                    .TrimEnd()
                    .Index()
                    .Where(symbol =>
                        CharUnicodeInfo.GetUnicodeCategory(symbol.Item)
                        != UnicodeCategory.NonSpacingMark
                    )
                    .Select(symbol =>
                        culprit.Places.Any(place => place.Holds(line, symbol.Index + 1)) ? '^'
                        : culprit.At.Holds(line, symbol.Index + 1) ? '~'
                        : ' '
                    )
            )
            .TrimEnd();
}
