using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>Whether atoms read the same of two words, by what their axes are.</summary>
internal static class ReadingOfWords
{
    /// <summary>Whether two terms differ only in parts of parameter arguments that are not read.</summary>
    public static bool AgreeOnAxes(Vocabulary vocabulary, WordTerm left, WordTerm right) =>
        TermPairs.Match(
            left: left,
            right: right,
            signal: (a, b) => a == b,
            argument: (parameter, i, a, b) => a == b || AgreeOnAxis(vocabulary, parameter, i, a, b)
        );

    /// <summary>Whether an axis over H sees one point part, an axis over a window one translation part.</summary>
    private static bool AgreeOnAxis(
        Vocabulary vocabulary,
        WordTerm.Parameter parameter,
        int argument,
        GroupWord left,
        GroupWord right
    )
    {
        var (a, b) = (left.Normalise(), right.Normalise());
        return Axis(vocabulary, parameter, argument) is { } axis
            && axis.Match(
                channels: _ => false,
                pointElements: _ => a.Linear == b.Linear,
                window: _ => a.Translation == b.Translation
            );
    }

    /// <summary>Whether the translation part on an axis over a window is that of the other word, turned by an element of H.</summary>
    public static bool AgreeUpToTurn(
        Vocabulary vocabulary,
        WordTerm.Parameter parameter,
        int argument,
        GroupWord left,
        GroupWord right
    )
    {
        if (Axis(vocabulary, parameter, argument) is not ParameterAxis.OfWindow)
            return false;
        var (x, y) = (left.Normalise().Translation, right.Normalise().Translation);
        return x == y
            || x.Terms.Any(term =>
                y.Terms.Any(image => x.Act(term.Word.Inverse()).Act(image.Word) == y)
            );
    }

    private static ParameterAxis? Axis(
        Vocabulary vocabulary,
        WordTerm.Parameter parameter,
        int argument
    )
    {
        var seen = 0;
        foreach (var axis in vocabulary.Parameter(parameter.Name)?.Axes ?? [])
            if (axis is not ParameterAxis.OfChannels && seen++ == argument)
                return axis;
        return null;
    }
}
