using System.ComponentModel;
using System.Globalization;
using System.Text.Json;

namespace AgeFormal.Benchmarks;

/// <summary>The same networks as PyTorch users write them (<c>peer.py</c>), where Python has a PyTorch.</summary>
internal static class Peer
{
    private const string Script = "peer.py";
    private static readonly string[] Names = ["p4-cnn", "alphaf-p4-cnn"];
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(6);

    /// <summary>A table of both, or why there is none.</summary>
    public static string Measure()
    {
        string output;
        try
        {
            output = ChildProcess.OutputOf(
                "python3",
                Path.Combine(AppContext.BaseDirectory, Script)
            );
        }
        catch (Exception cause) when (cause is Win32Exception or InvalidOperationException)
        {
            return "No Python with a PyTorch was found on the machine.";
        }
        using var found = JsonDocument.Parse(output);
        var rows = found
            .RootElement.GetProperty("rows")
            .EnumerateArray()
            .Select(row =>
                Row(
                    row.GetProperty("name").GetString()!,
                    row.GetProperty("batch").GetInt32(),
                    row.GetProperty("step").GetDouble(),
                    row.GetProperty("inference").GetDouble()
                )
            );
        return $"""
            PyTorch {found.RootElement.GetProperty(
                "version"
            ).GetString()} of the same machine, networks written with turned kernels that are made anew in every pass (`benchmarks/AgeFormal.Benchmarks/{Script}`), the same number of threads; milliseconds an image.

            | network | batch | training step, PyTorch | here | inference, PyTorch | here |
            |---|---:|---:|---:|---:|---:|
            {string.Join('\n', rows)}
            """;
    }

    private static string Row(string name, int batch, double step, double inference)
    {
        if (!Names.Contains(name))
            throw new InvalidDataException(
                $"{Script} measured '{name}', expected {string.Join(", ", Names)}"
            );
        using var network = new TimedNetwork(name, batch);
        // Each by itself: a step leaves kernels that the next inference has to make.
        var steps = InterleavedPairs.Within(Budget, network.Step, network.Step);
        var inferences = InterleavedPairs.Within(Budget, network.Infer, network.Infer);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| `{name}` | {batch} | {step:F3} | {steps.Subject / batch:F3} | {inference:F3} | {inferences.Subject / batch:F3} |"
        );
    }
}
