using AgeFormal.Laws;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Tests.Campaign;

/// <summary>Verdicts on designs with named groups, function laws and cancelling absolute parts, judged in numbers.</summary>
public sealed class CampaignTests
{
    private const int Seed = 4;

    private static readonly NumericJudge Judge = new(draws: 10, places: 2, steps: 60_000);
    private static readonly IdentityOptions Options = new() { Instances = 24, Budget = 40_000 };

    [Test]
    public void No_verdict_on_words_windows_and_differences_is_wrong() =>
        Compare(24, [CampaignDesigns.Words, CampaignDesigns.Cancelled, CampaignDesigns.Windowed]);

    [Test]
    [Category("Long")]
    public void No_verdict_on_5_000_random_designs_and_their_mutants_is_wrong() =>
        Compare(
            5000,
            [
                CampaignDesigns.Words,
                CampaignDesigns.Cancelled,
                CampaignDesigns.Windowed,
                CampaignDesigns.Laws,
            ]
        );

    [Test]
    public void A_false_proof_and_a_false_refutation_are_seen()
    {
        var broken = Design("f[o](g) + V(Abs(g))");
        var proved = DesignVerifier.Verify(Design("f[o](g)"), Options);
        var refuted = DesignVerifier.Verify(broken, Options);
        Assert.Multiple(() =>
        {
            Assert.That(Fault(proved), Is.Null);
            Assert.That(Fault(refuted), Is.Null);
            Assert.That(Fault(proved with { Design = broken }), Does.Contain("differs"));
            var other = refuted.Theorem.Match(
                proved: _ => null!,
                refuted: of =>
                    of.Witness.Counterexample! with
                    {
                        Formula = Design("f[o](g) + 0 * V(Abs(g))").Formula,
                    },
                undecided: _ => null!
            );
            Assert.That(
                Fault(
                    refuted with
                    {
                        Theorem = new Verdict.Refuted(
                            new Witness("other") { Counterexample = other }
                        ),
                    }
                ),
                Does.Contain("does not differ")
            );
        });
    }

    private static Design Design(string body) =>
        DesignParser.Parse(
            $"design d\ngroup p4m\ninput f[2] on group\noutput 2\nparam V[H]\nlambda(g; o). {body}",
            "d"
        );

    private static void Compare(int count, IReadOnlyList<IReadOnlyList<string>> families)
    {
        var designs = new CampaignDesigns(Seed, families);
        var random = new Random(Seed);
        var wrong = new List<string>();
        var tally = new Dictionary<string, int>();
        var stuck = new Dictionary<string, int>();
        void Add(string kind, Design design)
        {
            var report = DesignVerifier.Verify(design, Options);
            var verdict = report.Theorem.Match(
                proved: _ => "proved",
                refuted: _ => "refuted",
                undecided: _ =>
                    Judge.Broken(design) is null ? "undecided, no difference" : "undecided, broken"
            );
            tally[$"{kind} {verdict}"] = tally.GetValueOrDefault($"{kind} {verdict}") + 1;
            if (report.Theorem is Verdict.Undecided undecided)
                stuck[$"{verdict}: {undecided.Part}"] =
                    stuck.GetValueOrDefault($"{verdict}: {undecided.Part}") + 1;
            if (Fault(report) is { } fault)
                wrong.Add($"{design}{report.Summary}\n{fault}");
        }
        for (var i = 0; i < count; i++)
        {
            var design = designs.Next();
            Add("designs", design);
            Design[] mutants = [.. NumberMutations.Of(design), .. DesignMutations.Of(design)];
            Add("mutants", mutants[random.Next(mutants.Length)]);
        }
        var undecided = tally.Where(of => of.Key.Contains("undecided", StringComparison.Ordinal));
        TestContext.Out.WriteLine(
            $"{count} designs and as many mutants: {string.Join(", ", tally.OrderBy(of => of.Key).Select(of => $"{of.Value} {of.Key}"))} ({50.0 * undecided.Sum(of => of.Value) / count:0.0} % undecided), {wrong.Count} disagreements"
        );
        foreach (var (reason, times) in stuck.OrderByDescending(of => of.Value).Take(30))
            TestContext.Out.WriteLine($"{times} × {reason}");
        Assert.That(wrong, Is.Empty);
    }

    /// <summary>Why a verdict is wrong in numbers; null where it is not, and for what is undecided.</summary>
    private static string? Fault(DesignReport report) =>
        report.Theorem.Match(
            proved: _ =>
                Claimed(report)
                    .Select(group => Judge.Of(report.Design, group)?.Found)
                    .FirstOrDefault(found => found is not null)
                    is { } found
                    ? $"proved, and differs on {found}"
                    : null,
            refuted: of =>
                of.Witness.Counterexample is not { } counterexample ? "refuted without a case"
                : Replayed.Sides(report.Design, counterexample) is var (left, right)
                && !Tracked.Differ(left, right)
                    ? $"refuted by a case that does not differ: {left} and {right}"
                : null,
            undecided: _ => null
        );

    private static IEnumerable<PointMatrices> Claimed(DesignReport report) =>
        report.Groups.Count > 0
            ? report.Groups.Select(group => PointMatrices.Of(group.Symbol))
            : PointMatrices.For(report.Design);
}
