using AgeFormal.Laws;
using AgeFormal.Operators.Language;
using AgeFormal.Testing.Generators;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Tests.RandomTerms;

/// <summary>The prover and the identity test on random designs and on mutants of them that read absolute positions.</summary>
public sealed class MethodsAgreeTests
{
    private const int Seed = 3;

    private static readonly IdentityOptions Options = new() { Instances = 24, Budget = 40_000 };

    [Test]
    public void The_methods_agree_on_random_designs_and_their_mutants() => Compare(250);

    [Test]
    [Category("Long")]
    public void The_methods_agree_on_10_000_random_designs_and_their_mutants() => Compare(10_000);

    [Test]
    public void A_random_design_is_the_same_for_the_same_seed()
    {
        var (first, second) = (new RandomDesigns(Seed), new RandomDesigns(Seed));
        for (var i = 0; i < 20; i++)
            Assert.That(second.Next(), Is.EqualTo(first.Next()));
        Assert.That(new RandomDesigns(Seed + 1).Next(), Is.Not.EqualTo(first.Next()));
    }

    private static void Compare(int count)
    {
        var designs = new RandomDesigns(Seed);
        var random = new Random(Seed);
        var sound = new Tally("designs");
        var mutated = new Tally("mutants");
        for (var i = 0; i < count; i++)
        {
            var design = designs.Next();
            sound.Add(DesignVerifier.Verify(design, Options));
            if (DesignMutations.Any(design, random) is { } mutant)
                mutated.Add(DesignVerifier.Verify(mutant, Options));
        }
        TestContext.Out.WriteLine($"{sound}\n{mutated}");
        foreach (var stuck in mutated.Stuck.Take(10))
            TestContext.Out.WriteLine(stuck);
        Assert.Multiple(() =>
        {
            Assert.That(sound.Disagreements.Concat(mutated.Disagreements), Is.Empty);
            Assert.That(sound.Proved, Is.EqualTo(count), "a design without absolute positions");
            Assert.That(mutated.Refuted, Is.GreaterThan(count / 4));
            Assert.That(mutated.Stuck.Count, Is.LessThan(0.05 * mutated.Count));
        });
    }

    private sealed class Tally(string of)
    {
        private readonly List<string> _stuck = [];
        private readonly List<string> _disagreements = [];

        public int Count => Proved + Refuted + _stuck.Count;

        public int Proved { get; private set; }

        public int Refuted { get; private set; }

        public IReadOnlyList<string> Stuck => _stuck;

        public IReadOnlyList<string> Disagreements => _disagreements;

        public void Add(DesignReport report)
        {
            var holds = report.Models.All(run => run.Failure is null);
            report.Theorem.Match(
                proved: _ => Proved++,
                refuted: _ => Refuted++,
                undecided: undecided =>
                {
                    _stuck.Add($"{report.Design.Formula}\n  {undecided}");
                    return 0;
                }
            );
            var agrees = report.Theorem.Match(
                proved: proved =>
                    proved.Proof.FunctionLaws.Count == 0
                        ? holds
                        : report.Named.Count > 0 && report.Named.All(run => run.Holds),
                refuted: refuted => !holds && refuted.Witness.Counterexample!.Replay().Confirmed,
                undecided: undecided =>
                    !undecided.Reason.Contains("disagree", StringComparison.Ordinal)
            );
            if (!agrees)
                _disagreements.Add($"{Text(report.Design)}\n{report.Summary}");
        }

        public override string ToString() =>
            $"{Count} {of}: {Proved} proved, {Refuted} refuted, {_stuck.Count} undecided ({100.0 * _stuck.Count / Math.Max(1, Count):0.00} %), {_disagreements.Count} disagreements";

        private static string Text(Design design) => design.ToString();
    }
}
