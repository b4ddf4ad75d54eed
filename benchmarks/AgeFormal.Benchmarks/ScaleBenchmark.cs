using System.Diagnostics;
using System.Globalization;
using AgeFormal.Operators;
using AgeFormal.Verification.Designs;

namespace AgeFormal.Benchmarks;

/// <summary>
/// Time and peak memory of the verification of large designs, each in a process of its own, and the ratio to the smallest one.
/// </summary>
internal static class ScaleBenchmark
{
    private const int Repetitions = 3;

    /// <summary>Every line of <see cref="ScaleDesigns"/> in a child process, the median of three.</summary>
    public static void Run(TextWriter output)
    {
        output.WriteLine(
            $"{"design", -32}{"verdict", -12}{"time, s", 10}{"peak, MiB", 12}{"ratio", 10}"
        );
        double? unit = null;
        foreach (var (name, _) in ScaleDesigns.All)
        {
            var lines = Enumerable
                .Range(0, Repetitions)
                .Select(_ => Child(name))
                .OrderBy(line => line.Seconds)
                .ToArray();
            var median = lines[Repetitions / 2];
            unit ??= median.Seconds;
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name, -32}{median.Verdict, -12}{median.Seconds, 10:F2}{lines.Max(line => line.Mebibytes), 12:F0}{median.Seconds / unit, 10:F1}"
                )
            );
            output.Flush();
        }
    }

    /// <summary>One line, for the parent: the verdict, seconds, the peak in MiB.</summary>
    public static void RunOne(string name, TextWriter output)
    {
        var design = ScaleDesigns.Find(name);
        var start = Stopwatch.GetTimestamp();
        string word;
        try
        {
            word = Word(DesignVerifier.Verify(design).Theorem);
        }
        catch (ScopeException)
        {
            word = "refused";
        }
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{word}\t{seconds:R}\t{ChildProcess.PeakMebibytes():R}"
            )
        );
    }

    private sealed record Line(string Verdict, double Seconds, double Mebibytes);

    private static string Word(Verdict verdict) =>
        verdict.Match(proved: _ => "proved", refuted: _ => "refuted", undecided: _ => "undecided");

    private static Line Child(string name)
    {
        var cells = ChildProcess.Output("scale", name).Split('\t');
        return cells.Length == 3
            ? new(
                cells[0],
                double.Parse(cells[1], CultureInfo.InvariantCulture),
                double.Parse(cells[2], CultureInfo.InvariantCulture)
            )
            : throw new InvalidOperationException($"the line '{name}' has {cells.Length} cells");
    }
}
