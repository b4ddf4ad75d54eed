using AgeFormal.Operators.Language;
using AgeFormal.Verification.Zoo;

namespace AgeFormal.Facade.Tests;

/// <summary>The designs of the zoo as layers that libtorch executes.</summary>
public sealed class DesignExecutionTests
{
    [Test]
    public void Every_broken_design_that_is_a_layer_is_refuted_by_its_execution_in_both_precisions()
    {
        var broken = DesignZoo
            .All.Where(entry =>
                entry.Known.Match(
                    equivariant: _ => false,
                    equivariantWhen: _ => false,
                    broken: _ => true
                )
            )
            .ToArray();
        var confirmed = 0;
        using (Assert.EnterMultipleScope())
            foreach (var entry in broken)
            {
                var report = ZooFinding.Of(entry).Report.Executed();
                Assert.That(report.Executions, Is.Empty, entry.Name);
                var executed = report
                    .Replays.Where(replay =>
                        replay.Match(executed: _ => true, notExecuted: _ => false)
                    )
                    .ToArray();
                Assert.That(
                    executed.Length,
                    IsLayer(entry.Design) ? Is.GreaterThanOrEqualTo(2) : Is.Zero,
                    $"{entry.Name}: {string.Join("; ", report.Replays)}"
                );
                foreach (var replay in executed)
                    Assert.That(
                        replay.Match(executed: ran => ran.Confirmed, notExecuted: _ => false),
                        $"{entry.Name}: {replay}"
                    );
                confirmed += executed.Length > 0 ? 1 : 0;
            }
        TestContext.Out.WriteLine(
            $"{confirmed} of {broken.Length} counterexamples confirmed on the executed layer; the others are no layers"
        );
    }

    [TestCase("attentive-group")]
    [TestCase("batch-normalization")]
    [TestCase("isotropic-blur-by-positions")]
    [TestCase("lifting-convolution")]
    [TestCase("squeeze-excitation")]
    public void A_proved_design_commutes_with_a_whole_finite_group(string name)
    {
        var report = ZooFinding.Of(DesignZoo.Parse(name)).Report.Executed();
        Assert.That(report.Executions, Has.Count.GreaterThanOrEqualTo(2));
        foreach (var one in report.Executions)
            Assert.That(
                one.Match(
                    executed: ran => ran.Holds && ran.Elements == ran.Order,
                    notExecuted: _ => false
                ),
                one.ToString()
            );
    }

    [Test, Category("Long")]
    public void Every_proved_design_that_is_a_layer_commutes_with_a_whole_finite_group()
    {
        var proved = DesignZoo
            .All.Where(entry =>
                entry.Known.Match(
                    equivariant: _ => true,
                    equivariantWhen: _ => true,
                    broken: _ => false
                )
            )
            .ToArray();
        var others = new List<string>();
        using (Assert.EnterMultipleScope())
            foreach (var entry in proved)
            {
                var report = ZooFinding.Of(entry).Report.Executed();
                Assert.That(report.Replays, Is.Empty, entry.Name);
                Assert.That(report.Holds, $"{entry.Name}: {string.Join("; ", report.Executions)}");
                Assert.That(
                    report.Executions.All(one =>
                        one.Match(
                            executed: ran => ran.Elements == ran.Order,
                            notExecuted: _ => true
                        )
                    ),
                    $"{entry.Name}: {string.Join("; ", report.Executions)}"
                );
                Assert.That(
                    report.Executions.Count(one =>
                        one.Match(executed: _ => true, notExecuted: _ => false)
                    ),
                    IsLayer(entry.Design) ? Is.GreaterThanOrEqualTo(2) : Is.Zero,
                    $"{entry.Name}: {string.Join("; ", report.Executions)}"
                );
                if (!IsLayer(entry.Design))
                    others.Add(entry.Name);
            }
        TestContext.Out.WriteLine(
            $"{proved.Length - others.Count} of {proved.Length} proved designs executed; not layers: {string.Join(", ", others)}"
        );
    }

    private static bool IsLayer(Design design) =>
        design.Formula.Sites.Count == 1 && design.Output.Count == 1 && design.Constants.Count == 0;
}
