using AgeFormal.Algebra;
using AgeFormal.Networks;
using AgeFormal.Operators;
using AgeFormal.Verification;

namespace AgeFormal.Facade.Tests;

public sealed class NetworkSurveyTests
{
    // Of every 2×2 points the strided form keeps the first, so only what fixes that corner is exact.
    private static readonly Dictionary<string, string[]> ExactWhenStrided = new()
    {
        ["p1"] = ["e"],
        ["p4"] = ["e"],
        ["p4m"] = ["e", "mr"],
    };

    [TestCaseSource(nameof(Listed))]
    public void A_listed_network_is_proved_and_exact_as_known(string text)
    {
        var name = NetworkName.Parse(text);
        var op = name.Create().Elaborate();
        var proved = (Verdict.Proved)Prover.Prove(op);
        Assert.That(ProofChecker.Accepts(proved.Proof, new Claim.Commutes(op)), Is.True, text);
        Assert.That(
            Exactness.Of(op).Select(h => op.Input.Group.Group.ElementNames[h]),
            Is.EqualTo(
                name.Form == SamplingForm.Exact
                    ? op.Input.Group.Group.ElementNames
                    : ExactWhenStrided[name.Group.Symbol]
            )
        );
    }

    [TestCase("alphaf-p6-allcnn-strided")]
    [TestCase("p6m-resnet44-strided")]
    public void Strides_on_hexagons_are_exact_because_their_sides_are_odd(string name)
    {
        var op = Catalogue.Parse(name).Elaborate();
        Assert.That(Prover.Prove(op).IsProved, Is.True);
        Assert.That(Exactness.Of(op), Has.Count.EqualTo(op.Input.Group.Order));
    }

    [Test]
    public void A_survey_executes_over_all_of_H_in_both_precisions()
    {
        var survey = NetworkSurvey.Of(Catalogue.Parse("alpha-D2-volume"));
        Assert.That(survey.Theorem.IsProved, Is.True);
        Assert.That(survey.Parameters, Is.EqualTo(survey.Network.CountParameters()));
        Assert.That(survey.Executions, Has.Count.EqualTo(2));
        foreach (var report in survey.Executions)
        {
            Assert.That(report.Elements, Has.Count.EqualTo(4));
            Assert.That(report.IsWithinTolerance, Is.True, report.Execution);
        }
        Assert.That(survey.Executions[1].Largest, Is.LessThan(1e-12));
    }

    [TestCaseSource(nameof(Listed))]
    public void A_listed_network_that_loses_digits_of_float32_would_be_noticed(string name) =>
        Assert.That(
            RoundingTolerance.Of(Catalogue.Parse(name).Elaborate(), Precision.Single),
            Is.LessThan(0.02)
        );

    [Category("Long")]
    [TestCase("alpha-p4m-cnn")]
    [TestCase("alphaf-p4m-allcnn")]
    [TestCase("alphaf-p4m-resnet44")]
    [TestCase("alphaf-p4m-densenet")]
    [TestCase("p4-unet")]
    [TestCase("alphaf-p4-unet")]
    [TestCase("alpha-O-volume")]
    [TestCase("alpha-Oh-volume")]
    public void A_large_network_executes_within_rounding_over_all_of_H(string name)
    {
        var survey = NetworkSurvey.Of(Catalogue.Parse(name));
        Assert.That(
            survey.Executions[1].Elements,
            Has.Count.EqualTo(survey.Network.Input.Group.Order)
        );
        Assert.That(survey.Executions[1].IsWithinTolerance, Is.True);
    }

    [Test]
    public void A_row_tells_all_of_H_from_the_exact_elements()
    {
        var p4 = PointGroups.P4.Group;
        var survey = new NetworkSurvey(
            Catalogue.Parse("p4-allcnn-strided"),
            1_370_372,
            new Verdict.Undecided("c1", "no reason"),
            [0, 2],
            [
                new("float32", 1e-5, Elements([0, 0.25, 2e-6, 0.5])),
                new("float64", 1e-13, Elements([0, 0.25, 2e-13, double.NaN])),
            ]
        );
        Assert.That(
            NetworkTable.ToMarkdown([survey], new(2026, 1, 2), "a processor").Split('\n')[^2],
            Is.EqualTo(
                "| `p4-allcnn-strided` | 3×32×32 | 1,370,372 | no | e, r² of 4 | 5.0E-1 (2.0E-6 ✓) | not finite: NaN (2.0E-13) |"
            )
        );

        EqArray<ElementResidual> Elements(double[] errors) =>
            errors
                .Select(
                    (error, h) =>
                        new ElementResidual(
                            h,
                            p4.ElementNames[h],
                            double.IsNaN(error)
                                ? new ResidualOutcome.NotFinite(0, error)
                                : new ResidualOutcome.Measured(error)
                        )
                )
                .ToEqArray();
    }

    [Test]
    public void The_document_names_day_and_machine()
    {
        var text = NetworkTable.ToMarkdown([], new(2026, 1, 2), "a processor, 2 threads");
        Assert.That(
            text,
            Does.Contain("Measured on 2026-01-02 on the CPU (a processor, 2 threads)")
        );
        Assert.That(Machine.Describe(), Does.EndWith($", {Environment.ProcessorCount} threads"));
    }

    private static IEnumerable<string> Listed() => Catalogue.Names.Select(name => name.ToString());
}
