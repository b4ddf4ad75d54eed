using System.Text.Json;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Designs;

namespace AgeFormal.Verification.Rendering;

/// <summary>Writes a culprit as a property of a report.</summary>
internal static class CulpritJson
{
    public static void Property(Culprit culprit, Utf8JsonWriter json)
    {
        json.WriteStartObject("culprit");
        Span(culprit.At, json);
        json.WriteString("subterm", culprit.Subterm);
        json.WriteString("sentence", culprit.Sentence);
        json.WriteString("text", culprit.Text);
        json.WriteStartArray("places");
        foreach (var place in culprit.Places)
        {
            json.WriteStartObject();
            Span(place, json);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("repairs");
        foreach (var repair in culprit.Repairs)
        {
            json.WriteStartObject();
            json.WriteString("change", repair.Change);
            json.WriteString("text", repair.Text);
            json.WriteString("scope", repair.Report.Scope);
            json.WriteString("summary", repair.Report.Summary);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Span(SourceSpan span, Utf8JsonWriter json)
    {
        json.WriteNumber("line", span.Line);
        json.WriteNumber("column", span.Column);
        json.WriteNumber("endLine", span.EndLine);
        json.WriteNumber("endColumn", span.EndColumn);
    }
}
