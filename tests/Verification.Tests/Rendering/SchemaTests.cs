using System.Text.Json.Nodes;
using AgeFormal.Laws;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Designs;

namespace AgeFormal.Verification.Tests.Rendering;

/// <summary>What is emitted fits the schemas of <c>docs/schemas</c>, and what is altered does not.</summary>
public sealed class SchemaTests
{
    private static IEnumerable<TestCaseData> Executors()
    {
        yield return new TestCaseData(new ReferenceExecutor()).SetArgDisplayNames("honest");
        yield return new TestCaseData(
            new ReferenceExecutor(supports: _ => false)
        ).SetArgDisplayNames("unsupported");
        foreach (var (name, defect) in Defects.NotEquivariant)
            yield return new TestCaseData(new ReferenceExecutor(defect)).SetArgDisplayNames(name);
        yield return new TestCaseData(
            new ReferenceExecutor(run => run.Honest(run.Input).Map(_ => double.NaN))
        ).SetArgDisplayNames("not finite");
        yield return new TestCaseData(
            new ReferenceExecutor(run => run.Honest(run.Input).Map(_ => 0.0))
        ).SetArgDisplayNames("zero");
    }

    [TestCaseSource(nameof(Executors))]
    public void A_report_on_a_network_fits_its_schema(object executor)
    {
        var op = Blocks.Typed("p4", "lifting convolution");
        var report = Verifier.Verify(
            op,
            Samples.Parameters(op),
            Samples.Input(op.Input),
            (IExecutor)executor,
            VerificationOptions.Default with
            {
                Integers = new IntegerOptions { ReferenceBudget = 3e4 },
            }
        );
        Assert.That(JsonSchemas.Faults("verification-1", report.ToJson()), Is.Empty);
    }

    [Test]
    public void Grids_that_are_not_exact_fit_the_schema()
    {
        var report = Pages.Inexact();
        Assert.That(report.Grid.Disagreements, Is.Not.Empty);
        Assert.That(report.Grid.Repairs, Is.Not.Empty);
        var json = report.ToJson();
        Assert.That(JsonSchemas.Faults("verification-1", json), Is.Empty);
        foreach (var property in JsonNode.Parse(json)!["grid"]!.AsObject().Select(pair => pair.Key))
        {
            var altered = JsonNode.Parse(json)!;
            altered["grid"]!.AsObject().Remove(property);
            Assert.That(
                JsonSchemas.Faults("verification-1", altered.ToJsonString()),
                Is.Not.Empty,
                property
            );
        }
    }

    [Test]
    public void A_claim_that_is_neither_proved_nor_refuted_fits_its_schema()
    {
        var design = DesignParser.Parse(
            """
            design below-its-size
            input f[1] on group
            output 1
            param gain[1, H]
            λ(g; o). relu(gain(Abs(g); o) − 1 − square(gain(Abs(g); o))) · f[o](g)
            """,
            "below-its-size"
        );
        var json = DesignVerifier.Verify(design).ToJson();
        Assert.That(JsonNode.Parse(json)!["verdict"]!.GetValue<string>(), Is.EqualTo("undecided"));
        Assert.That(JsonSchemas.Faults("design-verification-1", json), Is.Empty);
    }

    [Test]
    public void A_theorem_under_conditions_fits_its_schema_and_needs_them()
    {
        var json = Pages.Design("unrotated-kernel").ToJson();
        var conditional = JsonNode.Parse(json)!["conditional"]!;
        Assert.That(conditional["verdict"]!.GetValue<string>(), Is.EqualTo("proved"));
        conditional["conditions"] = new JsonArray();
        Assert.That(
            JsonSchemas.Faults("design-verification-1", conditional.Root.ToJsonString()),
            Is.Not.Empty
        );
    }

    [TestCase("group-convolution", "proved")]
    [TestCase("unturned-stable-window", "proved")]
    [TestCase("conditional-order-of-h", "proved")]
    [TestCase("kernel-of-absolute-h", "refuted")]
    [TestCase("unrotated-kernel", "refuted")]
    public void A_report_on_a_design_fits_its_schema(string name, string verdict)
    {
        var json = Pages.Design(name).ToJson();
        Assert.That(JsonNode.Parse(json)!["verdict"]!.GetValue<string>(), Is.EqualTo(verdict));
        Assert.That(JsonSchemas.Faults("design-verification-1", json), Is.Empty);
        if (verdict == "refuted")
            Assert.That(
                JsonSchemas.Faults(
                    "counterexample-1",
                    JsonNode.Parse(json)!["counterexample"]!.ToJsonString()
                ),
                Is.Empty
            );
    }

    [Test]
    public void A_report_with_replays_on_executed_layers_fits_its_schema()
    {
        var report = Pages.Replayed("kernel-of-absolute-h");
        var json = JsonNode.Parse(report.ToJson())!;
        Assert.That(json["replays"]!.AsArray(), Has.Count.EqualTo(report.Replays.Count));
        Assert.That(JsonSchemas.Faults("design-verification-1", json.ToJsonString()), Is.Empty);
        json["replays"]![0]!.AsObject().Remove("tolerance");
        Assert.That(JsonSchemas.Faults("design-verification-1", json.ToJsonString()), Is.Not.Empty);
    }

    [Test]
    public void A_report_on_an_executed_design_fits_its_schema()
    {
        var report = Pages.Executed("pooling-over-h");
        var json = JsonNode.Parse(report.ToJson())!;
        Assert.That(json["executions"]!.AsArray(), Has.Count.EqualTo(report.Executions.Count));
        Assert.That(JsonSchemas.Faults("design-verification-1", json.ToJsonString()), Is.Empty);
        json["executions"]![0]!.AsObject().Remove("residual");
        Assert.That(JsonSchemas.Faults("design-verification-1", json.ToJsonString()), Is.Not.Empty);
    }

    [Test]
    public void A_property_that_is_missing_renamed_or_added_does_not_fit()
    {
        var json = Pages.Design("kernel-of-absolute-h").ToJson();
        foreach (var property in JsonNode.Parse(json)!.AsObject().Select(pair => pair.Key))
        {
            var altered = JsonNode.Parse(json)!.AsObject();
            var value = altered[property]!.DeepClone();
            altered.Remove(property);
            Assert.That(
                JsonSchemas.Faults("design-verification-1", altered.ToJsonString()),
                Is.Not.Empty,
                property
            );
            altered[property] = value;
            altered["another"] = 1;
            Assert.That(
                JsonSchemas.Faults("design-verification-1", altered.ToJsonString()),
                Is.Not.Empty
            );
        }
        Assert.That(
            JsonSchemas.Faults(
                "design-verification-1",
                json.Replace("verification/1", "verification/2", StringComparison.Ordinal)
            ),
            Is.Not.Empty
        );
    }
}
