using AgeFormal.Algebra;

namespace AgeFormal.Verification;

/// <summary>The one recursion over terms on words: what is in a term, and the same term with other parts.</summary>
internal static class WordTermWalk
{
    /// <summary>The terms directly inside, in order.</summary>
    public static EqArray<WordTerm> Children(this WordTerm term) =>
        term.Match<EqArray<WordTerm>>(
            number: _ => [],
            signal: _ => [],
            parameter: _ => [],
            pointwise: pointwise => [pointwise.Argument],
            sum: sum => sum.Terms,
            product: product => product.Factors,
            reduce: reduce => [reduce.Body]
        );

    /// <summary>The term with other terms directly inside, as many as <see cref="Children"/> but in sums and products.</summary>
    public static WordTerm With(this WordTerm term, EqArray<WordTerm> children) =>
        term.Match<WordTerm>(
            number: number => number,
            signal: signal => signal,
            parameter: parameter => parameter,
            pointwise: pointwise => pointwise with { Argument = children[0] },
            sum: _ => new WordTerm.Sum(children),
            product: _ => new WordTerm.Product(children),
            reduce: reduce => reduce with { Body = children[0] }
        );

    /// <summary>The term with each term directly inside replaced.</summary>
    public static WordTerm MapChildren(this WordTerm term, Func<WordTerm, WordTerm> change) =>
        term.Match<WordTerm>(
            number: number => number,
            signal: signal => signal,
            parameter: parameter => parameter,
            pointwise: pointwise => pointwise with { Argument = change(pointwise.Argument) },
            sum: sum => new WordTerm.Sum(sum.Terms.Select(change).ToEqArray()),
            product: product => new WordTerm.Product(product.Factors.Select(change).ToEqArray()),
            reduce: reduce => reduce with { Body = change(reduce.Body) }
        );

    /// <summary>The term and every term inside of it, each before what it holds, in the order of reading.</summary>
    public static IEnumerable<WordTerm> Descendants(this WordTerm term)
    {
        var left = new Stack<WordTerm>([term]);
        while (left.TryPop(out var next))
        {
            yield return next;
            var children = next.Children();
            for (var i = children.Count - 1; i >= 0; i--)
                left.Push(children[i]);
        }
    }
}
