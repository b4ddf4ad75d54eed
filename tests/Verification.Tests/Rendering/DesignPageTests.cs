using AgeFormal.Verification.Counterexamples;
using AgeFormal.Verification.Intervals;

namespace AgeFormal.Verification.Tests.Rendering;

public sealed class DesignPageTests
{
    [Test]
    public void A_proved_design_shows_every_step_of_its_derivation()
    {
        var report = Pages.Design("attentive-group-convolution");
        var page = Pages.Parse(report.ToHtml());
        Assert.That(page.OfClass("headline").Single().Value, Is.EqualTo(report.Summary));
        Assert.That(
            page.OfClass("rule").Count(),
            Is.EqualTo(Derivations.Proved(report.Theorem).StepCount)
        );
        Assert.That(page.Rows("models").Count(), Is.EqualTo(report.Models.Count));
        Assert.That(
            page.Descendants("section").Any(s => (string?)s.Attribute("id") == "counterexample"),
            Is.False
        );
    }

    [TestCase("kernel-of-absolute-h")]
    [TestCase("gains-per-h")]
    [TestCase("unrotated-kernel")]
    [TestCase("absolute-position-encoding")]
    public void A_counterexample_is_drawn_with_the_cells_that_differ(string name)
    {
        var report = Pages.Design(name);
        var found = ((Verdict.Refuted)report.Theorem).Witness.Counterexample!;
        var section = Pages.Parse(report.ToHtml()).Section("counterexample");
        var grids = CounterexampleGrids.Of(found);
        var differing = grids
            .Left.Cells.Zip(grids.Right.Cells)
            .Sum(pair => pair.First.Zip(pair.Second).Count(cell => cell.First != cell.Second));
        Assert.That(
            grids.Differ.Sum(cells => cells.Count(differ => differ)),
            Is.EqualTo(differing)
        );
        Assert.That(differing, Is.Positive);
        var marked = section.OfClass("differs").Where(cell => cell.Name == "text").ToArray();
        Assert.That(marked, Has.Length.EqualTo(2 * differing));
        var places = section
            .OfClass("place")
            .Where(cell => cell.Name == "text")
            .Select(cell => DecimalText.Parse(cell.Value)!.Value.ToDouble());
        Assert.That(
            places,
            Is.EqualTo(new[] { found.Left.Low.ToDouble(), found.Right.Low.ToDouble() }).Within(1e-5)
        );
        Assert.That(section.OfClass("sides").Single().Value, Does.Contain($"{found.Right}"));
        var nonZero = section
            .OfClass("function")
            .First()
            .Descendants("text")
            .Count(cell => cell.Value != "0");
        Assert.That(
            nonZero,
            Is.EqualTo(found.Signal.Count(entry => entry.Channel == found.Signal[0].Channel))
        );
    }

    [Test]
    public void An_execution_stands_in_its_column()
    {
        var page = Pages.Parse(Pages.Executed("pooling-over-h").ToHtml());
        var card = page.OfClass("card")
            .Single(node => node.Value.StartsWith("execution", StringComparison.Ordinal));
        Assert.That(
            card.Value,
            Does.Contain("Double · reference")
                .And.Contain("relative error")
                .And.Contain("no device")
        );
        Assert.That((string?)card.Attribute("class"), Does.Contain("good"));
    }

    [Test]
    public void Replays_on_executed_layers_stand_below_the_counterexample()
    {
        var report = Pages.Replayed("kernel-of-absolute-h");
        var rows = Pages.Parse(report.ToHtml()).Rows("replays").Select(row => row.Value).ToArray();
        Assert.That(rows, Has.Length.EqualTo(2));
        Assert.That(rows[0], Does.Contain("Double · reference").And.Contain("confirmed"));
        Assert.That(rows[1], Does.Contain("not executed").And.Contain("no device"));
        Assert.That(
            Ids(Pages.Parse(Pages.Design("kernel-of-absolute-h").ToHtml())),
            Is.EqualTo(Ids(Pages.Parse(report.ToHtml())))
        );
        Assert.That(Pages.Parse((report with { Replays = [] }).ToHtml()).Rows("replays"), Is.Empty);
    }

    [TestCase("unturned-stable-window", "S is H-stable", "declared by the design")]
    [TestCase("conditional-order-of-h", "H is abelian", "declared by the design")]
    public void The_conditions_of_a_proof_are_named_with_their_ground(
        string name,
        string condition,
        string ground
    )
    {
        var page = Pages.Parse(Pages.Design(name).ToHtml());
        var cells = page.Rows("conditions").Single().Elements("td").ToArray();
        Assert.That(cells[0].Value, Is.EqualTo(condition));
        Assert.That(cells[2].Value, Is.EqualTo(ground));
        Assert.That(Ids(page), Does.Not.Contain("conditional"));
    }

    [Test]
    public void A_proof_without_conditions_names_none() =>
        Assert.That(
            Ids(Pages.Parse(Pages.Design("group-convolution").ToHtml())),
            Does.Contain("derivations").And.Not.Contain("conditions").And.Not.Contain("conditional")
        );

    [Test]
    public void A_theorem_under_conditions_stands_beside_the_refutation()
    {
        var report = Pages.Design("unrotated-kernel");
        var conditional = report.Conditional!;
        var page = Pages.Parse(report.ToHtml());
        Assert.That(Ids(page), Does.Contain("counterexample").And.Not.Contain("derivations"));
        var section = page.Section("conditional");
        Assert.That(section.OfClass("verdict").Single().Value, Is.EqualTo(conditional.Summary));
        Assert.That(section.OfClass("good"), Is.Not.Empty, "the models");
        Assert.That(section.OfClass("verdict").Single().OfClass("good"), Is.Empty);
        Assert.That(
            section.Rows("conditions").Select(row => row.Elements("td").First().Value),
            Is.EqualTo(new[] { "S is H-stable", "psi is isotropic" })
        );
        Assert.That(
            section.OfClass("rule").Count(),
            Is.EqualTo(Derivations.Proved(conditional.Theorem).StepCount)
        );
        Assert.That(
            section.Rows("models conditional").Count(),
            Is.EqualTo(conditional.Models.Count)
        );
    }

    private static IEnumerable<string> Ids(System.Xml.Linq.XElement page) =>
        page.Descendants("section").Select(section => (string)section.Attribute("id")!);

    [Test]
    public void Markup_in_a_text_of_the_user_is_shown_and_not_obeyed()
    {
        const string hostile = "</style><script>alert(\"1\")</script> & <b onclick='x'>";
        var report = Pages.Design("group-convolution");
        report = report with { Design = report.Design with { Description = hostile } };
        var page = Pages.Parse(report.ToHtml());
        Assert.That(page.Descendants("script"), Is.Empty);
        Assert.That(page.Descendants("b"), Is.Empty);
        Assert.That(page.OfClass("subtitle").Single().Value, Is.EqualTo(hostile));
    }

    [Test]
    public void A_page_refers_to_nothing_outside_of_it()
    {
        var page = Pages.Parse(Pages.Design("group-convolution").ToHtml());
        foreach (
            var attribute in page.DescendantsAndSelf().SelectMany(element => element.Attributes())
        )
            Assert.That(
                attribute.Name.LocalName is "href" or "src" && attribute.Value != "data:,",
                Is.False,
                attribute.ToString()
            );
        var style = page.Descendants("style").Single().Value;
        Assert.That(style, Does.Not.Contain("url(").And.Not.Contain("@import"));
    }
}
