using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>Terms in which only that part of a word is left that is read.</summary>
internal static class WordParts
{
    /// <summary>W(…) with π_H of each argument on an axis over H and π_X of each on an axis over a window.</summary>
    public static WordTerm OfParameters(WordTerm term, Vocabulary vocabulary)
    {
        WordTerm Inner(WordTerm part) => OfParameters(part, vocabulary);
        return term.Match(
            number: number => number,
            signal: signal => signal,
            parameter: parameter =>
                parameter with
                {
                    At = parameter
                        .At.Zip(
                            vocabulary.RelativeAxes(parameter.Name),
                            (word, axis) =>
                                axis.Match(
                                    channels: _ => word,
                                    pointElements: _ => word.LinearOnly(),
                                    window: _ => word.TranslationOnly()
                                )
                        )
                        .ToEqArray(),
                },
            pointwise: pointwise => pointwise with { Argument = Inner(pointwise.Argument) },
            sum: sum => new WordTerm.Sum(sum.Terms.Select(Inner).ToEqArray()),
            product: product => new WordTerm.Product(product.Factors.Select(Inner).ToEqArray()),
            reduce: reduce => (WordTerm)(reduce with { Body = Inner(reduce.Body) })
        );
    }

    /// <summary>Whether a window is {0}.</summary>
    public static bool IsOrigin(Vocabulary vocabulary, string window) =>
        vocabulary.FixedWindow(window) is { Points.Points: [var only] } && only.All(x => x == 0);

    /// <summary>e for every n that is bound over a window {0}.</summary>
    public static WordTerm AtOrigin(WordTerm term, Vocabulary vocabulary) =>
        WordRewriting.Substitute(
            term,
            WordRewriting
                .Reductions(term)
                .Where(reduce =>
                    reduce.Over is Domain.Window window && IsOrigin(vocabulary, window.Name)
                )
                .ToDictionary(reduce => reduce.Letter!, _ => GroupWord.One)
        );

    /// <summary>f_c(π_X w) for f_c(w).</summary>
    public static WordTerm OfSignals(WordTerm term) =>
        WordRewriting.Map(
            term,
            signal => signal with { At = signal.At.TranslationOnly() },
            word => word
        );
}
