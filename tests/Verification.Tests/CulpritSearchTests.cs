using System.Text.Json.Nodes;
using AgeFormal.Laws;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Tests.Rendering;

namespace AgeFormal.Verification.Tests;

public sealed class CulpritSearchTests
{
    private const string Two = """
        design gain-and-bias # two parameters, one of them absolute
        input f[1] on group
        output 1
        param gain[1, H], bias[1, H], h̄ias[1, H]

        let rest(g; o) =
          bias(piH(Abs(g)^-1*Abs(g)); o)
          + h̄ias(e; o) + gain(Abs(g); o)

        λ(g; o). f[o](g) * rest(g; o)
        """;

    private const string Gate = """
        design gate
        input f[1] on group
        output 1
        param gate[1, H]
        λ(g; o). f[o](g) + (Σ[k ∈ H] gate(Abs(g·k); o) · f[o](g·k)) + gate(e; o)
        """;

    [Test]
    public void The_smallest_part_that_proves_the_rest_is_blamed()
    {
        var culprit = Found(Two);
        Assert.That(culprit.Subterm, Is.EqualTo("Abs(g)"));
        Assert.That((culprit.At.Line, culprit.At.Column), Is.EqualTo((8, 24)));
        Assert.That(culprit.Repairs, Is.Not.Empty);
        Assert.That(culprit.Repairs.All(repair => repair.Report.Theorem.IsProved));
        Assert.That(culprit.Repairs[0].Lines, Is.EqualTo([8]));
        Assert.That(culprit.Repairs[0].Text, Does.Contain("  + h̄ias(e; o) + gain(e; o)\n"));
        Assert.That(culprit.Repairs[1].Text, Does.Contain("  + h̄ias(e; o)\n"));
        Assert.That(culprit.Repairs[1].Change, Is.EqualTo("without 'gain(Abs(g); o)'"));
    }

    [Test]
    public void Carets_stand_under_the_part_and_an_accent_takes_no_column()
    {
        var lines = Found(Two).Render().Split('\n').Select(line => line.TrimEnd()).ToList();
        var line = lines.FindIndex(text => text.Contains("h̄ias", StringComparison.Ordinal));
        Assert.That(lines[line], Is.EqualTo("    8 │   + h̄ias(e; o) + gain(Abs(g); o)"));
        Assert.That(lines[line + 1], Is.EqualTo("      │                       ^^^^^^"));
    }

    [Test]
    public void What_is_wrong_is_said_in_words()
    {
        var culprit = Found(Gate);
        Assert.That(
            culprit.ToString(),
            Is.EqualTo("5:35: 'Abs(g·k)' reads the orientation of g·k itself; relative would be k")
        );
        Assert.That(
            culprit.Repairs.Select(repair => repair.ToString()),
            Is.EqualTo([
                "made relative: proved for every H",
                "without 'gate(Abs(g·k); o)': proved for every H",
            ])
        );
    }

    [TestCase("f[o](g·π_H Abs(g)⁻¹·π_H a·π_H Abs(g))", "f[o](g·π_H a)")]
    [TestCase("f[o](g) − gain(Abs(g); o)", "f[o](g) − gain(e; o)")]
    [TestCase("gain(Abs(g); o) − f[o](g)", "gain(e; o) − f[o](g)")]
    [TestCase("max[n ∈ AbsWin(Row)@g] f[o](g·n)", "max[n ∈ Win(Row)] f[o](g·n)")]
    [TestCase("gain((Abs(g)⁻¹)⁻¹; o) · f[o](g)", "gain(e; o) · f[o](g)")]
    [TestCase("sample[v = g·π_H Abs(g)] f[o](v)", "sample[v = g] f[o](v)")]
    public void A_part_is_made_relative_where_it_stands(string formula, string repaired)
    {
        const string head = """
            design part
            input f[1] on group
            output 1
            const a
            window Row 1×3
            param gain[1, H]

            """;
        var culprit = Found($"{head}λ(g; o). {formula}");
        Assert.That(culprit.Repairs[0].Text, Is.EqualTo($"{head}λ(g; o). {repaired}"));
    }

    [TestCase("f[o](g) + gain(Abs(g); o)", "f[o](g)")]
    [TestCase("gain(Abs(g); o) + f[o](g)", "f[o](g)")]
    [TestCase("gain(Abs(g); o) · f[o](g)", "f[o](g)")]
    [TestCase("2 · f[o](g) · gain(Abs(g); o)", "2 · f[o](g)")]
    [TestCase("gain(Abs(g); o) · f[o](g) · 2", "f[o](g) · 2")]
    [TestCase("2 · f[o](g) / gain(Abs(g); o)", "2 · f[o](g)")]
    [TestCase("2 · (f[o](g) + gain(Abs(g); o))", "2 · f[o](g)")]
    [TestCase("2 · (f[o](g) + 1 + gain(Abs(g); o))", "2 · (f[o](g) + 1)")]
    [TestCase("gain(Abs(g); o) − f[o](g) + 1", "1 − f[o](g) + 1")]
    public void A_summand_or_factor_is_left_out_with_its_sign(string formula, string repaired)
    {
        const string head = """
            design part
            input f[1] on group
            output 1
            param gain[1, H]

            """;
        var text = $"{head}λ(g; o). {formula}";
        Assert.That(
            Found(text).Repairs.Select(repair => repair.Text),
            Does.Contain($"{head}λ(g; o). {repaired}")
        );
    }

    [Test]
    public void A_proved_design_has_no_culprit()
    {
        var text = Gate.Replace("Abs(g·k)", "k", StringComparison.Ordinal);
        Assert.That(CulpritSearch.Of(Report(text), text), Is.Null);
    }

    [Test]
    public void The_text_is_that_of_the_report() =>
        Assert.That(
            () => CulpritSearch.Of(Report(Gate), Two),
            Throws.ArgumentException.With.Message.Contains("'gate'")
        );

    [Test]
    public void Without_a_text_the_design_is_printed()
    {
        var culprit = CulpritSearch.Of(Report(Two))!;
        Assert.That(culprit.Text, Is.EqualTo(DesignText.Render(DesignParser.Parse(Two, "two"))));
        Assert.That(culprit.Subterm, Is.EqualTo("Abs(g)"));
    }

    [Test]
    public void A_culprit_stands_in_the_document_and_underlined_on_the_page()
    {
        var report = Report(Gate);
        report = report with { Culprit = CulpritSearch.Of(report, Gate) };
        var json = JsonNode.Parse(report.ToJson())!;
        Assert.That(JsonSchemas.Faults("design-verification-1", json.ToJsonString()), Is.Empty);
        Assert.That(json["culprit"]!["column"]!.GetValue<int>(), Is.EqualTo(35));
        json["culprit"]!["repairs"] = new JsonArray();
        Assert.That(JsonSchemas.Faults("design-verification-1", json.ToJsonString()), Is.Not.Empty);
        var section = Pages.Parse(report.ToHtml()).Section("culprit");
        Assert.That(section.OfClass("culprit").Single().Value, Is.EqualTo("Abs(g·k)"));
        Assert.That(section.OfClass("source-text").Single().Value, Is.EqualTo(Gate));
    }

    private static Culprit Found(string text) => CulpritSearch.Of(Report(text), text)!;

    private static DesignReport Report(string text) =>
        DesignVerifier.Verify(DesignParser.Parse(text, "text"));
}
