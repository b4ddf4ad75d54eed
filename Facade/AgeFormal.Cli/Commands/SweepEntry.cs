using System.Text.Json;
using System.Text.Json.Serialization;
using AgeFormal.Learning.Training;

namespace AgeFormal.Cli.Commands;

/// <summary>What is said of one training of a sweep.</summary>
/// <param name="Index">Its place in the sweep.</param>
/// <param name="Network">The network.</param>
/// <param name="Text">In words.</param>
/// <param name="ErrorPercent">The validation error; not a number without validation.</param>
/// <param name="Report">As JSON.</param>
internal sealed record SweepEntry(
    int Index,
    string Network,
    string Text,
    double ErrorPercent,
    JsonElement Report
)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>What is said of an outcome.</summary>
    public static SweepEntry Of(int index, TrainingOutcome outcome) =>
        new(
            index,
            outcome.Network,
            outcome.Text,
            outcome.Report.ValidationErrorPercent ?? double.NaN,
            Terminal.Element(outcome.Json)
        );

    /// <summary>The entries of all processes of a job, in the order of the sweep.</summary>
    public static SweepEntry[] Gathered(ICollective processes, SweepEntry[] own)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(own, Options);
        double[] lengths = processes.Values(bytes.Length);
        var most = (int)lengths.Max();
        var all = new byte[checked(most * processes.Ranks)];
        Array.Resize(ref bytes, most);
        processes.Gather(bytes, all);
        return
        [
            .. lengths
                .SelectMany(
                    (length, rank) =>
                        JsonSerializer.Deserialize<SweepEntry[]>(
                            all.AsSpan(rank * most, (int)length),
                            Options
                        )!
                )
                .OrderBy(entry => entry.Index),
        ];
    }

    /// <summary>
    /// For each network that was trained more than once, mean and standard deviation, with the divisor n − 1, of the
    /// validation errors.
    /// </summary>
    public static SweepSummary[] Summaries(IReadOnlyList<SweepEntry> entries) =>
        [
            .. entries
                .GroupBy(entry => entry.Network, StringComparer.Ordinal)
                .Where(network => network.Count() > 1)
                .Select(network => Summary(network.Key, network)),
        ];

    private static SweepSummary Summary(string network, IEnumerable<SweepEntry> entries)
    {
        double[] errors = [.. entries.Select(entry => entry.ErrorPercent)];
        return new(network, errors.Length, errors.Average(), TrainingCurves.Deviation(errors));
    }
}
