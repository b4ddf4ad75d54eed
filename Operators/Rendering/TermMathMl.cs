namespace AgeFormal.Operators.Rendering;

/// <summary>
/// Formulas as MathML Core. A long formula is several <c>math</c> elements with a break opportunity after each operator
/// that may end a line.
/// </summary>
public static class TermMathMl
{
    private static readonly Renderer Renderer = new(MathMlNotation.Instance);

    /// <summary>The formula with its bound variables.</summary>
    public static string Render(Formula formula) => MathMlText.Document(Renderer.Formula(formula));

    /// <summary>A term.</summary>
    public static string Render(Term term) => MathMlText.Document(Renderer.Term(term));

    /// <summary>A site.</summary>
    public static string Render(Site site) => MathMlText.Document(Renderer.Site(site));

    /// <summary>A relative element.</summary>
    public static string Render(Rel rel) => MathMlText.Document(Renderer.Rel(rel));

    /// <summary>A domain of a reduction.</summary>
    public static string Render(Domain domain) => MathMlText.Document(Renderer.Domain(domain));

    /// <summary>A channel index.</summary>
    public static string Render(Channel channel) => MathMlText.Document(Renderer.Channel(channel));
}
