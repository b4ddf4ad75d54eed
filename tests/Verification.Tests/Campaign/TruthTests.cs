using System.Diagnostics;
using AgeFormal.Laws;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Designs;

namespace AgeFormal.Verification.Tests.Campaign;

/// <summary>The verdicts on designs outside of the zoo against what is true of them.</summary>
public sealed class TruthTests
{
    // One of so many designs of a folder.
    private const int Sample = 9;

    // A maximum of two channels by relu, and a maximum of maxima over windows that H exchanges, are not written out.
    private static readonly string[] NotDecided = ["max-of-two-by-relu", "row-then-column-max"];

    // The table says conditional; g·h·(h⁻¹·n) is g·n, so that it reads Win(S) for every H.
    private static readonly string[] Unconditional = ["absolute-window-in-frame"];

    private static string Further =>
        Path.Combine(Repository.Root, "tests", "Verification.Tests", "Campaign", "Further");

    [Test]
    public void No_verdict_on_a_sample_of_further_designs_is_wrong() =>
        Compare(TruthTable.Of(Further).Where((_, i) => i % Sample == 0), NotDecided);

    [Test]
    [Category("Long")]
    public void No_verdict_on_further_designs_is_wrong() =>
        Compare(TruthTable.Of(Further), NotDecided);

    [Test]
    [Category("Long")]
    public void No_verdict_on_the_shared_designs_is_wrong() =>
        Compare(
            TruthTable
                .Of(SharedFiles.Cases("designs"))
                .Select(one =>
                    Unconditional.Contains(one.Name) ? one with { Truth = "equivariant" } : one
                ),
            []
        );

    [Test]
    [Category("Long")]
    public void The_truth_of_further_designs_is_that_of_numbers()
    {
        var judge = new NumericJudge(draws: 24, places: 3, steps: 400_000);
        // A gate that is open where several numbers agree by chance.
        string[] tooRare = ["gate-of-equal-neighbours"];
        var wrong = TruthTable
            .Of(Further)
            .Where(one => !tooRare.Contains(one.Name))
            .Where(one =>
                judge.Of(one.Design).ToArray() is var seen
                && one.Truth switch
                {
                    "equivariant" => seen.Any(of => of.Found is not null),
                    "conditional" => !seen.Any(of => of.Found is null && of.Compared > 0),
                    _ => seen.All(of => of.Found is null),
                }
            )
            .Select(one => $"{one.Name} is not {one.Truth}");
        Assert.That(wrong, Is.Empty);
    }

    [TestCase("broken", "f[o](g)", "is broken, and proved")]
    [TestCase("equivariant", "f[o](g) + V(Abs(g))", "is equivariant, and refuted")]
    [TestCase("conditional", "f[o](g)", "is proved without its condition")]
    [TestCase("unknown", "f[o](g)", "unknown truth")]
    public void A_wrong_verdict_is_seen(string truth, string body, string fault)
    {
        var design = DesignParser.Parse(
            $"design d\ngroup p4m\ninput f[2] on group\noutput 2\nparam V[H]\nlambda(g; o). {body}",
            "d"
        );
        Assert.That(
            new TrueDesign("d", truth, design).Fault(DesignVerifier.Verify(design)),
            Does.Contain(fault)
        );
    }

    private static void Compare(IEnumerable<TrueDesign> designs, string[] undecided)
    {
        var faults = new List<string>();
        var open = new List<string>();
        var times = new List<(double Seconds, string Name)>();
        foreach (var one in designs)
        {
            var start = Stopwatch.GetTimestamp();
            var report = DesignVerifier.Verify(one.Design);
            times.Add((Stopwatch.GetElapsedTime(start).TotalSeconds, one.Name));
            if (one.Fault(report) is { } fault)
                faults.Add(fault);
            if (report.Theorem is Verdict.Undecided)
                open.Add(one.Name);
        }
        times.Sort();
        TestContext.Out.WriteLine(
            $"{times.Count} designs, undecided: {string.Join(", ", open.DefaultIfEmpty("none"))}; 95 % within {times[times.Count * 95 / 100].Seconds:0.00} s, the slowest {times[^1].Name} {times[^1].Seconds:0.00} s"
        );
        Assert.That(faults, Is.Empty);
        Assert.That(open, Is.SubsetOf(undecided));
    }
}
