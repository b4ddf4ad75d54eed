using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests.TermLaws;

/// <summary>
/// Terms over words in doubles: every domain of elements has three of them, and signals and parameters are random numbers at each
/// normal form of their words.
/// </summary>
internal sealed class NumericTerm(int seed)
{
    private const int Elements = 3;

    public double Value(WordTerm term) =>
        Value(
            term,
            ImmutableDictionary<GroupLetter, GroupLetter>.Empty,
            ImmutableDictionary<string, int>.Empty
        );

    private double Value(
        WordTerm term,
        ImmutableDictionary<GroupLetter, GroupLetter> letters,
        ImmutableDictionary<string, int> channels
    )
    {
        double Inner(WordTerm part) => Value(part, letters, channels);
        string Word(GroupWord word) =>
            word.Substitute(letter =>
                    letters.TryGetValue(letter, out var value) ? GroupWord.Of(value) : null
                )
                .Normalise()
                .ToString();
        string Index(Channel channel) =>
            channel.Match(
                variable: at => channels.TryGetValue(at.Name, out var value) ? $"{value}" : at.Name,
                literal: at => $"{at.Index}",
                inGroup: at => $"group of {at.Size} at {Index(at.Of)}: {Index(at.Within)}"
            );
        return term.Match(
            number: number => number.Value.ToDouble(),
            signal: signal => Random($"f {Index(signal.Channel)} {Word(signal.At)}"),
            parameter: parameter =>
                Random(
                    $"{parameter.Name} {string.Join(',', parameter.At.Select(Word))} {string.Join(',', parameter.Channels.Select(Index))}"
                ),
            pointwise: pointwise => pointwise.Function.Real(Inner(pointwise.Argument)),
            sum: sum => sum.Terms.Sum(Inner),
            product: product => product.Factors.Aggregate(1.0, (all, part) => all * Inner(part)),
            reduce: reduce =>
            {
                var count = reduce.Over is Domain.Channels of ? of.Count : Elements;
                var values = Enumerable
                    .Range(0, count)
                    .Select(i =>
                        reduce.Letter is { } letter
                            ? Value(
                                reduce.Body,
                                letters.SetItem(letter, letter with { Name = $"{reduce.Over}{i}" }),
                                channels
                            )
                            : Value(reduce.Body, letters, channels.SetItem(reduce.Variable, i))
                    )
                    .ToArray();
                return reduce.By switch
                {
                    Reduction.Sum => values.Sum(),
                    Reduction.Mean => values.Average(),
                    Reduction.Max => values.Max(),
                    Reduction.Min => values.Min(),
                    var unknown => throw new AssertionException($"{unknown} is no reduction"),
                };
            }
        );
    }

    private double Random(string name)
    {
        var state = 14695981039346656037UL ^ (ulong)seed;
        foreach (var letter in name)
            state = (state ^ letter) * 1099511628211UL;
        state = (state ^ (state >> 31)) * 0x9E3779B97F4A7C15UL;
        return (state >> 11) / (double)(1UL << 53) * 3 - 1.5;
    }
}
