namespace AgeFormal.Operators.Rendering;

/// <summary>
/// Writes formulas in a notation, with the brackets that the precedence of the operators needs. The body of a reduction
/// is the product that follows it: Σ a·b + c = (Σ a·b) + c.
/// </summary>
internal sealed record Renderer(Notation Notation)
{
    private enum Level
    {
        Open,
        Sum,
        Product,
        Atom,
    }

    public string Formula(Formula formula)
    {
        ArgumentNullException.ThrowIfNull(formula);
        return Notation.Lambda(
            Arguments(
                formula.Sites.Select(Notation.Variable),
                formula.Channels.Select(Notation.Variable)
            ),
            Term(formula.Body)
        );
    }

    /// <summary>Positions, then channels: <c>g, g̃; o, c</c>.</summary>
    public string Arguments(IEnumerable<string> positions, IEnumerable<string> channels) =>
        string.Join(
            Notation.Semicolon,
            (
                (string[])
                    [string.Join(Notation.Comma, positions), string.Join(Notation.Comma, channels)]
            ).Where(part => part.Length > 0)
        );

    public string Term(Term term) => Term(term, Level.Open);

    public string Site(Site site) =>
        Given(site)
            .Match(
                variable => Notation.Variable(variable.Name),
                moved => Site(moved.Origin) + Notation.Act + RelFactor(moved.By)
            );

    public string Channel(Channel channel) =>
        Given(channel)
            .Match(
                variable => Notation.Variable(variable.Name),
                literal => Notation.Index(literal.Index)
            );

    public string Domain(Domain domain) =>
        Given(domain)
            .Match(
                _ => Notation.AllSites,
                _ => Notation.WholeGroup,
                _ => Notation.Translations,
                _ => Notation.PointElements,
                window => Notation.WindowName(window.Name),
                window => Notation.AbsoluteWindow(window.Name, Site(window.At)),
                channels => Notation.Channels($"{channels.Count}")
            );

    public string Rel(Rel rel) =>
        Given(rel)
            .Match(
                variable => Notation.Variable(variable.Name),
                constant => Notation.Variable(constant.Name),
                _ => Notation.Unit,
                between =>
                    Notation.Inverse(SiteFactor(between.From)) + Notation.Act + Site(between.To),
                product => LeftFactor(product.Left) + Notation.Act + RelFactor(product.Right),
                inverse => Notation.Inverse(RelAtom(inverse.Of)),
                part => Notation.PointPart + RelAtom(part.Of),
                part => Notation.TranslationPart + RelAtom(part.Of),
                absolute => Notation.Applied(Notation.Absolute, Site(absolute.At))
            );

    private static T Given<T>(T value)
        where T : class => value ?? throw new ArgumentNullException(nameof(value));

    private string Term(Term term, Level least) =>
        Given(term)
            .Match(
                constant => Notation.Number(constant.Value),
                signal =>
                    Notation.Signal(Notation.SignalName, Channel(signal.Channel), Site(signal.At)),
                parameter =>
                    Notation.Applied(
                        Notation.ParameterName(parameter.Name, parameter.At.Count > 0),
                        Arguments(parameter.At.Select(Rel), parameter.Channels.Select(Channel))
                    ),
                pointwise =>
                    Notation.Applied(
                        Notation.Function(pointwise.Function),
                        Term(pointwise.Argument)
                    ),
                sum =>
                    Bracket(
                        least > Level.Sum || sum.Terms.Count == 1,
                        Joined(sum.Terms, Notation.Plus, 0, Level.Product)
                    ),
                product =>
                    Bracket(
                        least > Level.Product || product.Factors.Count == 1,
                        Joined(product.Factors, Notation.Times, 1, Level.Atom)
                    ),
                reduce =>
                    Bracket(
                        least > Level.Product,
                        Notation.Reduce(
                            reduce.By,
                            Notation.Variable(reduce.Variable),
                            Domain(reduce.Over)
                        ) + Term(reduce.Body, Level.Product)
                    ),
                sampled =>
                    Bracket(
                        least > Level.Product,
                        Notation.Sampled(Notation.Variable(sampled.Variable), Site(sampled.At))
                            + Term(sampled.Body, Level.Product)
                    )
            );

    private string Joined(IEnumerable<Term> terms, string separator, int empty, Level least)
    {
        var text = string.Join(separator, terms.Select(term => Term(term, least)));
        return text.Length == 0 ? Notation.Number(empty) : text;
    }

    private string SiteFactor(Site site) =>
        site.Match(_ => Site(site), _ => Bracket(true, Site(site)));

    private string RelFactor(Rel rel) => Bracket(Depth(rel) == 2, Rel(rel));

    // s⁻¹·s′·r is s⁻¹·(s′·r).
    private string LeftFactor(Rel rel) => Bracket(IsBetween(rel), Rel(rel));

    private static bool IsBetween(Rel rel) =>
        rel.Match(
            _ => false,
            _ => false,
            _ => false,
            _ => true,
            _ => false,
            _ => false,
            _ => false,
            _ => false,
            _ => false
        );

    private string RelAtom(Rel rel) => Bracket(Depth(rel) > 0, Rel(rel));

    // 0: a symbol; 1: a prefixed or suffixed symbol; 2: a product.
    private static int Depth(Rel rel) =>
        rel.Match(_ => 0, _ => 0, _ => 0, _ => 2, _ => 2, _ => 1, _ => 1, _ => 1, _ => 0);

    private string Bracket(bool needed, string text) =>
        needed ? Notation.Open + text + Notation.Close : text;
}
