using System.Globalization;
using System.Text.Json;
using AgeFormal.Facade;
using AgeFormal.Networks;
using AgeFormal.Operators;

namespace AgeFormal.Benchmarks;

/// <summary>Time and memory of networks by the size of the batch, as JSON, which <c>ageformal plot</c> draws.</summary>
internal static class BatchBenchmark
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(3);
    private static readonly int[] Batches = [4, 16, 64, 128];
    private static readonly string[] Networks = ["p4-cnn", "alphaf-p4-cnn", "alpha-p4-cnn"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
    };

    /// <summary>Measures the networks, three of rotated digits where none is named, and writes the document.</summary>
    public static void Write(string path, IReadOnlyList<string> names, TextWriter progress)
    {
        var rows = new List<BatchRow>();
        foreach (var name in names.Count == 0 ? Networks : names)
        foreach (var batch in Batches)
        {
            rows.Add(Measure(NetworkName.Parse(name), batch));
            progress.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{rows[^1].Network}, {batch} images: {rows[^1].StepMilliseconds:F2} ms an image, {rows[^1].Mebibytes:F0} MiB"
                )
            );
        }
        var document = new { Machine = Machine.Describe(), Batches = rows };
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, document, Json));
    }

    // Steps and passes in turn, so that what else the machine does falls on both.
    private static BatchRow Measure(NetworkName name, int batch)
    {
        using var network = new TimedNetwork($"{name}", batch);
        var times = InterleavedPairs.Within(Budget, network.Step, network.Infer);
        return new(
            $"{name}",
            batch,
            times.Subject / batch,
            times.Baseline / batch,
            PerformanceBenchmark.Peak(name, batch)
        );
    }
}

/// <summary>What was measured of a network with a batch.</summary>
/// <param name="Network">The network.</param>
/// <param name="Batch">The images of a step.</param>
/// <param name="StepMilliseconds">The median time of a training step, an image.</param>
/// <param name="InferenceMilliseconds">The median time of a pass, an image.</param>
/// <param name="Mebibytes">The peak of a process that makes one training step.</param>
internal sealed record BatchRow(
    string Network,
    int Batch,
    double StepMilliseconds,
    double InferenceMilliseconds,
    double Mebibytes
);
