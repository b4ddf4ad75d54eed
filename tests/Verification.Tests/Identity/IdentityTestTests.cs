using System.Text.Json;
using System.Text.RegularExpressions;
using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Operators;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Models;
using AgeFormal.Verification.Refuting;
using AgeFormal.Verification.Rendering;

namespace AgeFormal.Verification.Tests.Identity;

public sealed class IdentityTestTests
{
    private static IEnumerable<string> SoundNames => Designs.Sound.Keys;

    private static IEnumerable<string> BrokenNames => Designs.Broken.Keys;

    private static IEnumerable<string> BlockNames => Blocks.All.Keys;

    [TestCaseSource(nameof(BlockNames))]
    public void Every_block_holds_on_every_model(string block)
    {
        foreach (var symbol in new[] { "p4m", "p6m", "Oh" })
        {
            var layer = Blocks.Typed(symbol, block, side: 3);
            var result = IdentityTest.Run(layer.Meaning.Formula, Vocabulary.Of(layer));
            Assert.That(result, Is.InstanceOf<IdentityResult.Holds>(), result.ToString());
            Assert.That(result.AllRuns, Has.Count.EqualTo(5));
            Assert.That(result.AllRuns.All(run => run.Instances > 0));
        }
    }

    [TestCaseSource(nameof(SoundNames))]
    public void An_equivariant_design_holds_on_every_model(string name)
    {
        var result = IdentityTest.Run(Designs.Sound[name].Formula, Designs.Sound[name].Vocabulary);
        Assert.That(result, Is.InstanceOf<IdentityResult.Holds>(), result.ToString());
    }

    [TestCaseSource(nameof(SoundNames))]
    public void An_equivariant_design_is_not_refuted(string name)
    {
        var (formula, vocabulary) = Designs.Sound[name];
        Assert.That(
            Refuter.Refute(formula, vocabulary),
            Is.InstanceOf<Verdict.Undecided>()
                .With.Property(nameof(Verdict.Undecided.Reason))
                .Contains("holds on all models tried")
        );
    }

    [Test]
    public void A_random_formula_without_absolute_positions_holds_and_is_read_back_from_JSON()
    {
        const int formulas = 150;
        var random = new RandomFormulas(17);
        var options = new IdentityOptions
        {
            Groups = [PointGroups.P3m1, PointGroups.P4m],
            Instances = 12,
            Budget = 30_000,
        };
        for (var i = 0; i < formulas; i++)
        {
            var formula = random.Next();
            var result = IdentityTest.Run(formula, Designs.Everything, options);
            Assert.That(result, Is.InstanceOf<IdentityResult.Holds>(), formula.ToString());
            var json = JsonDocument.Parse(FormulaJson.Write(formula).ToJsonString());
            Assert.That(
                new FormulaReader([]).Formula(new(json.RootElement, JsonPath.Root)),
                Is.EqualTo(formula)
            );
        }
    }

    [TestCaseSource(nameof(BrokenNames))]
    public void A_broken_design_fails_on_D4(string name)
    {
        var (formula, vocabulary) = Designs.Broken[name];
        var result = IdentityTest.Run(formula, vocabulary);
        Assert.That(result, Is.InstanceOf<IdentityResult.Fails>());
        var run = result.AllRuns.Single(run => run.Group == PointGroups.P4m);
        Assert.That(run.Failure, Is.Not.Null);
        Assert.That(run.Failure!.Left, Is.Not.EqualTo(run.Failure.Right));
    }

    [Test]
    public void A_weight_of_the_quotient_on_the_right_holds_exactly_on_abelian_groups()
    {
        var (formula, vocabulary) = Designs.Conditional;
        var runs = IdentityTest.Run(formula, vocabulary).AllRuns;
        Assert.That(
            runs.Where(run => run.Failure is null).Select(run => run.Group.Name),
            Is.EqualTo((string[])["C2", "C4", "D1"])
        );
        Assert.That(
            Refuter.RefuteOn(formula, vocabulary, PointGroups.P4),
            Is.InstanceOf<Verdict.Undecided>()
        );
        Assert.That(
            Refuter.RefuteOn(formula, vocabulary, PointGroups.P4m),
            Is.InstanceOf<Verdict.Refuted>()
        );
    }

    /// <summary>Modulo 2 a half turn is the identity, so only n ≥ 3 tells that a kernel is not turned.</summary>
    [Test]
    public void An_unrotated_kernel_passes_under_half_turns_with_side_2_and_fails_with_side_3()
    {
        var (formula, vocabulary) = Designs.UnrotatedKernel;
        ModelRun On(int side) =>
            IdentityTest.RunOn(formula, FiniteModel.Of(vocabulary, PointGroups.P2, side));
        Assert.That(On(2).Failure, Is.Null);
        Assert.That(On(3).Failure, Is.Not.Null);
    }

    /// <summary>A fault in the prover or in its symbolic groups must not be able to hide itself here.</summary>
    [Test]
    public void The_identity_test_names_nothing_of_the_prover()
    {
        string[] ofTheProver =
        [
            "Prover",
            "ProofChecker",
            "Derivation",
            "Claim",
            "Rules",
            "Scope",
            "WordTerm",
            "GroupWord",
            "NormalForm",
            "LinearWord",
            "TranslationSum",
        ];
        string[] rooms = ["Models", "Counterexamples", "Refuting"];
        foreach (var room in rooms)
        foreach (
            var file in Directory
                .GetFiles(Path.Combine(Repository.Root, "Verification", room), "*.cs")
                .DefaultIfEmpty("")
        )
        {
            Assert.That(file, Is.Not.Empty, room);
            var words = Regex.Matches(File.ReadAllText(file), @"\w+").Select(match => match.Value);
            Assert.That(words.Intersect(ofTheProver), Is.Empty, file);
        }
    }

    [TestCase(2)]
    [TestCase(1)]
    [TestCase(0)]
    public void A_side_below_3_is_refused_with_the_reason(int side) =>
        Assert.That(
            () => new IdentityOptions { Side = side },
            Throws
                .TypeOf<ArgumentOutOfRangeException>()
                .With.Message.Contains("modulo 2 a half turn is the identity")
        );

    [Test]
    public void D4_is_run_even_when_it_is_not_asked_for()
    {
        var (formula, vocabulary) = Designs.Conditional;
        var result = IdentityTest.Run(formula, vocabulary, new() { Groups = [PointGroups.P4] });
        Assert.That(
            result.AllRuns.Select(run => run.Group.Name),
            Is.EqualTo((string[])["C4", "D4"])
        );
        Assert.That(result, Is.InstanceOf<IdentityResult.Fails>());
    }

    [Test]
    public void The_same_seed_gives_the_same_values_and_another_seed_others()
    {
        var (formula, vocabulary) = Designs.Broken["gain per h"];
        IdentityFailure At(ulong seed) =>
            IdentityTest
                .Run(formula, vocabulary, new() { Seed = seed })
                .Match(
                    holds: _ => throw new AssertionException("it holds"),
                    fails: fails => fails.First
                );
        var first = At(5);
        Assert.That(At(5), Is.EqualTo(first));
        Assert.That(At(6).Left, Is.Not.EqualTo(first.Left));
    }

    [TestCase(Reduction.Max)]
    [TestCase(Reduction.Min)]
    [TestCase(Reduction.Sum)]
    [TestCase(Reduction.Mean)]
    public void A_reduction_does_not_depend_on_the_order_but_on_the_values(Reduction by)
    {
        var first = Reduced(by, [5, 7, 7, 1]);
        Assert.That(Reduced(by, [7, 1, 7, 5]), Is.EqualTo(first));
        Assert.That(Reduced(by, [7, 1, 5, 6]), Is.Not.EqualTo(first));
        foreach (var other in Enum.GetValues<Reduction>().Where(other => other != by))
            Assert.That(Reduced(other, [5, 7, 7, 1]), Is.Not.EqualTo(first));
    }

    /// <summary>What is 0 for one operation, or for one function, and not for two.</summary>
    [TestCase("(max[k in H] f[o](g*k)) - (min[k in H] f[o](g*k))")]
    [TestCase("(sum[k in H] f[o](g*k)) - (mean[k in H] f[o](g*k))")]
    [TestCase("(max[k in H] f[o](g*k)) - (sum[k in H] f[o](g*k))")]
    [TestCase("(max[k in H] f[o](g*k)) - (max[k in H] mean[l in H] f[o](g*l))")]
    [TestCase("(min[k in H] f[o](g*k)) - (min[k in H] mean[l in H] f[o](g*l))")]
    [TestCase("sigmoid(f[o](g)) - tanh(f[o](g))")]
    [TestCase("sigmoid(f[o](g)) - f[o](g)")]
    public void Operations_and_functions_are_told_apart(string difference)
    {
        var design = TermLaws.LawDesigns.Read($"f[o](g) + gain(Abs(g); o) * ({difference})");
        var vocabulary = DesignVocabulary.On(design, PointGroups.P2, []);
        var run = IdentityTest.RunOn(design.Formula, vocabulary, PointGroups.P2);
        Assert.That(run.Failure, Is.Not.Null);
    }

    [Test]
    public void A_formula_that_names_what_is_not_there_is_refused_with_its_part()
    {
        var (formula, vocabulary) = Designs.Broken["gain per h"];
        Assert.That(
            () => IdentityTest.Run(formula, vocabulary with { Parameters = [] }),
            Throws.TypeOf<ScopeException>().With.Message.Contains("'V' is not declared")
        );
    }

    private static FieldElement Reduced(Reduction by, ulong[] values)
    {
        var meaning = new HashedMeaning(Designs.Conditional.Vocabulary, 3);
        var partial = values
            .Index()
            .Aggregate(
                meaning.Zero,
                (taken, value) => meaning.Take(by, taken, FieldElement.Of(value.Item), value.Index)
            );
        return meaning.Finish(by, partial, values.Length);
    }
}
