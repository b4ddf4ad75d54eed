using AgeFormal.Verification.Zoo;

namespace AgeFormal.Facade.Tests;

/// <summary>The counterexamples of the zoo on the layers that libtorch executes.</summary>
public sealed class LayerReplayTests
{
    private static readonly string[] NotLayers =
    [
        "absolute-attention-map",
        "roll-on-the-left",
        "shift-on-the-grid",
    ];

    [Test]
    public void Every_broken_design_that_is_a_layer_is_refuted_by_its_execution_in_both_precisions()
    {
        var broken = DesignZoo
            .All.Where(entry => entry.Known.Match(_ => false, _ => false, _ => true))
            .ToArray();
        var confirmed = 0;
        using (Assert.EnterMultipleScope())
            foreach (var entry in broken)
            {
                var report = ZooFinding.Of(entry).Report.Replayed();
                var executed = report
                    .Replays.Where(replay => replay.Match(_ => true, _ => false))
                    .ToArray();
                Assert.That(
                    executed.Length,
                    NotLayers.Contains(entry.Name) ? Is.Zero : Is.GreaterThanOrEqualTo(2),
                    $"{entry.Name}: {string.Join("; ", report.Replays)}"
                );
                foreach (var replay in executed)
                    Assert.That(
                        replay.Match(ran => ran.Confirmed, _ => false),
                        $"{entry.Name}: {replay}"
                    );
                confirmed += executed.Length > 0 ? 1 : 0;
            }
        TestContext.Out.WriteLine(
            $"{confirmed} of {broken.Length} counterexamples confirmed on the executed layer; not layers: {string.Join(", ", NotLayers)}"
        );
    }

    [Test]
    public void A_proved_design_has_nothing_to_replay() =>
        Assert.That(
            ZooFinding.Of(DesignZoo.Parse("squeeze-excitation")).Report.Replayed().Replays,
            Is.Empty
        );
}
