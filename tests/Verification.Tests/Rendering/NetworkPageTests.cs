using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests.Rendering;

public sealed class NetworkPageTests
{
    private static readonly VerificationOptions Options = VerificationOptions.Default with
    {
        Integers = new IntegerOptions { ReferenceBudget = 3e4 },
    };

    private static VerificationReport Report(TypedOp op, params IExecutor[] executors) =>
        Verifier.Verify(
            op,
            Samples.Parameters(op),
            Samples.Input(op.Input),
            executors.ToEqArray(),
            Options
        );

    private static TypedOp Strided(string symbol, int side) =>
        Typing.Elaborate(
            new Op.LiftingConvolution(1, Region.On(PointGroups.Parse(symbol), 3))
            {
                Sampling = Sampling.Dense with
                {
                    Stride = 2,
                    Padding = Padding.Symmetric(symbol == "p4" ? 1 : 0),
                },
            },
            new FieldType(
                PointGroups.Parse(symbol),
                Fibre.Trivial,
                1,
                Region.On(PointGroups.Parse(symbol), side)
            )
        );

    [Test]
    public void A_page_has_a_row_per_layer_a_cell_per_element_and_a_mark_per_step()
    {
        var report = Report(Blocks.Network(PointGroups.P4), new ReferenceExecutor());
        var page = Pages.Parse(report.ToHtml());
        Assert.That(
            page.OfClass("headline").Single().Value,
            Is.EqualTo(report.Summary),
            "the conclusion is that of the console"
        );
        Assert.That(page.Rows("layers").Count(), Is.EqualTo(report.Layers.Count));
        Assert.That(page.Rows("integers").Count(), Is.EqualTo(2));
        var residuals = page.Rows("residuals").ToArray();
        Assert.That(residuals, Has.Length.EqualTo(2));
        Assert.That(
            residuals[0].Elements("td").Count(),
            Is.EqualTo(3 + report.Input.Group.Order + 2)
        );
        var proofs = report
            .Layers.DistinctBy(layer => layer.Block)
            .Select(layer => Derivations.Proved(layer.Theorem))
            .ToArray();
        Assert.That(page.OfClass("proof").Count(), Is.EqualTo(proofs.Length));
        Assert.That(page.OfClass("rule").Count(), Is.EqualTo(proofs.Sum(proof => proof.StepCount)));
        foreach (var assumption in report.Assumptions)
            Assert.That(page.Section("assumptions").Value, Does.Contain(assumption));
    }

    [Test]
    public void Every_device_has_its_rows_and_one_that_differs_decides()
    {
        var network = Blocks.Network(PointGroups.P4);
        var broken = new ReferenceExecutor(
            Defects.NotEquivariant["one value is off by one unit"]
        ).On("cuda:0", "TF32 off");
        var report = Report(network, new ReferenceExecutor(), broken);
        Assert.That(report.Conclusion, Is.EqualTo(Conclusion.ExecutionDiffers));
        Assert.That(
            report.Executions.Select(execution => (execution.Device, execution.Flags.Count)),
            Is.EqualTo(new[] { ("reference", 0), ("reference", 0), ("cuda:0", 1), ("cuda:0", 1) })
        );
        Assert.That(report.Layers.All(layer => layer.Integers.Count == 4));
        var page = Pages.Parse(report.ToHtml());
        Assert.That(
            page.Rows("residuals")
                .Select(row => string.Join(' ', row.Elements("td").Take(3).Select(td => td.Value))),
            Is.EqualTo(
                new[]
                {
                    "reference float32 none",
                    "reference float64 none",
                    "cuda:0 float32 TF32 off",
                    "cuda:0 float64 TF32 off",
                }
            )
        );
        Assert.That(
            Report(network, new ReferenceExecutor()).Conclusion,
            Is.EqualTo(Conclusion.ProvedAndExact)
        );
    }

    [Test]
    public void An_operator_that_is_not_executed_says_so_with_its_device()
    {
        var report = Report(
            Blocks.Typed("p4", "relu"),
            new ReferenceExecutor(supports: _ => false).On("cuda:0")
        );
        Assert.That(report.Conclusion, Is.EqualTo(Conclusion.ExecutionUndecided));
        var row = Pages.Parse(report.ToHtml()).Rows("residuals").First().Value;
        Assert.That(row, Does.Contain("cuda:0").And.Contain("not executed"));
    }

    [TestCase("p4", 6, "(−1/2, −1/2) input points", 36, 9)]
    [TestCase("p4", 7, "drift (0, 0) input points", 49, 16)]
    [TestCase("p6", 7, "drift (0, 0) input points", 37, 7)]
    public void A_strided_layer_is_drawn_with_its_drift(
        string symbol,
        int side,
        string drift,
        int inputs,
        int outputs
    )
    {
        var op = Strided(symbol, side);
        var page = Pages.Parse(Report(op, new ReferenceExecutor()).ToHtml());
        var section = page.Section("grid");
        Assert.That(section.Value, Does.Contain(drift));
        var figure = section.OfClass("lattice").Single();
        int Points(string kind) =>
            ((string)figure.OfClass(kind).First().Attribute("d")!).Count(c => c == 'M');
        Assert.That(Points("input"), Is.EqualTo(inputs));
        Assert.That(Points("output"), Is.EqualTo(outputs));
    }

    [Test]
    public void An_inexact_grid_is_shown_with_reasons_axes_drifts_branches_and_repairs()
    {
        var report = Pages.Inexact();
        var section = Pages.Parse(report.ToHtml()).Section("grid");
        var facts = section.OfClass("facts").Single();
        IEnumerable<string> Fact(string name) =>
            facts
                .Elements()
                .SkipWhile(entry => entry.Value != name)
                .Skip(1)
                .TakeWhile(entry => entry.Name == "dd")
                .Select(entry => entry.Value);
        Assert.That(Fact("whole"), Is.EqualTo(new[] { report.Grid.Summary }));
        Assert.That(Fact("lost in"), Is.EqualTo(new[] { "both.left" }));
        Assert.That(
            Fact("drift"),
            Is.EqualTo(
                new[]
                {
                    "(−1, −1) pixels through both.left, stride 2×2",
                    "(0, 0) pixels through both.right, stride 2×2",
                }
            )
        );
        Assert.That(Fact("branches").Single(), Does.Contain("do not lie on the same points"));
        Assert.That(
            Fact("translations"),
            Is.EqualTo(new[] { report.Grid.Translations.ToString() })
        );
        Assert.That(
            section.Rows("repairs").Select(row => row.Elements("td").First().Value),
            Is.EqualTo(report.Grid.Repairs.Select(repair => repair.Change)).And.Not.Empty
        );
        var left = section.OfClass("layer").First();
        Assert.That(
            left.OfClass("reason").Single().Value,
            Does.Contain("r = (6 mod 1) − (0 − 2) = 2")
        );
        Assert.That(
            left.Rows("axes").First().Elements("td").Select(cell => cell.Value),
            Is.EqualTo(new[] { "0", "7", "3", "1", "1", "2", "0", "7", "6", "2" })
        );
        Assert.That(
            (string)left.OfClass("drift").Single().Attribute("d")!,
            Is.EqualTo("M0 0L-1 -1")
        );
    }

    [Test]
    public void A_network_without_strides_draws_no_lattice()
    {
        var report = Report(Blocks.Typed("p4", "relu"), new ReferenceExecutor());
        Assert.That(Pages.Parse(report.ToHtml()).OfClass("lattice"), Is.Empty);
    }

    [Test]
    public void An_inexact_grid_is_not_called_equivariant()
    {
        var report = Report(Strided("p4", 6), new ReferenceExecutor());
        Assert.That(report.Conclusion, Is.EqualTo(Conclusion.ProvedInexactOnGrid));
        var page = Pages.Parse(report.ToHtml());
        Assert.That(page.OfClass("headline").Single().Value, Does.Not.Contain("equivariant"));
        Assert.That(
            page.OfClass("headline").Single().Attribute("class")!.Value,
            Does.Contain("open")
        );
    }
}
