using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>Names that occur in terms, and what binds them.</summary>
internal static class FreeNames
{
    /// <summary>Whether a name occurs in a word, as a channel index or as a bound variable.</summary>
    public static bool Occurs(WordTerm term, string name)
    {
        bool InWord(GroupWord word) => word.Normalise().Letters.Any(letter => letter.Name == name);
        bool IsIt(Channel channel) => Occurs(channel, name);
        return term.Match(
            number: _ => false,
            signal: signal => InWord(signal.At) || IsIt(signal.Channel),
            parameter: parameter => parameter.At.Any(InWord) || parameter.Channels.Any(IsIt),
            pointwise: pointwise => Occurs(pointwise.Argument, name),
            sum: sum => sum.Terms.Any(part => Occurs(part, name)),
            product: product => product.Factors.Any(part => Occurs(part, name)),
            reduce: reduce => reduce.Variable == name || Occurs(reduce.Body, name)
        );
    }

    /// <summary>The reductions of a term, each before those inside of it.</summary>
    public static IEnumerable<WordTerm.Reduce> Binders(WordTerm term) =>
        term.Match(
            number: _ => [],
            signal: _ => [],
            parameter: _ => [],
            pointwise: pointwise => Binders(pointwise.Argument),
            sum: sum => sum.Terms.SelectMany(Binders),
            product: product => product.Factors.SelectMany(Binders),
            reduce: reduce => Binders(reduce.Body).Prepend(reduce)
        );

    /// <summary>Whether a name occurs in a channel index.</summary>
    public static bool Occurs(Channel channel, string name) =>
        channel.Match(
            variable: variable => variable.Name == name,
            literal: _ => false,
            inGroup: index => Occurs(index.Of, name) || Occurs(index.Within, name)
        );
}
