using AgeFormal.Algebra;

namespace AgeFormal.Verification.Proving;

/// <summary>Terms in which only that part of a word is left that is read.</summary>
internal static class WordParts
{
    /// <summary>W(…) with π_H of each argument on an axis over H and π_X of each on an axis over a window.</summary>
    public static WordTerm OfParameters(WordTerm term, Vocabulary vocabulary)
    {
        WordTerm Inner(WordTerm part) => OfParameters(part, vocabulary);
        return term.Match(
            number => number,
            signal => signal,
            parameter =>
                parameter with
                {
                    At = parameter
                        .At.Zip(
                            vocabulary.RelativeAxes(parameter.Name),
                            (word, axis) =>
                                axis.Match(
                                    _ => word,
                                    _ => word.LinearOnly(),
                                    _ => word.TranslationOnly()
                                )
                        )
                        .ToEqArray(),
                },
            pointwise => pointwise with { Argument = Inner(pointwise.Argument) },
            sum => new WordTerm.Sum(sum.Terms.Select(Inner).ToEqArray()),
            product => new WordTerm.Product(product.Factors.Select(Inner).ToEqArray()),
            reduce => (WordTerm)(reduce with { Body = Inner(reduce.Body) })
        );
    }

    /// <summary>f_c(π_X w) for f_c(w).</summary>
    public static WordTerm OfSignals(WordTerm term) =>
        WordRewriting.Map(
            term,
            signal => signal with { At = signal.At.TranslationOnly() },
            word => word
        );
}
