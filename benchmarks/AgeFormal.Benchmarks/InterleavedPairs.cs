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

    public static PairedTimes Measure(int pairs, Action subject, Action baseline)
    {
        for (var i = 0; i < WarmUp; i++)
        {
            subject();
            baseline();
        }
        var times = new (double Subject, double Baseline)[pairs];
        for (var i = 0; i < pairs; i++)
            if (i % 2 == 0)
            {
                var first = Milliseconds(subject);
                times[i] = (first, Milliseconds(baseline));
            }
            else
            {
                var first = Milliseconds(baseline);
                times[i] = (Milliseconds(subject), first);
            }
        return new(
            pairs,
            Median(times.Select(pair => pair.Subject)),
            Median(times.Select(pair => pair.Baseline)),
            Median(times.Select(pair => pair.Subject / pair.Baseline))
        );
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
