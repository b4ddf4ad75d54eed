using System.Diagnostics;
using System.Globalization;

namespace AgeFormal.Benchmarks;

/// <summary>
/// Two ways to do one thing, timed in turn, A B then B A, so that what else the machine does falls on both. The figure
/// that counts is the median of the pairs' ratios.
/// </summary>
internal static class InterleavedPairs
{
    private const int WarmUp = 5;
    private const int Fewest = 3;
    private const int Most = 20;

    public static PairedTimes Measure(int pairs, Action subject, Action baseline)
    {
        for (var i = 0; i < WarmUp; i++)
        {
            subject();
            baseline();
        }
        return Of([.. Enumerable.Range(0, pairs).Select(i => Pair(i, subject, baseline))]);
    }

    /// <summary>As many pairs as a time holds, from three to twenty, after one call of each.</summary>
    public static PairedTimes Within(TimeSpan time, Action subject, Action baseline)
    {
        subject();
        baseline();
        var start = Stopwatch.GetTimestamp();
        var times = new List<(double Subject, double Baseline)>();
        while (
            times.Count < Fewest || (times.Count < Most && Stopwatch.GetElapsedTime(start) < time)
        )
            times.Add(Pair(times.Count, subject, baseline));
        return Of(times);
    }

    private static PairedTimes Of(IReadOnlyList<(double Subject, double Baseline)> times) =>
        new(
            times.Count,
            Median(times.Select(pair => pair.Subject)),
            Median(times.Select(pair => pair.Baseline)),
            Median(times.Select(pair => pair.Subject / pair.Baseline))
        );

    private static (double Subject, double Baseline) Pair(int i, Action subject, Action baseline)
    {
        var (first, second) = i % 2 == 0 ? (subject, baseline) : (baseline, subject);
        var (one, other) = (Milliseconds(first), Milliseconds(second));
        return i % 2 == 0 ? (one, other) : (other, one);
    }

    private static double Milliseconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

/// <summary>Medians of interleaved pairs, in milliseconds, and of their ratios.</summary>
internal sealed record PairedTimes(int Pairs, double Subject, double Baseline, double Ratio)
{
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Subject, 8:F2} ms against {Baseline, 8:F2} ms, median ratio {Ratio:F3} ({Pairs} interleaved pairs)"
        );
}
