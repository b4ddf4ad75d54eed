namespace AgeFormal.Operators;

/// <summary>Formulas as plain text: <c>λ(g; o). Σ[n ∈ N] f[c](g·n) · weight(n; o, c)</c>.</summary>
public static class TermText
{
    private static readonly Renderer Renderer = new(Notation.Text);
    private static readonly Renderer InFull = new(Notation.InFull);

    /// <summary>The formula with its bound variables.</summary>
    public static string Render(Formula formula) => Renderer.Formula(formula);

    /// <summary>The formula with each softmax written out, as a reader does who knows the cases of <see cref="Operators.Term"/> alone.</summary>
    public static string RenderInFull(Formula formula) => InFull.Formula(formula);

    /// <summary>A term.</summary>
    public static string Render(Term term) => Renderer.Term(term);

    /// <summary>A site.</summary>
    public static string Render(Site site) => Renderer.Site(site);

    /// <summary>A relative element.</summary>
    public static string Render(Rel rel) => Renderer.Rel(rel);

    /// <summary>A domain of a reduction.</summary>
    public static string Render(Domain domain) => Renderer.Domain(domain);

    /// <summary>A channel index.</summary>
    public static string Render(Channel channel) => Renderer.Channel(channel);
}
