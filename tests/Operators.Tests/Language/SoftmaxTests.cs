using AgeFormal.Operators.Language;
using AgeFormal.Operators.Rendering;

namespace AgeFormal.Operators.Tests.Language;

/// <summary>softmax[v ∈ D](t) is its term and is printed as it was written.</summary>
public sealed class SoftmaxTests
{
    private const string Head =
        "design d\ninput f[4] on group\noutput 4\nwindow S 3\nconst a\nparam W[H, S], b[4]\n";

    [TestCase(
        "softmax[o ∈ Ch(4)](f[o](g))",
        "exp(f[o](g) − max[o ∈ Ch(4)] f[o](g)) / (Σ[o ∈ Ch(4)] exp(f[o](g) − max[o ∈ Ch(4)] f[o](g)))"
    )]
    [TestCase(
        "Σ[n ∈ Win(S), k ∈ H] softmax[n ∈ Win(S), k ∈ H](W(k, n)) · f[o](g·n·k)",
        "Σ[n ∈ Win(S), k ∈ H] (exp(W(k, n) − max[n ∈ Win(S), k ∈ H] W(k, n)) / (Σ[n ∈ Win(S), k ∈ H] exp(W(k, n) − max[n ∈ Win(S), k ∈ H] W(k, n)))) · f[o](g·n·k)"
    )]
    [TestCase(
        "Σ[v ∈ Site] softmax[v ∈ Site](f[o](v) + 1) / 2",
        "Σ[v ∈ Site] (exp((f[o](v) + 1) − max[v ∈ Site] (f[o](v) + 1)) / (Σ[v ∈ Site] exp((f[o](v) + 1) − max[v ∈ Site] (f[o](v) + 1)))) / 2"
    )]
    [TestCase(
        "Σ[n ∈ N] softmax[n ∈ AbsWin(S)@g](f[o](g·n))",
        "Σ[n ∈ N] exp(f[o](g·n) − max[n ∈ AbsWin(S)@g] f[o](g·n)) / (Σ[n ∈ AbsWin(S)@g] exp(f[o](g·n) − max[n ∈ AbsWin(S)@g] f[o](g·n)))"
    )]
    public void It_is_the_power_less_the_maximum_over_the_sum_of_powers(
        string written,
        string term
    ) => Assert.That(Parsed($"λ(g; o). {written}"), Is.EqualTo(Parsed($"λ(g; o). {term}")));

    [TestCase("softmax[o ∈ Ch(4)](f[o](g))")]
    [TestCase("1 + b(o) · softmax[o ∈ Ch(4)](f[o](g) + 1) · 2")]
    [TestCase("Σ[n ∈ Win(S)] Σ[k ∈ H] softmax[n ∈ Win(S), k ∈ H](W(k, n)) · f[o](g·n·k)")]
    [TestCase("Σ[v ∈ Site] softmax[v ∈ Site](softmax[v ∈ Site](f[o](v)) · f[o](g))")]
    [TestCase("softmax[g ∈ Site](Σ[v ∈ Site] softmax[v ∈ Site](f[o](v) · f[o](g)))")]
    public void It_is_printed_as_it_was_written(string written)
    {
        var design = Parsed($"λ(g; o). {written}");
        var ascii = DesignText.RenderAscii(design);
        Assert.Multiple(() =>
        {
            Assert.That(TermText.Render(design.Formula.Body), Is.EqualTo(written));
            Assert.That(DesignParser.Parse(ascii, "ascii"), Is.EqualTo(design));
            Assert.That(ascii, Does.Contain("softmax[").And.Not.Contain('∈'));
        });
    }

    [Test]
    public void A_weight_that_is_defined_for_another_name_is_printed_with_the_name_of_its_use() =>
        Assert.That(
            Body(
                "let weight(g, r; o) = softmax[r ∈ G](W(r, r) · f[o](g·r))\nλ(g; o). Σ[m ∈ G] weight(g, m; o) · f[o](g·m)"
            ),
            Is.EqualTo("Σ[m ∈ G] softmax[m ∈ G](W(m, m) · f[o](g·m)) · f[o](g·m)")
        );

    /// <summary>What has no name in the text is written out: the weight at an element, and at a name that would be captured.</summary>
    [TestCase(
        "let weight(g, r; o) = softmax[r ∈ G](f[o](g·r))\nλ(g; o). weight(g, a; o)",
        "exp(f[o](g·a) + −1 · (max[r ∈ G] f[o](g·r))) · reciprocal(Σ[r ∈ G] exp(f[o](g·r) + −1 · (max[r ∈ G] f[o](g·r))))"
    )]
    [TestCase(
        "let weight(g, r, m; o) = softmax[r ∈ H](W(r, m))\nλ(g; o). Σ[n ∈ G] weight(g, n, n; o)",
        "Σ[n ∈ G] exp(W(n, n) + −1 · (max[n_2 ∈ H] W(n_2, n))) · reciprocal(Σ[n_2 ∈ H] exp(W(n_2, n) + −1 · (max[n_2 ∈ H] W(n_2, n))))"
    )]
    public void A_weight_at_what_is_no_variable_is_written_out(string text, string body) =>
        Assert.That(Body(text), Is.EqualTo(body));

    [TestCase(
        "exp(f[o](g) − max[c ∈ Ch(4)] f[c](g)) / (Σ[c ∈ Ch(4)] exp(f[c](g) − max[j ∈ Ch(4)] f[j](g)))"
    )]
    [TestCase(
        "exp(f[o](g) − max[o ∈ Ch(4)] f[o](g)) / (Σ[o ∈ Ch(3)] exp(f[o](g) − max[o ∈ Ch(4)] f[o](g)))"
    )]
    [TestCase(
        "exp(f[o](g) − min[o ∈ Ch(4)] f[o](g)) / (Σ[o ∈ Ch(4)] exp(f[o](g) − min[o ∈ Ch(4)] f[o](g)))"
    )]
    [TestCase("exp(b(0) − max[o ∈ Ch(4)] b(0)) / (Σ[o ∈ Ch(4)] exp(b(0) − max[o ∈ Ch(4)] b(0)))")]
    public void What_is_almost_one_is_printed_as_it_is(string written)
    {
        var design = Parsed($"λ(g; o). {written}");
        Assert.Multiple(() =>
        {
            Assert.That(DesignText.Render(design), Does.Not.Contain("softmax"));
            Assert.That(DesignParser.Parse(DesignText.Render(design), "again"), Is.EqualTo(design));
        });
    }

    [Test]
    public void It_is_written_in_latex_and_mathml()
    {
        var body = Parsed("λ(g; o). Σ[n ∈ Win(S)] softmax[n ∈ Win(S)](f[o](g·n))").Formula.Body;
        Assert.Multiple(() =>
        {
            Assert.That(
                TermLatex.Render(body),
                Is.EqualTo(@"\sum_{n \in S} \operatorname{softmax}_{n \in S}(f_{o}(g\,n))")
            );
            Assert.That(
                TermMathMl.Render(body),
                Does.Contain("softmax").And.Contain("<mo").And.Not.Contain("exp")
            );
        });
    }

    private static Design Parsed(string text) => DesignParser.Parse(Head + text, "test");

    private static string Body(string text) => TermText.Render(Parsed(text).Formula.Body);
}
