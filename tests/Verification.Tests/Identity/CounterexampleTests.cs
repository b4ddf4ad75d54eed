using System.Text.Json.Nodes;
using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Operators;
using AgeFormal.Verification.Counterexamples;
using AgeFormal.Verification.Models;
using AgeFormal.Verification.Refuting;

namespace AgeFormal.Verification.Tests.Identity;

public sealed class CounterexampleTests
{
    private const int MostSignalEntries = 3;

    private static IEnumerable<string> BrokenNames => Designs.Broken.Keys;

    [TestCaseSource(nameof(BrokenNames))]
    public void A_broken_design_has_a_small_counterexample_that_a_replay_confirms(string name)
    {
        var found = Refuted(Designs.Broken[name]);
        TestContext.Out.WriteLine(found.Render());
        Assert.That(found.Signal.Count, Is.LessThanOrEqualTo(MostSignalEntries));
        Assert.That(found.IsNamed);
        Assert.That(found.Left.IsDisjoint(found.Right));
        var replay = found.Replay();
        Assert.That(replay.Confirmed);
        Assert.That(found.Left.Contains(replay.Left!.Value));
        Assert.That(found.Right.Contains(replay.Right!.Value));
        var (left, right) = found.ReplayInReals();
        Assert.That(Math.Abs(left - right), Is.GreaterThan(1e-9));

        var read = Counterexample.FromJson(found.ToJson());
        Assert.That(read, Is.EqualTo(found));
        Assert.That(read.Replay().Confirmed);
    }

    [TestCaseSource(nameof(BrokenNames))]
    public void No_entry_of_a_counterexample_can_be_left_out(string name)
    {
        var found = Refuted(Designs.Broken[name]);
        foreach (var entry in found.Signal)
            Assert.That(
                IsCounterexample(
                    found with
                    {
                        Signal = found.Signal.Where(other => other != entry).ToEqArray(),
                    }
                ),
                Is.False
            );
        foreach (var entry in found.Parameters)
            Assert.That(
                IsCounterexample(
                    found with
                    {
                        Parameters = found.Parameters.Where(other => other != entry).ToEqArray(),
                    }
                ),
                Is.False
            );
    }

    [TestCase(23, false)]
    [TestCase(24, true)]
    public void A_random_formula_with_absolute_positions_that_fails_has_a_small_counterexample(
        int seed,
        bool withGeluAndSilu
    )
    {
        const int formulas = 100;
        var random = new RandomFormulas(
            seed,
            [
                .. PointwiseFunction.All.Where(function =>
                    function != PointwiseFunction.Log
                    && (
                        withGeluAndSilu
                        || function != PointwiseFunction.Gelu && function != PointwiseFunction.Silu
                    )
                ),
            ]
        );
        var options = new IdentityOptions { Instances = 24, Budget = 50_000 };
        var refuted = 0;
        for (var i = 0; i < formulas; i++)
        {
            var formula = random.Mutant();
            if (IdentityTest.Run(formula, Designs.Everything, options) is IdentityResult.Holds)
                continue;
            var verdict = Refuter.Refute(formula, Designs.Everything, options);
            Assert.That(verdict, Is.InstanceOf<Verdict.Refuted>(), verdict.ToString());
            var found = ((Verdict.Refuted)verdict).Witness.Counterexample!;
            Assert.That(found.Signal.Count, Is.LessThanOrEqualTo(MostSignalEntries), $"{formula}");
            Assert.That(Counterexample.FromJson(found.ToJson()).Replay().Confirmed);
            refuted++;
        }
        Assert.That(refuted, Is.GreaterThan(formulas / 4));
    }

    [Test]
    public void The_counterexample_lies_on_the_smallest_group_that_fails()
    {
        var gain = Refuted(Designs.Broken["gain per h"]);
        Assert.That((gain.Group.Name, gain.Side), Is.EqualTo(("C2", 1)));
        var position = Refuted(Designs.Broken["read at an absolute translation"]);
        Assert.That((position.Group.Name, position.Side), Is.EqualTo(("C1", 2)));
        var conditional = Refuted(Designs.Conditional);
        Assert.That((conditional.Group.Name, conditional.Side), Is.EqualTo(("D3", 1)));
    }

    [Test]
    public void The_same_seed_finds_the_same_counterexample()
    {
        var design = Designs.Broken["self-attention with absolute positions"];
        var first = Refuted(design);
        Assert.That(Refuted(design), Is.EqualTo(first));
    }

    [Test]
    public void A_changed_number_is_not_confirmed()
    {
        var found = Refuted(Designs.Broken["gain per h"]);
        Assert.That((found with { Left = found.Left.Low + 1 }).Replay().Confirmed, Is.False);
        Assert.That((found with { Left = found.Left.Low + 100 }).Replay().Confirmed, Is.False);
        Assert.That((found with { Right = found.Right.Low - 100 }).Replay().Confirmed, Is.False);
        Assert.That((found with { Signal = [] }).Replay().Confirmed, Is.False);
    }

    [Test]
    public void A_case_whose_sides_agree_is_not_confirmed()
    {
        var found = Refuted(Designs.Broken["gain per h"]);
        var none = found with { Signal = [], Parameters = [] };
        Assert.That((none with { Left = 0, Right = 0 }).Replay().Confirmed, Is.False);
        Assert.That(
            (none with { Left = new(-1, 1), Right = new(-2, 2) }).Replay().Confirmed,
            Is.False
        );
    }

    [Test]
    public void A_case_that_lists_an_entry_twice_or_bounds_in_another_order_is_refused()
    {
        var text = Refuted(Designs.Broken["gain per h"]).ToJson();
        void Refused(string place, Action<JsonObject> damage)
        {
            var json = JsonNode.Parse(text)!.AsObject();
            damage(json);
            Assert.That(
                () => Counterexample.FromJson(json.ToJsonString()),
                Throws
                    .TypeOf<CounterexampleFormatException>()
                    .With.Property(nameof(CounterexampleFormatException.Place))
                    .StartsWith(place)
            );
        }
        Refused("$.signal", json => json["signal"]!.AsArray().Add(json["signal"]![0]!.DeepClone()));
        Refused("$.left", json => json["left"] = new JsonArray("2", "1"));
    }

    [Test]
    public void A_counterexample_is_written_to_a_file_and_read_back()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("gain.json");
        var found = Refuted(Designs.Broken["gain per h"]);
        found.Write(path);
        Assert.That(folder.Names, Is.EqualTo((string[])["gain.json"]));
        Assert.That(Counterexample.Read(path), Is.EqualTo(found));
    }

    [Test]
    public void A_rendered_counterexample_shows_the_signal_and_both_outputs()
    {
        var text = Refuted(Designs.Broken["un-rotated kernel"]).Render();
        foreach (var part in new[] { "ḡ = ", "f[1]", "L_ḡ f[1]", "A[L_ḡ f](·)", "L_ḡ A[f](·)" })
            Assert.That(text, Does.Contain(part));
    }

    [Test]
    public void The_cells_that_differ_are_marked_on_both_sides_and_no_others()
    {
        var found = Refuted(Designs.Broken["un-rotated kernel"]);
        var differing = CounterexampleGrids.Of(found).Differ.Sum(cells => cells.Count(one => one));
        var text = found.Render();
        Assert.That(differing, Is.Positive);
        Assert.That(
            System.Text.RegularExpressions.Regex.Count(text, @"(?<= )\[-?[0-9]+\]"),
            Is.EqualTo(2 * differing)
        );
        Assert.That(text, Does.Contain("[ ] marks where the two differ"));
    }

    [Test]
    public void A_function_with_irrational_values_is_taken_as_it_is()
    {
        var found = Refuted(Designs.Broken["softmax over a fixed window"]);
        Assert.That(found.Surrogates, Is.Empty);
        Assert.That(found.Left.IsExact && found.Right.IsExact, Is.False);
        Assert.That(found.Render(), Does.Contain("∈ [").And.Not.Contain("read as"));
    }

    [Test]
    public void A_function_of_the_users_own_is_read_back_when_it_is_given()
    {
        var own = new PointwiseFunction("double", x => 2 * x, x => 2 * x);
        var (formula, vocabulary) = Designs.Broken["gain per h"];
        var found = Refuted(
            new(formula with { Body = new Term.Pointwise(own, formula.Body) }, vocabulary)
        );
        Assert.That(Counterexample.FromJson(found.ToJson(), [own]).Replay().Confirmed);
        Assert.That(
            () => Counterexample.FromJson(found.ToJson()),
            Throws.TypeOf<CounterexampleFormatException>().With.Message.Contains("double")
        );
    }

    [TestCase("version", 2, "$.version")]
    [TestCase("format", "other", "$.format")]
    [TestCase("group", "p5", "$.group")]
    [TestCase("by", 1_000_000, "$.by")]
    [TestCase("by", -1, "$.by")]
    [TestCase("side", 0, "$")]
    [TestCase("side", 4000, "$.side")]
    [TestCase("left", "1/0", "$.left")]
    [TestCase("signal", "none", "$.signal")]
    [TestCase("formula", null, "$")]
    public void A_damaged_file_is_refused_with_the_place(
        string property,
        object? value,
        string place
    )
    {
        var json = JsonNode.Parse(Refuted(Designs.Broken["gain per h"]).ToJson())!.AsObject();
        if (value is null)
            json.Remove(property);
        else
            json[property] = JsonValue.Create(value);
        Assert.That(
            () => Counterexample.FromJson(json.ToJsonString()),
            Throws
                .TypeOf<CounterexampleFormatException>()
                .With.Property(nameof(CounterexampleFormatException.Place))
                .EqualTo(place)
        );
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{")]
    public void A_text_that_is_no_such_object_is_refused(string json) =>
        Assert.That(
            () => Counterexample.FromJson(json),
            Throws.TypeOf<CounterexampleFormatException>()
        );

    private static Counterexample Refuted(Design design)
    {
        var verdict = Refuter.Refute(design.Formula, design.Vocabulary);
        Assert.That(verdict, Is.InstanceOf<Verdict.Refuted>(), verdict.ToString());
        return ((Verdict.Refuted)verdict).Witness.Counterexample!;
    }

    private static bool IsCounterexample(Counterexample candidate) =>
        new CertifiedSides(candidate.Data(), candidate.Formula, Surrogates.None)
            .At(candidate.Place)
            .Differ;
}
