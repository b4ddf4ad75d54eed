using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>The one recursion over terms: what is in a term, and the same term with other parts.</summary>
/// <remarks>
/// An interpretation that treats most cases alike names those that it reads and leaves the rest to the walk; what a new case
/// must answer for that is said at <see cref="TermParts"/>.
/// </remarks>
public static class TermWalk
{
    /// <summary>The terms directly inside, in order: t of φ(t), the summands, the factors, the body of a binder.</summary>
    public static EqArray<Term> Children(this Term term)
    {
        ArgumentNullException.ThrowIfNull(term);
        return term.Match<EqArray<Term>>(
            constant: _ => [],
            signal: _ => [],
            parameter: _ => [],
            pointwise: pointwise => [pointwise.Argument],
            sum: sum => sum.Terms,
            product: product => product.Factors,
            reduce: reduce => [reduce.Body],
            sampled: sampled => [sampled.Body]
        );
    }

    /// <summary>What the term is made of, with its <see cref="Children"/>.</summary>
    internal static TermParts Parts(this Term term)
    {
        ArgumentNullException.ThrowIfNull(term);
        return term.Match<TermParts>(
            constant: _ => TermParts.Of([]),
            signal: signal => new([signal.At], [], [signal.Channel], []),
            parameter: parameter => new([], parameter.At, parameter.Channels, []),
            pointwise: pointwise => TermParts.Of([pointwise.Argument]),
            sum: sum => TermParts.Of(sum.Terms),
            product: product => TermParts.Of(product.Factors),
            reduce: reduce =>
                new(
                    reduce.Over.Position is { } at ? [at] : [],
                    [],
                    [],
                    [reduce.Body],
                    reduce.Variable
                ),
            sampled: sampled => new([sampled.At], [], [], [sampled.Body], sampled.Variable)
        );
    }

    /// <summary>The term made of other parts, as many as <see cref="Parts"/> of each kind but for the terms of sums and products.</summary>
    internal static Term With(this Term term, TermParts parts) =>
        term.Match<Term>(
            constant: constant => constant,
            signal: _ => new Term.Signal(parts.Channels[0], parts.Sites[0]),
            parameter: parameter => parameter with { At = parts.Rels, Channels = parts.Channels },
            pointwise: pointwise => pointwise with { Argument = parts.Terms[0] },
            sum: _ => new Term.Sum(parts.Terms),
            product: _ => new Term.Product(parts.Terms),
            reduce: reduce => new Term.Reduce(
                reduce.By,
                parts.Variable!,
                reduce.Over is Domain.AbsoluteWindow window
                    ? window with
                    {
                        At = parts.Sites[0],
                    }
                    : reduce.Over,
                parts.Terms[0]
            ),
            sampled: _ => new Term.Sampled(parts.Variable!, parts.Sites[0], parts.Terms[0])
        );

    /// <summary>The term with each term directly inside replaced.</summary>
    public static Term MapChildren(this Term term, Func<Term, Term> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var parts = term.Parts();
        return parts.Terms.Count == 0
            ? term
            : term.With(parts with { Terms = parts.Terms.Map(change) });
    }

    /// <summary>The term and every term inside of it, each before what it holds, in order of occurrence.</summary>
    public static IEnumerable<Term> Descendants(this Term term)
    {
        ArgumentNullException.ThrowIfNull(term);
        var left = new Stack<Term>([term]);
        while (left.TryPop(out var next))
        {
            yield return next;
            var children = next.Children();
            for (var i = children.Count - 1; i >= 0; i--)
                left.Push(children[i]);
        }
    }

    /// <summary>Whether something is true of the term or of a term inside of it.</summary>
    internal static bool Any(this Term term, Func<Term, bool> isSo)
    {
        ArgumentNullException.ThrowIfNull(term);
        ArgumentNullException.ThrowIfNull(isSo);
        var left = new Stack<Term>([term]);
        while (left.TryPop(out var next))
        {
            if (isSo(next))
                return true;
            foreach (var child in next.Children())
                left.Push(child);
        }
        return false;
    }

    /// <summary>The positions and relative elements that a term reads itself, not through the terms inside.</summary>
    public static (EqArray<Site> Sites, EqArray<Rel> Rels) Reads(this Term term)
    {
        var parts = term.Parts();
        return (parts.Sites, parts.Rels);
    }

    /// <summary>The fixed elements that a term names, in order of occurrence.</summary>
    public static IEnumerable<string> Constants(this Term term) =>
        term.Descendants()
            .Select(Reads)
            .SelectMany(read =>
                read.Sites.Select(NamedConstants.In.Of)
                    .Concat(read.Rels.Select(NamedConstants.In.Of))
                    .SelectMany(names => names)
            );

    private sealed class NamedConstants : ElementNames
    {
        public static NamedConstants In { get; } = new();

        protected override EqArray<string> Constant(string name) => [name];
    }
}
