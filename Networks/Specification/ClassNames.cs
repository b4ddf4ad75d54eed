using System.Text.Encodings.Web;
using System.Text.Json;
using AgeFormal.Algebra;

namespace AgeFormal.Networks.Specification;

/// <summary>The names of the classes of a network, in the order of its outputs, as a JSON array of texts.</summary>
public static class ClassNames
{
    private const int Most = 1 << 16;

    private static readonly JsonSerializerOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The text.</summary>
    public static string Render(EqArray<string> names) =>
        JsonSerializer.Serialize<string[]>([.. names], Compact);

    /// <summary>The names that a text lists.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">The name of the text for messages, usually a file.</param>
    /// <exception cref="SpecificationException">The text is no array of texts of at most 200 characters.</exception>
    public static EqArray<string> Parse(string text, string source = "classes") =>
        SpecificationText.Read(
            text,
            source,
            document => document.Array(Most, name => name.Title())
        );
}
