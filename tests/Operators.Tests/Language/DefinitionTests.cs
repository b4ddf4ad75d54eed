using AgeFormal.Operators.Language;

namespace AgeFormal.Operators.Tests.Language;

/// <summary>Definitions are expanded without capture; every construct has the meaning the page gives it.</summary>
public sealed class DefinitionTests
{
    private const string Head =
        "design d\ninput f[4] on group\noutput 2\nwindow S 3\nconst a\nparam W[H, S], b[2]\n";

    [TestCase(
        "let F(g) = Σ[n ∈ N] f[0](g·n)\nλ(g; o). Σ[n ∈ N] F(g·n)",
        "Σ[n ∈ N] sample[g_2 = g·n] Σ[n ∈ N] f[0](g_2·n)"
    )]
    [TestCase(
        "let F(g) = Σ[n ∈ N] f[0](g·n)\nλ(g; o). Σ[n ∈ N] F(g)",
        "Σ[n ∈ N] Σ[n ∈ N] f[0](g·n)"
    )]
    [TestCase(
        "let F(x) = Σ[g ∈ Site] f[0](g·(g⁻¹·x))\nλ(g; o). F(g)",
        "Σ[g_2 ∈ Site] f[0](g_2·(g_2⁻¹·g))"
    )]
    [TestCase(
        "let F(x; j) = max[o ∈ Ch(2)] b(o) · b(j) · f[o](x)\nλ(g; o). F(g; o)",
        "max[o_2 ∈ Ch(2)] b(o_2) · b(o) · f[o_2](g)"
    )]
    [TestCase(
        "let F(x, r) = Σ[n ∈ N, n_2 ∈ N] f[0](x·r·n·n_2)\nλ(g; o). Σ[n ∈ N] F(g, n)",
        "Σ[n ∈ N] Σ[n_2 ∈ N] Σ[n_2_2 ∈ N] f[0](g·n·n_2·n_2_2)"
    )]
    [TestCase("let A = 1/2\nlet B(g) = A · f[0](g)\nλ(g; o). B(g) + A", "1/2 · f[0](g) + 1/2")]
    [TestCase("let D(x, y) = W(x⁻¹·y, a)\nλ(g, v; o). D(g, v)", "W(g⁻¹·v, a)")]
    [TestCase("let D(x, y) = W(x⁻¹·y, a)\nλ(g; o). D(a, e)", "W(a⁻¹·e, a)")]
    public void Expansion_renames_what_would_be_captured(string text, string body) =>
        Assert.That(Body(text), Is.EqualTo(body));

    [TestCase("Σ[n ∈ N] f[0](g·n) + 1", "(Σ[n ∈ N] f[0](g·n)) + 1")]
    [TestCase("2 · Σ[n ∈ N] f[0](g·n) · 3", "2 · (Σ[n ∈ N] f[0](g·n) · 3)")]
    [TestCase("Σ[n ∈ N, k ∈ H] 1", "Σ[n ∈ N] Σ[k ∈ H] 1")]
    [TestCase("pow(b(o), -2) + pow(1, 0.5)", "pow(b(o), −2) + pow(1, 1/2)")]
    [TestCase("pow(pow(b(o), 3), −6/4)", "pow(pow(b(o), 3), −3/2)")]
    [TestCase("1 - b(o)", "1 + −1 · b(o)")]
    [TestCase("1 - 2 * b(o)", "1 + −2 · b(o)")]
    [TestCase("-b(o)", "−1 · b(o)")]
    [TestCase("b(o) / 4 / 3", "b(o) · 1/4 · 1/3")]
    [TestCase("1 / b(o)", "1 · reciprocal(b(o))")]
    [TestCase("0.125 + 25e-1 + 2π^2/4 + pi^-1 + 0π", "1/8 + 5/2 + π^2/2 + π^-1 + 0")]
    [TestCase("b(; o) · b(1)", "b(o) · b(1)")]
    [TestCase("W(a·g⁻¹·g·a, (g·a)⁻¹·g)", "W(a·(g⁻¹·g·a), (g·a)⁻¹·g)")]
    [TestCase("W((g⁻¹·g)·a, g⁻¹·(g·a))", "W((g⁻¹·g)·a, g⁻¹·g·a)")]
    [TestCase("W(π_H a⁻¹, piX(a^-1))", "W((π_H a)⁻¹, π_X (a⁻¹))")]
    [TestCase("∑[n in AbsWin(S)@g·a] σ(f[o](g·n))", "Σ[n ∈ AbsWin(S)@g·a] sigmoid(f[o](g·n))")]
    public void A_spelling_has_the_meaning_of_its_canonical_one(string written, string canonical)
    {
        var parsed = DesignParser.Parse($"{Head}λ(g; o). {written}", "test");
        Assert.That(parsed, Is.EqualTo(DesignParser.Parse($"{Head}λ(g; o). {canonical}", "test")));
    }

    [Test]
    public void Declarations_come_in_any_order_and_keep_it()
    {
        var design = DesignParser.Parse(
            """
            design d
            param K[2, T, H] isotropic, one
            window T 3x5 stable, U hexagon 1
            group p4m
            source "S" about "A"
            window V
            input f[2] on lattice
            lambda(g). one * K(e, e; 1)
            """,
            "test"
        );
        Assert.That(
            DesignText.Render(design),
            Is.EqualTo(
                """
                design d
                about "A"
                source "S"
                group p4m
                input f[2] on lattice
                window T 3×5 stable
                window U hexagon 1
                window V
                param K[2, T, H] isotropic
                param one[]

                λ(g). one() · K(e, e; 1)

                """.ReplaceLineEndings("\n")
            )
        );
    }

    private static string Body(string text) =>
        DesignParser.Parse(Head + text, "test").Formula.Body.ToString();
}
