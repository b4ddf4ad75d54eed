using System.Text.Json.Nodes;
using Json.Schema;

namespace AgeFormal.Laws;

/// <summary>The schemas of <c>docs/schemas</c>.</summary>
public static class JsonSchemas
{
    private static readonly Lazy<Dictionary<string, JsonSchema>> Known = new(() =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "docs", "schemas"), "*.schema.json")
            .ToDictionary(
                path => Path.GetFileName(path).Split('.')[0],
                path => JsonSchema.FromText(File.ReadAllText(path)),
                StringComparer.Ordinal
            )
    );

    public static IEnumerable<string> Names => Known.Value.Keys.Order(StringComparer.Ordinal);

    /// <summary>Every misfit of a document, with its place; empty when the document fits.</summary>
    public static string[] Faults(string schema, string json)
    {
        var options = new EvaluationOptions { OutputFormat = OutputFormat.List };
        foreach (var known in Known.Value.Values)
            options.SchemaRegistry.Register(known);
        var result = Known.Value[schema].Evaluate(JsonNode.Parse(json), options);
        return result.IsValid
            ? []
            :
            [
                .. result
                    .Details.Where(detail => detail.HasErrors)
                    .SelectMany(detail =>
                        detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}")
                    )
                    .DefaultIfEmpty("does not fit"),
            ];
    }
}
