using System.Globalization;
using System.Text;
using AgeFormal.Facade;
using AgeFormal.Networks;
using static TorchSharp.torch;

namespace AgeFormal.Benchmarks;

/// <summary>Measures networks and writes <c>docs/performance.md</c>.</summary>
internal static class PerformanceDocument
{
    private const string Attentive = "alpha-p4-cnn";
    private const int Batch = 32;

    /// <summary>Measures the networks, those of the catalogue where none is named, and writes the document.</summary>
    public static void Write(string path, IReadOnlyList<string> names, TextWriter progress)
    {
        var peak = PerformanceBenchmark.MultiplyAddsOfProducts();
        var stored = PerformanceBenchmark.AgainstStored(Attentive, Batch);
        var peer = Peer.Measure();
        var rows = new List<PerformanceRow>();
        foreach (
            var name in names.Count == 0 ? Catalogue.Names : [.. names.Select(NetworkName.Parse)]
        )
        {
            rows.Add(PerformanceBenchmark.Measure(name));
            progress.WriteLine(Time(rows[^1], peak));
            // A run that is broken off leaves what it has measured.
            File.WriteAllText(path, Text(rows, peak, stored, peer));
        }
    }

    private static string Text(
        List<PerformanceRow> rows,
        double peak,
        (PairedTimes Step, PairedTimes Inference) stored,
        string peer
    )
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.AppendLine(FormattableString.Invariant(line));
        Line($"# Performance");
        Line($"");
        Line(
            $"Measured on {DateTime.Now:yyyy-MM-dd} on the CPU ({Machine.Describe()}; libtorch with {get_num_threads()} threads) in one run of"
        );
        Line($"");
        Line(
            $"    dotnet run -c Release --project benchmarks/AgeFormal.Benchmarks -- performance FILE [NETWORK…]"
        );
        Line($"");
        Line(
            $"float32, random images. A network and the one of the same group and architecture without attention (**plain**) are called in turn, A B then B A; times are medians, and a ratio is the median of the ratios of the pairs, so that what else the machine does falls on both. A training step is forward pass, cross-entropy, backward pass and Adam. The **share of the peak** is that of the products of two values which inference needs (`ageformal show` counts them) in those that libtorch's product of two matrices of 2048 × 2048 makes in the same time, {peak / 1e6:F0} billion a second in this run; networks that spend their time on other things than products have a small one."
        );
        Line($"");
        Line($"## Time");
        Line($"");
        Line(
            $"| network | batch | training step, ms an image | × plain | inference, ms an image | × plain | share of the peak | pairs |"
        );
        Line($"|---|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var row in rows)
            text.AppendLine(Time(row, peak));
        Line($"");
        Line(
            $"`{Attentive}` against itself with its responses stored, batch {Batch}: training step × {stored.Step.Ratio:F3}, inference × {stored.Inference.Ratio:F3} ({stored.Step.Pairs} and {stored.Inference.Pairs} pairs)."
        );
        Line($"");
        Plot(text, rows);
        Line($"## Memory");
        Line($"");
        Line(
            $"Peak of resident memory of a process that makes one training step, libtorch and runtime included, what another image takes between the two larger batches, and the peak at the largest where training makes again what the gradient needs (`TorchOptions.Recompute`)."
        );
        Line($"");
        Line($"| network | batch: MiB | MiB an image | with `Recompute` |");
        Line($"|---|---|---:|---:|");
        foreach (var row in rows)
            text.AppendLine(Memory(row));
        Line($"");
        Line($"## Beside PyTorch");
        Line($"");
        text.AppendLine(peer);
        return text.ToString();
    }

    private static string Time(PerformanceRow row, double peak) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"| `{row.Name}` | {row.Batch} | {row.Step.Subject / row.Batch:F3} | {Ratio(row, row.Step)} | {row.Inference.Subject / row.Batch:F3} | {Ratio(row, row.Inference)} | {row.MultiplyAdds * row.Batch / row.Inference.Subject / peak:P0} | {row.Step.Pairs}, {row.Inference.Pairs} |"
        );

    private static string Ratio(PerformanceRow row, PairedTimes times) =>
        row.Name == row.Plain ? "" : times.Ratio.ToString("F2", CultureInfo.InvariantCulture);

    private static string Memory(PerformanceRow row)
    {
        var (before, last) = (row.Peaks[^2], row.Peaks[^1]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| `{row.Name}` | {string.Join(", ", row.Peaks.Select(peak => FormattableString.Invariant($"{peak.Batch}: {peak.Mebibytes:F0}")))} | {(last.Mebibytes - before.Mebibytes) / (last.Batch - before.Batch):F1} | {row.Recomputed:F0} |"
        );
    }

    private static void Plot(StringBuilder text, IEnumerable<PerformanceRow> rows)
    {
        PerformanceRow[] attentive = [.. rows.Where(row => row.Name != row.Plain)];
        if (attentive.Length == 0)
            return;
        var numbers = attentive.Select(row =>
            row.Step.Ratio.ToString("F2", CultureInfo.InvariantCulture)
        );
        text.Append(
            $"""
            ```mermaid
            xychart-beta horizontal
                title "Training step, × plain"
                x-axis [{string.Join(", ", attentive.Select(row => $"\"{row.Name}\""))}]
                y-axis "×"
                bar [{string.Join(", ", numbers)}]
            ```


            """
        );
    }
}
