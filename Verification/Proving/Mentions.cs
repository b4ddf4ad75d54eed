using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>Occurrences of names in terms.</summary>
internal static class Mentions
{
    /// <summary>Whether a name occurs in a word or as a channel index, bound or not.</summary>
    public static bool Variable(WordTerm term, string name)
    {
        bool In(GroupWord word) => word.Normalise().Letters.Any(letter => letter.Name == name);
        bool Is(Channel channel) =>
            channel.Match(variable: at => at.Name == name, literal: _ => false);
        return term.Match(
            number: _ => false,
            signal: signal => In(signal.At) || Is(signal.Channel),
            parameter: parameter => parameter.At.Any(In) || parameter.Channels.Any(Is),
            pointwise: pointwise => Variable(pointwise.Argument, name),
            sum: sum => sum.Terms.Any(part => Variable(part, name)),
            product: product => product.Factors.Any(part => Variable(part, name)),
            reduce: reduce => Variable(reduce.Body, name)
        );
    }

    /// <summary>The term with a channel index replaced.</summary>
    public static WordTerm Put(WordTerm term, string name, Channel value)
    {
        WordTerm Inner(WordTerm part) => Put(part, name, value);
        Channel In(Channel channel) =>
            channel.Match(variable: at => at.Name == name ? value : at, literal: at => at);
        return term.Match(
            number: number => number,
            signal: signal => signal with { Channel = In(signal.Channel) },
            parameter: parameter =>
                parameter with
                {
                    Channels = parameter.Channels.Select(In).ToEqArray(),
                },
            pointwise: pointwise => pointwise with { Argument = Inner(pointwise.Argument) },
            sum: sum => new WordTerm.Sum(sum.Terms.Select(Inner).ToEqArray()),
            product: product => new WordTerm.Product(product.Factors.Select(Inner).ToEqArray()),
            reduce: reduce => (WordTerm)(reduce with { Body = Inner(reduce.Body) })
        );
    }
}
