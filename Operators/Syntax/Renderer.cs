using AgeFormal.Algebra;

namespace AgeFormal.Operators;

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
                variable: variable => Notation.Variable(variable.Name),
                moved: moved => Site(moved.Origin) + Notation.Act + RelFactor(moved.By)
            );

    public string Channel(Channel channel) =>
        Given(channel)
            .Match(
                variable: variable => Notation.Variable(variable.Name),
                literal: literal => Notation.Index(literal.Index),
                inGroup: index =>
                    Notation.InGroup(
                        Channel(index.Of),
                        Notation.Index(index.Size),
                        Channel(index.Within)
                    )
            );

    public string Domain(Domain domain) =>
        Given(domain)
            .Match(
                sites: _ => Notation.AllSites,
                wholeGroup: _ => Notation.WholeGroup,
                translations: _ => Notation.Translations,
                pointElements: _ => Notation.PointElements,
                window: window => Notation.WindowName(window.Name),
                absoluteWindow: window => Notation.AbsoluteWindow(window.Name, Site(window.At)),
                channels: channels => Notation.Channels($"{channels.Count}")
            );

    public string Rel(Rel rel) =>
        Given(rel)
            .Match(
                variable: variable => Notation.Variable(variable.Name),
                constant: constant => Notation.Variable(constant.Name),
                unit: _ => Notation.Unit,
                between: between =>
                    Notation.Inverse(SiteFactor(between.From)) + Notation.Act + Site(between.To),
                product: product =>
                    LeftFactor(product.Left) + Notation.Act + RelFactor(product.Right),
                inverse: inverse => Notation.Inverse(RelAtom(inverse.Of)),
                pointPart: part => Notation.PointPart + RelAtom(part.Of),
                translationPart: part => Notation.TranslationPart + RelAtom(part.Of),
                absolute: absolute => Notation.Applied(Notation.Absolute, Site(absolute.At))
            );

    private static T Given<T>(T value)
        where T : class => value ?? throw new ArgumentNullException(nameof(value));

    private string Term(Term term, Level least) =>
        Given(term)
            .Match(
                constant: constant => Notation.Number(constant.Value),
                signal: signal =>
                    Notation.Signal(Notation.SignalName, Channel(signal.Channel), Site(signal.At)),
                parameter: parameter =>
                    Notation.Applied(
                        Notation.ParameterName(parameter.Name, parameter.At.Count > 0),
                        Arguments(parameter.At.Select(Rel), parameter.Channels.Select(Channel))
                    ),
                pointwise: pointwise =>
                    Notation.Pointwise(pointwise.Function, Term(pointwise.Argument)),
                sum: sum =>
                    Bracket(
                        least > Level.Sum || sum.Terms.Count == 1,
                        Joined(sum.Terms, Notation.Plus, 0, Level.Product)
                    ),
                product: product =>
                    Notation.Softmax is { } written && Softmax.Find(product) is { } softmax
                        ? written(Members(softmax.Over), Term(softmax.Of))
                        : Bracket(
                            least > Level.Product || product.Factors.Count == 1,
                            Joined(product.Factors, Notation.Times, 1, Level.Atom)
                        ),
                reduce: reduce =>
                    Bracket(
                        least > Level.Product,
                        Notation.Reduce(
                            reduce.By,
                            Notation.Variable(reduce.Variable),
                            Domain(reduce.Over)
                        ) + Term(reduce.Body, Level.Product)
                    ),
                sampled: sampled =>
                    Bracket(
                        least > Level.Product,
                        Notation.Sampled(Notation.Variable(sampled.Variable), Site(sampled.At))
                            + Term(sampled.Body, Level.Product)
                    )
            );

    private string Members(EqArray<(string Variable, Domain Over)> members) =>
        string.Join(
            Notation.Comma,
            members.Select(member =>
                Notation.Member(Notation.Variable(member.Variable), Domain(member.Over))
            )
        );

    private string Joined(IEnumerable<Term> terms, string separator, int empty, Level least)
    {
        var text = string.Join(separator, terms.Select(term => Term(term, least)));
        return text.Length == 0 ? Notation.Number(empty) : text;
    }

    private string SiteFactor(Site site) =>
        site.Match(variable: _ => Site(site), moved: _ => Bracket(true, Site(site)));

    private string RelFactor(Rel rel) => Bracket(Depth(rel) == 2, Rel(rel));

    // s⁻¹·s′·r is s⁻¹·(s′·r).
    private string LeftFactor(Rel rel) => Bracket(IsBetween(rel), Rel(rel));

    private static bool IsBetween(Rel rel) =>
        rel.Match(
            variable: _ => false,
            constant: _ => false,
            unit: _ => false,
            between: _ => true,
            product: _ => false,
            inverse: _ => false,
            pointPart: _ => false,
            translationPart: _ => false,
            absolute: _ => false
        );

    private string RelAtom(Rel rel) => Bracket(Depth(rel) > 0, Rel(rel));

    // 0: a symbol; 1: a prefixed or suffixed symbol; 2: a product.
    private static int Depth(Rel rel) =>
        rel.Match(
            variable: _ => 0,
            constant: _ => 0,
            unit: _ => 0,
            between: _ => 2,
            product: _ => 2,
            inverse: _ => 1,
            pointPart: _ => 1,
            translationPart: _ => 1,
            absolute: _ => 0
        );

    private string Bracket(bool needed, string text) =>
        needed ? Notation.Open + text + Notation.Close : text;
}
