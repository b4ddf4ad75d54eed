using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>The one recursion over terms: what is in a term, and the same term with other parts.</summary>
/// <remarks>An interpretation that treats most cases alike names those that it reads and leaves the rest to the walk.</remarks>
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

    /// <summary>The term with each term directly inside replaced.</summary>
    public static Term MapChildren(this Term term, Func<Term, Term> change)
    {
        ArgumentNullException.ThrowIfNull(term);
        ArgumentNullException.ThrowIfNull(change);
        return term.Match<Term>(
            constant: constant => constant,
            signal: signal => signal,
            parameter: parameter => parameter,
            pointwise: pointwise => pointwise with { Argument = change(pointwise.Argument) },
            sum: sum => new Term.Sum(sum.Terms.Select(change).ToEqArray()),
            product: product => new Term.Product(product.Factors.Select(change).ToEqArray()),
            reduce: reduce => reduce with { Body = change(reduce.Body) },
            sampled: sampled => sampled with { Body = change(sampled.Body) }
        );
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
        ArgumentNullException.ThrowIfNull(term);
        return term.Match<(EqArray<Site>, EqArray<Rel>)>(
            constant: _ => ([], []),
            signal: signal => ([signal.At], []),
            parameter: parameter => ([], parameter.At),
            pointwise: _ => ([], []),
            sum: _ => ([], []),
            product: _ => ([], []),
            reduce: reduce => (reduce.Over.Position is { } at ? [at] : [], []),
            sampled: sampled => ([sampled.At], [])
        );
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
