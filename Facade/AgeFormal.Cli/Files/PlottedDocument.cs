using System.Text.Json;
using AgeFormal.Learning;

namespace AgeFormal.Cli.Files;

/// <summary>A JSON document that a command or a benchmark printed, as far as it can be drawn.</summary>
/// <param name="Name">The name of the file, without its ending.</param>
/// <param name="Root">Its content.</param>
internal sealed record PlottedDocument(string Name, JsonElement Root)
{
    /// <summary>Reads a document.</summary>
    /// <exception cref="FormatException">It is no JSON object.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PlottedDocument Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new(Path.GetFileNameWithoutExtension(path), document.RootElement.Clone())
                : throw new FormatException(
                    $"{path}: found {document.RootElement.ValueKind}, expected a JSON object."
                );
        }
        catch (JsonException fault)
        {
            throw new FormatException($"{path} is no JSON document: {fault.Message}", fault);
        }
    }

    /// <summary>Whether the document has a field that is not null.</summary>
    public bool Has(string field) =>
        Root.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>What the legend calls the document: its network, where one is named.</summary>
    public string Title =>
        Has("network") && Root.GetProperty("network").GetString() is { } network ? network : Name;

    /// <summary>The errors by angle that <c>evaluate --angles</c> found.</summary>
    public IEnumerable<AngleError> Angles =>
        Rows("angles")
            .Select(row => new AngleError(
                row.GetProperty("degrees").GetDouble(),
                row.GetProperty("errors").GetInt32(),
                row.GetProperty("errorPercent").GetDouble(),
                row.GetProperty("loss").GetDouble()
            ));

    /// <summary>The error of each network in percent, several times where it was trained with several seeds.</summary>
    public IEnumerable<(string Network, double Percent)> Errors =>
        (Has("runs") ? Rows("runs") : [Root]).SelectMany(run =>
            Percent(run) is { } percent
                ? [(run.GetProperty("network").GetString() ?? Name, percent)]
                : Array.Empty<(string, double)>()
        );

    /// <summary>The rows of a field.</summary>
    public IEnumerable<JsonElement> Rows(string field) =>
        Has(field) && Root.GetProperty(field).ValueKind == JsonValueKind.Array
            ? Root.GetProperty(field).EnumerateArray()
            : [];

    // That of the test of evaluate, or of the validation of train.
    private static double? Percent(JsonElement run) =>
        run.TryGetProperty("network", out _)
        && (
            run.TryGetProperty("errorPercent", out var error)
            || run.TryGetProperty("validationErrorPercent", out error)
        )
        && error.ValueKind == JsonValueKind.Number
            ? error.GetDouble()
            : null;
}
