using System.Diagnostics;
using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Networks;
using AgeFormal.Operators.Language;
using AgeFormal.Verification;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Zoo;

namespace AgeFormal.Benchmarks;

/// <summary>
/// The time of a proof, of its replay by the checker and, for designs, of the whole verdict with its identity test and search
/// for counterexamples: every design of the zoo, every network of the catalogue.
/// </summary>
/// <remarks>
/// What is not proved is what the prover alone gives up, with every law tried. A verdict tries the laws only where no
/// counterexample is known.
/// </remarks>
internal static class ProofBenchmark
{
    private const int WarmUp = 20;
    private const int Repetitions = 51;
    private const int Verdicts = 5;
    private const double MostOfDesign = 5;
    private const double MostOfNetwork = 100;

    public static void Run(TextWriter output)
    {
        var designs = DesignZoo
            .All.Select(entry =>
            {
                var granted = DesignAssumptions.Declared(entry.Design);
                var vocabulary = DesignVocabulary.On(entry.Design, GroupOf(entry.Design), granted);
                return Timed(
                    entry.Name,
                    () => Prover.Prove(entry.Design.Formula, vocabulary, granted)
                ) with
                {
                    Whole = Median(() => DesignVerifier.Verify(entry.Design), 1, Verdicts),
                };
            })
            .ToArray();
        Write(output, "design", designs, MostOfDesign);
        var networks = Catalogue
            .All.Select(network =>
            {
                var op = network.Elaborate();
                return Timed(network.Name, () => Prover.Prove(op));
            })
            .ToArray();
        Write(output, "network", networks, MostOfNetwork);
    }

    private sealed record Timing(string Name, string Verdict, double Proof, double? Replay)
    {
        /// <summary>Of the whole verdict, in milliseconds; null where it is not measured.</summary>
        public double? Whole { get; init; }
    }

    private static Timing Timed(string name, Func<Verdict> prove)
    {
        var verdict = prove();
        var derivation = verdict.Match<Derivation?>(
            proved: proved => proved.Proof,
            refuted: _ => null,
            undecided: _ => null
        );
        return new(
            name,
            verdict.IsProved ? "proved" : "not proved",
            Median(() => prove(), WarmUp, Repetitions),
            derivation is null
                ? null
                : Median(() => ProofChecker.FindFault(derivation), WarmUp, Repetitions)
        );
    }

    /// <summary>The median in milliseconds, after a warm-up.</summary>
    private static double Median(Action run, int warmUp, int repetitions)
    {
        for (var i = 0; i < warmUp; i++)
            run();
        var times = new double[repetitions];
        for (var i = 0; i < repetitions; i++)
        {
            var start = Stopwatch.GetTimestamp();
            run();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(times);
        return times[repetitions / 2];
    }

    // No step uses a property of H but by a condition: one group of the lattice that has the windows stands for all.
    private static PointGroup GroupOf(Design design) =>
        design.Group.Match(
            any: _ =>
                design.Windows.Any(window => window.Shape is WindowShape.Hexagon)
                    ? PointGroups.P6m
                    : PointGroups.P4m,
            abelian: _ => PointGroups.P4,
            named: named => PointGroups.Parse(named.Symbol)
        );

    private static void Write(TextWriter output, string what, Timing[] timings, double most)
    {
        static string Milliseconds(double? time) =>
            time?.ToString("0.000", CultureInfo.InvariantCulture) ?? "";
        output.WriteLine(
            $"{what, -44}{"verdict", -12}{"proof, ms", 12}{"replay, ms", 12}{"whole, ms", 12}"
        );
        foreach (var timing in timings)
            output.WriteLine(
                $"{timing.Name, -44}{timing.Verdict, -12}{Milliseconds(timing.Proof), 12}{Milliseconds(timing.Replay), 12}{Milliseconds(timing.Whole), 12}"
            );
        var slowest = timings.MaxBy(timing => timing.Proof)!;
        var above = timings.Count(timing => timing.Proof >= most);
        foreach (var kind in timings.GroupBy(timing => timing.Verdict))
            output.WriteLine(
                $"{kind.Count()} {kind.Key}, in sum: proof {Milliseconds(kind.Sum(timing => timing.Proof))} ms, replay {Milliseconds(kind.Sum(timing => timing.Replay))} ms, whole {Milliseconds(kind.Sum(timing => timing.Whole))} ms"
            );
        output.WriteLine(
            $"{timings.Length} of them, median of {Repetitions} after {WarmUp}; slowest: {slowest.Name}, {Milliseconds(slowest.Proof)} ms; {above} at {most} ms or more"
        );
        output.WriteLine();
    }
}
