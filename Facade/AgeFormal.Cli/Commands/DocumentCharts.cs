using System.Text.Json;
using AgeFormal.Algebra;
using AgeFormal.Cli.Files;
using AgeFormal.Learning.Plots;
using AgeFormal.Learning.Training;

namespace AgeFormal.Cli.Commands;

/// <summary>Drawings of documents: what is drawn is what all of them have.</summary>
internal static class DocumentCharts
{
    private static readonly Kind[] Kinds =
    [
        new("angles", document => document.Has("angles"), Angles),
        new("confusion", document => document.Has("confusion"), Confusion),
        new("memory", document => document.Has("batches"), Memory),
        new("time", document => document.Has("batches"), Time),
        new("error", document => document.Errors.Any(), Errors),
    ];

    /// <summary>The words for what can be drawn.</summary>
    public static IEnumerable<string> Words => Kinds.Select(kind => kind.Word);

    /// <summary>The drawing of documents.</summary>
    /// <param name="word">What is drawn; null for the first that all of them have.</param>
    /// <param name="documents">The documents, at least one.</param>
    /// <returns>The word and the chart.</returns>
    /// <exception cref="ArgumentException">A document has nothing of that, or the matrices are more than one.</exception>
    public static (string Word, IChart Chart) Of(
        string? word,
        IReadOnlyList<PlottedDocument> documents
    )
    {
        var kinds = Kinds.Where(kind => documents.All(kind.IsIn)).ToArray();
        var chosen = kinds.FirstOrDefault(kind => word is null || kind.Word == word);
        if (chosen is null)
            throw new ArgumentException(
                $"{string.Join(", ", documents.Select(document => document.Name))}: found {(kinds.Length == 0 ? "nothing that is drawn" : string.Join(", ", kinds.Select(kind => kind.Word)))}, expected {word ?? "what evaluate --json, train --json or benchmarks -- batches write"} in each."
            );
        try
        {
            return (chosen.Word, chosen.Chart(documents));
        }
        catch (Exception fault)
            when (fault is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ArgumentException(
                $"{string.Join(", ", documents.Select(document => document.Name))}: '{chosen.Word}' is not as it is written by ageformal: {fault.Message}",
                fault
            );
        }
    }

    private static LineChart Angles(IReadOnlyList<PlottedDocument> documents) =>
        new(
            "error by angle of rotation",
            new("angle in degrees", Step: 45),
            new("error in percent"),
            null,
            documents
                .Select(document => new ChartLine(
                    Name(document, documents),
                    OnRight: false,
                    [.. document.Angles.Select(at => (at.Degrees, at.ErrorPercent))]
                ))
                .ToEqArray()
        );

    private static MatrixChart Confusion(IReadOnlyList<PlottedDocument> documents)
    {
        if (documents is not [var only])
            throw new ArgumentException(
                $"There are {documents.Count} documents; one is expected for a confusion matrix."
            );
        var matrix = only.Root.GetProperty("confusion");
        EqArray<string> classes =
        [
            .. matrix.GetProperty("classes").EnumerateArray().Select(name => name.GetString()!),
        ];
        EqArray<int> counts =
        [
            .. matrix
                .GetProperty("counts")
                .EnumerateArray()
                .SelectMany(row => row.EnumerateArray())
                .Select(count => count.GetInt32()),
        ];
        return counts.Count == classes.Count * classes.Count
            ? new($"{only.Title}: what was taken for what", classes, counts)
            : throw new FormatException(
                $"found {counts.Count} counts for {classes.Count} classes, expected {classes.Count * classes.Count}."
            );
    }

    private static BarChart Errors(IReadOnlyList<PlottedDocument> documents) =>
        new(
            "error",
            new("error in percent, with one standard deviation over seeds"),
            documents
                .SelectMany(document => document.Errors)
                .GroupBy(one => one.Network, one => one.Percent, StringComparer.Ordinal)
                .Select(network => new ChartBar(
                    network.Count() == 1 ? network.Key : $"{network.Key} ({network.Count()} seeds)",
                    network.Average(),
                    TrainingCurves.Deviation([.. network])
                ))
                .ToEqArray()
        );

    private static LineChart Memory(IReadOnlyList<PlottedDocument> documents) =>
        ByBatch(documents, "peak of memory of a training step", "MiB", "mebibytes");

    private static LineChart Time(IReadOnlyList<PlottedDocument> documents) =>
        ByBatch(documents, "time of a training step", "milliseconds an image", "stepMilliseconds");

    private static LineChart ByBatch(
        IReadOnlyList<PlottedDocument> documents,
        string title,
        string unit,
        string field
    ) =>
        new(
            title,
            new("images in a batch"),
            new(unit),
            null,
            documents
                .SelectMany(document => document.Rows("batches"))
                .GroupBy(row => row.GetProperty("network").GetString()!, StringComparer.Ordinal)
                .Select(network => new ChartLine(
                    network.Key,
                    OnRight: false,
                    [.. network.Select(row => (Number(row, "batch"), Number(row, field)))]
                ))
                .ToEqArray()
                is { Count: > 0 } lines
                ? lines
                : throw new FormatException("found no row, expected at least one line")
        );

    private static double Number(JsonElement row, string field) =>
        row.GetProperty(field).GetDouble();

    // Two documents of one network are told apart by their files.
    private static string Name(PlottedDocument document, IReadOnlyList<PlottedDocument> all) =>
        all.Count(other => other.Title == document.Title) == 1 ? document.Title : document.Name;

    private sealed record Kind(
        string Word,
        Func<PlottedDocument, bool> IsIn,
        Func<IReadOnlyList<PlottedDocument>, IChart> Chart
    );
}
