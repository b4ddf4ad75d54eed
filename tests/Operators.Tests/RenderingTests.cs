using AgeFormal.Algebra;
using AgeFormal.Operators.Rendering;

namespace AgeFormal.Operators.Tests;

/// <summary>Formulas are written as in the papers.</summary>
public sealed class RenderingTests
{
    private static readonly FieldType Image = new(
        PointGroups.P4,
        Fibre.Trivial,
        1,
        Region.Box(5, 5)
    );
    private static readonly FieldType Lifted = Image with { Fibre = Fibre.Regular, Channels = 10 };

    private static IEnumerable<TestCaseData> Blocks()
    {
        yield return new(
            new Op.LiftingConvolution(2, Region.Box(3, 3)),
            Image,
            "λ(g; o). Σ[c ∈ Ch(1)] Σ[n ∈ Win(S)] f[c](g·n) · weight(n; o, c)",
            @"\lambda(g; o).\; \sum_{c \in \{1,\dots,1\}} \sum_{n \in S} f_{c}(g\,n) \cdot \psi(n; o, c)"
        );
        yield return new(
            new Op.GroupConvolution(2, Region.Box(3, 3))
            {
                HaarWeight = new Coefficient(new Rational(1, 2), 1),
            },
            Lifted,
            "λ(g; o). π/2 · (Σ[c ∈ Ch(10)] Σ[k ∈ H] Σ[n ∈ Win(S)] f[c](g·n·k) · weight(k, n; o, c))",
            @"\lambda(g; o).\; \tfrac{\pi}{2} \cdot \left(\sum_{c \in \{1,\dots,10\}} \sum_{k \in H} \sum_{n \in S} f_{c}(g\,n\,k) \cdot \psi(k, n; o, c)\right)"
        );
        yield return new(
            new Op.BatchNormalization(),
            Lifted,
            "λ(g; o). weight(o) · (f[o](g) + −1 · running_mean(o)) · rsqrt(running_var(o) + 1/50000) + bias(o)",
            @"\lambda(g; o).\; \mathrm{weight}(o) \cdot \left(f_{o}(g) + -1 \cdot \mathrm{running\_mean}(o)\right) \cdot \operatorname{rsqrt}(\mathrm{running\_var}(o) + \tfrac{1}{50000}) + \mathrm{bias}(o)"
        );
        yield return new(
            new Op.GroupPooling(Reduction.Max),
            Lifted,
            "λ(g; o). max[k ∈ H] f[o](g·k)",
            @"\lambda(g; o).\; \max_{k \in H} f_{o}(g\,k)"
        );
    }

    [TestCaseSource(nameof(Blocks))]
    public void A_block_is_written_as_its_formula(Op op, FieldType input, string text, string latex)
    {
        var formula = ((TypedOp.Elementary)Typing.Elaborate(op, input)).Meaning.Formula;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(TermText.Render(formula), Is.EqualTo(text));
            Assert.That(TermLatex.Render(formula), Is.EqualTo(latex));
        }
    }

    [Test]
    public void Every_construct_of_the_language_has_a_spelling()
    {
        Site g = new Site.Variable("g");
        Rel r = new Rel.Variable("r");
        Assert.That(new Rel.Between(g, g * r).ToString(), Is.EqualTo("g⁻¹·g·r"));
        Assert.That(new Rel.Between(g * r, g).ToString(), Is.EqualTo("(g·r)⁻¹·g"));
        Assert.That(new Rel.Inverse(r * r).ToString(), Is.EqualTo("(r·r)⁻¹"));
        Assert.That(new Rel.PointPart(new Rel.Inverse(r)).ToString(), Is.EqualTo("π_H (r⁻¹)"));
        Assert.That(new Rel.TranslationPart(r).ToString(), Is.EqualTo("π_X r"));
        Assert.That((r * (r * r)).ToString(), Is.EqualTo("r·(r·r)"));
        Assert.That((new Rel.Between(g, g) * r).ToString(), Is.EqualTo("(g⁻¹·g)·r"));
        Assert.That(new Rel.Unit().ToString(), Is.EqualTo("e"));
        Assert.That(new Rel.Constant("a").ToString(), Is.EqualTo("a"));
        Assert.That(new Rel.Absolute(g).ToString(), Is.EqualTo("Abs(g)"));
        Assert.That(new Domain.AbsoluteWindow("S", g).ToString(), Is.EqualTo("AbsWin(S)@g"));
        Assert.That(new Domain.Sites().ToString(), Is.EqualTo("Site"));
        Assert.That(new Domain.WholeGroup().ToString(), Is.EqualTo("G"));
        Assert.That(new Domain.Translations().ToString(), Is.EqualTo("N"));
        Assert.That(new Term.Sum([]).ToString(), Is.EqualTo("0"));
        Assert.That(new Term.Product([]).ToString(), Is.EqualTo("1"));
        Assert.That(new Coefficient(new Rational(-3, 2), 2).ToString(), Is.EqualTo("−3π^2/2"));
    }

    [Test]
    public void The_body_of_a_reduction_is_a_product()
    {
        Term one = new Term.Constant(1);
        Term Sum(Term body) =>
            new Term.Reduce(Reduction.Sum, "k", new Domain.PointElements(), body);
        Assert.That(Sum(one + one).ToString(), Is.EqualTo("Σ[k ∈ H] (1 + 1)"));
        Assert.That((Sum(one) + one).ToString(), Is.EqualTo("Σ[k ∈ H] 1 + 1"));
        Assert.That((one * Sum(one * one)).ToString(), Is.EqualTo("1 · (Σ[k ∈ H] 1 · 1)"));
        Assert.That(Sum(Sum(one)).ToString(), Is.EqualTo("Σ[k ∈ H] Σ[k ∈ H] 1"));
    }
}
