using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>Names of bound variables by the number of reductions inside: terms that are equal up to names become equal.</summary>
internal static class BoundVariables
{
    /// <summary>The name of a variable with so many reductions inside of its own.</summary>
    public static string Name(int height) => $"#{height}";

    /// <summary>The number of reductions in one another.</summary>
    public static int Height(WordTerm term) =>
        term.Match(
            number: _ => 0,
            signal: _ => 0,
            parameter: _ => 0,
            pointwise: pointwise => Height(pointwise.Argument),
            sum: sum => sum.Terms.Select(Height).DefaultIfEmpty(0).Max(),
            product: product => product.Factors.Select(Height).DefaultIfEmpty(0).Max(),
            reduce: reduce => 1 + Height(reduce.Body)
        );

    /// <summary>The term with every variable named by height, words by their normal forms.</summary>
    public static WordTerm ByHeight(WordTerm term) =>
        term.Match(
            number: number => number,
            signal: signal => signal with { At = Normal(signal.At) },
            parameter: parameter => parameter with { At = parameter.At.Select(Normal).ToEqArray() },
            pointwise: pointwise => pointwise with { Argument = ByHeight(pointwise.Argument) },
            sum: sum => new WordTerm.Sum(sum.Terms.Select(ByHeight).ToEqArray()),
            product: product => new WordTerm.Product(product.Factors.Select(ByHeight).ToEqArray()),
            reduce: reduce =>
            {
                var body = ByHeight(reduce.Body);
                return (WordTerm)Renamed(reduce with { Body = body }, Name(1 + Height(body)));
            }
        );

    /// <summary>The reduction over a variable of another name, which does not occur in it.</summary>
    public static WordTerm.Reduce Renamed(WordTerm.Reduce reduce, string name)
    {
        var renamed = reduce with { Variable = name };
        return renamed with { Body = Put(reduce.Body, reduce, renamed) };
    }

    /// <summary>A term with the variable of one reduction in place of that of another.</summary>
    public static WordTerm Put(WordTerm term, WordTerm.Reduce from, WordTerm.Reduce to)
    {
        if (from.Letter is not { } letter)
            return Mentions.Put(term, from.Variable, new Channel.Variable(to.Variable));
        GroupWord In(GroupWord word) =>
            Normal(word.Substitute(other => other == letter ? GroupWord.Of(to.Letter!) : null));
        return WordRewriting.Map(term, signal => signal with { At = In(signal.At) }, In);
    }

    private static GroupWord Normal(GroupWord word) => word.Normalise().ToWord();
}
