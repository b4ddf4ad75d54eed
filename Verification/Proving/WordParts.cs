using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>Terms in which only that part of a word is left that is read.</summary>
internal static class WordParts
{
    /// <summary>W(…) with π_H of each argument on an axis over H and π_X of each on an axis over a window.</summary>
    public static WordTerm OfParameters(WordTerm term, Vocabulary vocabulary)
    {
        GroupWord Read(GroupWord word, ParameterAxis axis) =>
            axis.Match(
                channels: _ => word,
                pointElements: _ => word.LinearOnly(),
                window: _ => word.TranslationOnly()
            );
        return term is WordTerm.Parameter parameter
            ? parameter with
            {
                At = parameter.At.Zip(vocabulary.RelativeAxes(parameter.Name), Read).ToEqArray(),
            }
            : term.MapChildren(part => OfParameters(part, vocabulary));
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
