using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>
/// One form of terms that differ in bound names: a binder is named by the number of reductions inside of it, and words are
/// written by their normal forms.
/// </summary>
internal static class BoundNames
{
    public static WordTerm ByHeight(WordTerm term) => Rename(term).Term;

    private static (WordTerm Term, int Height) Rename(WordTerm term)
    {
        (EqArray<WordTerm>, int) All(EqArray<WordTerm> parts)
        {
            var renamed = parts.Select(Rename).ToArray();
            return (
                renamed.Select(part => part.Term).ToEqArray(),
                renamed.Select(part => part.Height).DefaultIfEmpty(0).Max()
            );
        }
        return term.Match<(WordTerm, int)>(
            number: number => (number, 0),
            signal: signal => (signal with { At = signal.At.Normalise().ToWord() }, 0),
            parameter: parameter =>
                (
                    parameter with
                    {
                        At = parameter.At.Select(word => word.Normalise().ToWord()).ToEqArray(),
                    },
                    0
                ),
            pointwise: pointwise =>
            {
                var (argument, height) = Rename(pointwise.Argument);
                return (pointwise with { Argument = argument }, height);
            },
            sum: sum =>
            {
                var (terms, height) = All(sum.Terms);
                return (new WordTerm.Sum(terms), height);
            },
            product: product =>
            {
                var (factors, height) = All(product.Factors);
                return (new WordTerm.Product(factors), height);
            },
            reduce: reduce =>
            {
                var (body, inside) = Rename(reduce.Body);
                var height = inside + 1;
                var name = $"#{height}";
                while (name != reduce.Variable && FreeNames.Occurs(body, name))
                    name += "′";
                var renamed = reduce with { Variable = name };
                return (renamed with { Body = Put(body, reduce, renamed) }, height);
            }
        );
    }

    // Names inside are those of fewer reductions, so that nothing is captured.
    private static WordTerm Put(WordTerm term, WordTerm.Reduce from, WordTerm.Reduce to)
    {
        GroupWord Word(GroupWord word) =>
            from.Letter is { } letter
                ? word.Normalise()
                    .Substitute(other => other == letter ? NormalForm.Of(to.Letter!) : null)
                    .ToWord()
                : word;
        Channel Index(Channel channel) =>
            from.Letter is null
                ? channel.Match<Channel>(
                    variable: at =>
                        at.Name == from.Variable ? new Channel.Variable(to.Variable) : at,
                    literal: at => at,
                    inGroup: at => new Channel.InGroup(Index(at.Of), at.Size, Index(at.Within))
                )
                : channel;
        WordTerm Inner(WordTerm part) => Put(part, from, to);
        return term.Match<WordTerm>(
            number: number => number,
            signal: signal => signal with { Channel = Index(signal.Channel), At = Word(signal.At) },
            parameter: parameter =>
                parameter with
                {
                    At = parameter.At.Select(Word).ToEqArray(),
                    Channels = parameter.Channels.Select(Index).ToEqArray(),
                },
            pointwise: pointwise => pointwise with { Argument = Inner(pointwise.Argument) },
            sum: sum => new WordTerm.Sum(sum.Terms.Select(Inner).ToEqArray()),
            product: product => new WordTerm.Product(product.Factors.Select(Inner).ToEqArray()),
            reduce: reduce =>
                reduce.Variable == from.Variable
                    ? reduce
                    : reduce with
                    {
                        Body = Inner(reduce.Body),
                    }
        );
    }
}
