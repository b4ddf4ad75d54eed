namespace AgeFormal.Operators.Rendering;

/// <summary>Formulas as LaTeX math.</summary>
public static class TermLatex
{
    private static readonly Renderer Renderer = new(LatexNotation.Instance);

    /// <summary>The formula with its bound variables.</summary>
    public static string Render(Formula formula) => Renderer.Formula(formula);

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
