using AgeFormal.Operators;
using AgeFormal.Verification.Counterexamples;
using AgeFormal.Verification.Models;
using AgeFormal.Verification.Zoo;

namespace AgeFormal.Verification.Tests.Identity;

/// <summary>A counterexample as a layer on the torus: the layer gives what the model gives, at every place.</summary>
public sealed class LayerReplayTests
{
    private static readonly string[] NotLayers =
    [
        "absolute-attention-map",
        "roll-on-the-left",
        "shift-on-the-grid",
    ];

    private static IEnumerable<ZooEntry> Broken() =>
        DesignZoo.All.Where(entry =>
            entry.Known.Match(
                equivariant: _ => false,
                equivariantWhen: _ => false,
                broken: _ => true
            ) && !NotLayers.Contains(entry.Name)
        );

    [TestCaseSource(nameof(Broken))]
    public void The_layer_gives_what_the_model_gives_at_every_place_and_confirms_the_case(
        ZooEntry entry
    )
    {
        var found = Found(entry);
        var layer = CounterexampleLayer.Of(found);
        var output = Reference.Evaluate(layer.Op, layer.Parameters, layer.Signal);
        var model = found.Model();
        var sides = Sides.Real(found.Data(), found.Formula);
        for (var element = 0; element < model.Group.Order; element++)
        for (var channel = 0; channel < layer.Op.Output.Channels; channel++)
        {
            var place = new Instance(model.Group.Identity, [element], [channel]);
            var at = CounterexampleLayer
                .Of(found with { By = model.Group.Identity, At = [element], Channels = [channel] })
                .Left;
            var expected = sides.Left(place);
            Assert.That(
                output.Values[at],
                Is.EqualTo(expected).Within(1e-12 * Math.Max(1, Math.Abs(expected)))
            );
        }
        foreach (var precision in new[] { Precision.Single, Precision.Double })
        {
            var replay = found.ReplayOn(new ReferenceExecutor(), precision);
            Assert.That(
                replay.Match(executed: ran => ran.Confirmed, notExecuted: _ => false),
                replay.ToString()
            );
        }
    }

    [Test]
    public void An_execution_that_gives_something_else_is_not_confirmed()
    {
        var found = Found("gains-per-h");
        var wrong = new ReferenceExecutor(run => run.Honest(run.Input).Map(value => value + 1));
        var replay = Ran(found.ReplayOn(wrong, Precision.Double));
        Assert.That(replay.IsFaithful, Is.False);
        Assert.That(replay.Confirmed, Is.False);
        Assert.That(replay.ToString(), Does.Contain("the model gives"));
    }

    [Test]
    public void Sides_that_agree_are_faithful_and_not_confirmed()
    {
        var found = Found("gains-per-h") with { Signal = [] };
        var replay = Ran(found.ReplayOn(new ReferenceExecutor(), Precision.Double));
        Assert.That(replay.IsFaithful);
        Assert.That(replay.Confirmed, Is.False);
        Assert.That(replay.ToString(), Does.Contain("do not differ by more than rounding"));
    }

    [TestCase("absolute-attention-map", "binds 2 positions")]
    [TestCase("shift-on-the-grid", "names elements (a)")]
    public void What_is_no_layer_says_why(string name, string reason) =>
        Assert.That(
            NotRun(Found(name).ReplayOn(new ReferenceExecutor(), Precision.Double)),
            Does.Contain(reason).And.Contain(name == "shift-on-the-grid" ? "no values" : "expected")
        );

    [Test]
    public void An_entry_that_is_listed_twice_counts_as_in_the_model()
    {
        var found = Found("gains-per-h");
        var twice = found with
        {
            Signal = [.. found.Signal.Select(entry => entry with { Value = 7 }), .. found.Signal],
            Parameters =
            [
                .. found.Parameters.Select(entry => entry with { Value = 7 }),
                .. found.Parameters,
            ],
        };
        Assert.That(twice.Replay().Confirmed);
        Assert.That(Ran(twice.ReplayOn(new ReferenceExecutor(), Precision.Double)).Confirmed);
    }

    [Test]
    public void A_torus_of_even_side_has_no_grid_with_a_fixed_point()
    {
        var found = Found("gains-per-h") with { Side = 2 };
        Assert.That(
            NotRun(found.ReplayOn(new ReferenceExecutor(), Precision.Double)),
            Does.Contain("side 2").And.Contain("an odd side is expected")
        );
    }

    [Test]
    public void A_case_that_is_too_large_is_not_executed()
    {
        var found = Found("gains-per-h");
        var large = found with { Vocabulary = found.Vocabulary with { InputChannels = 1 << 30 } };
        Assert.That(
            NotRun(large.ReplayOn(new ReferenceExecutor(), Precision.Double)),
            Does.Contain("'f' has 1073741824").And.Contain("expected at most")
        );
    }

    [Test]
    public void What_the_executor_refuses_is_not_executed() =>
        Assert.That(
            NotRun(
                Found("gains-per-h")
                    .ReplayOn(new ReferenceExecutor(supports: _ => false), Precision.Double)
            ),
            Is.EqualTo("the executor does not know a block")
        );

    private static Counterexample Found(string name) => Found(DesignZoo.Parse(name));

    private static Counterexample Found(ZooEntry entry) =>
        ZooFinding.Of(entry).Counterexample
        ?? throw new InvalidOperationException($"{entry.Name} has no counterexample.");

    private static LayerReplay Ran(Outcome<LayerReplay> replay) =>
        replay.Match(
            executed: ran => ran,
            notExecuted: refused => throw new InvalidOperationException(refused.Reason)
        );

    private static string NotRun(Outcome<LayerReplay> replay) =>
        replay.Match(
            executed: ran => throw new InvalidOperationException(ran.ToString()),
            notExecuted: refused => refused.Reason
        );
}
