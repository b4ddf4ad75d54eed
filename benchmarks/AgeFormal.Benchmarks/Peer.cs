using System.ComponentModel;
using System.Globalization;
using System.Text.Json;

namespace AgeFormal.Benchmarks;

/// <summary>
/// The same networks as PyTorch users write them (<c>peer.py</c>), where Python has a PyTorch; both as they are, and both
/// with the same vector instructions of oneDNN, which this library limits where wider ones were seen to be wrong.
/// </summary>
internal static class Peer
{
    /// <summary>The argument that makes this program a process whose times are measured.</summary>
    public const string TimesArgument = "times-of";

    private const string Script = "peer.py";
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(6);
    private static readonly Dictionary<string, string> AsItIs = [];

    // The name of the variable since version 2.7, and before.
    private static readonly Dictionary<string, string> Limited = new()
    {
        ["ONEDNN_MAX_CPU_ISA"] = "SSE41",
        ["DNNL_MAX_CPU_ISA"] = "SSE41",
    };

    /// <summary>A table of both, or why there is none.</summary>
    public static string Measure()
    {
        (string Version, Times[] Rows) peer,
            limited;
        try
        {
            peer = Theirs(AsItIs);
            limited = Theirs(Limited);
        }
        catch (Exception cause) when (cause is Win32Exception or InvalidOperationException)
        {
            return "No Python with a PyTorch was found on the machine.";
        }
        var rows = peer.Rows.Zip(
            limited.Rows,
            (theirs, narrow) => Row(theirs, narrow, Ours(AsItIs, theirs), Ours(Limited, theirs))
        );
        return $"""
            PyTorch {peer.Version} of the same machine, networks written with turned kernels that are made anew in every pass (`benchmarks/AgeFormal.Benchmarks/{Script}`), the same number of threads; milliseconds an image, PyTorch / here, each in a process of its own. On AMD's family 1Ah this library limits oneDNN to SSE4.1, as wider kernels gave NaN there; the right columns give both libraries that limit.

            | network | batch | training step | inference | training step, both SSE4.1 | inference, both SSE4.1 |
            |---|---:|---:|---:|---:|---:|
            {string.Join('\n', rows)}
            """;
    }

    /// <summary>The times of a network here, in milliseconds an image: a training step and inference.</summary>
    public static void Times(string name, int batch, TextWriter output)
    {
        using var network = new TimedNetwork(name, batch);
        // Each by itself: a step leaves kernels that the next inference has to make.
        var step = InterleavedPairs.Within(Budget, network.Step, network.Step);
        var inference = InterleavedPairs.Within(Budget, network.Infer, network.Infer);
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{step.Subject / batch:R} {inference.Subject / batch:R}"
            )
        );
    }

    private static (string Version, Times[] Rows) Theirs(Dictionary<string, string> variables)
    {
        using var found = JsonDocument.Parse(
            ChildProcess.OutputOf(
                variables,
                "python3",
                Path.Combine(AppContext.BaseDirectory, Script)
            )
        );
        return (
            found.RootElement.GetProperty("version").GetString()!,
            [
                .. found
                    .RootElement.GetProperty("rows")
                    .EnumerateArray()
                    .Select(row => new Times(
                        row.GetProperty("name").GetString()!,
                        row.GetProperty("batch").GetInt32(),
                        row.GetProperty("step").GetDouble(),
                        row.GetProperty("inference").GetDouble()
                    )),
            ]
        );
    }

    private static Times Ours(Dictionary<string, string> variables, Times of)
    {
        double[] times =
        [
            .. ChildProcess
                .Output(variables, TimesArgument, of.Name, $"{of.Batch}")
                .Split(' ')
                .Select(time => double.Parse(time, CultureInfo.InvariantCulture)),
        ];
        return of with { Step = times[0], Inference = times[1] };
    }

    private static string Row(Times theirs, Times narrow, Times ours, Times oursNarrow) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"| `{theirs.Name}` | {theirs.Batch} | {theirs.Step:F3} / {ours.Step:F3} | {theirs.Inference:F3} / {ours.Inference:F3} | {narrow.Step:F3} / {oursNarrow.Step:F3} | {narrow.Inference:F3} / {oursNarrow.Inference:F3} |"
        );
}

/// <summary>Milliseconds an image.</summary>
internal sealed record Times(string Name, int Batch, double Step, double Inference);
