using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>What follows from a window S = {0}.</summary>
internal static class OnePointCheck
{
    /// <summary>Whether both sides are one term with e for every n that is bound over such a window.</summary>
    public static string? Windows(Claim.Equation claim)
    {
        return Same(claim.Left, claim.Right, [])
            ? null
            : "the sides differ by more than e for variables over windows of one point";

        bool Same(WordTerm a, WordTerm b, ImmutableHashSet<GroupLetter> points) =>
            TermPairs.Match(
                left: a,
                right: b,
                signal: (x, y) =>
                    x.IsTranslated == y.IsTranslated && Word(x.At, points) == Word(y.At, points),
                argument: (_, _, x, y) => Word(x, points) == Word(y, points),
                body: (reduce, x, y) =>
                    Same(
                        x,
                        y,
                        reduce.Letter is not { } letter ? points
                            : IsOrigin(claim.Vocabulary, reduce.Over) ? points.Add(letter)
                            : points.Remove(letter)
                    )
            );

        static NormalForm Word(GroupWord word, ImmutableHashSet<GroupLetter> points) =>
            word.Normalise()
                .Substitute(letter => points.Contains(letter) ? NormalForm.Identity : null);
    }

    /// <summary>Whether the axis of an argument is over such a window.</summary>
    public static bool IsAxisAtOrigin(
        Vocabulary vocabulary,
        WordTerm.Parameter parameter,
        int argument
    )
    {
        var axes = vocabulary
            .Parameters.Where(declared => declared.Name == parameter.Name)
            .SelectMany(declared => declared.Axes)
            .Where(axis => axis is not ParameterAxis.OfChannels)
            .ToArray();
        return argument < axes.Length
            && axes[argument] is ParameterAxis.OfWindow over
            && IsOrigin(vocabulary, new Domain.Window(over.Window));
    }

    private static bool IsOrigin(Vocabulary vocabulary, Domain domain) =>
        domain is Domain.Window over
        && !vocabulary.OpenWindows.Contains(over.Name)
        && vocabulary.Windows.FirstOrDefault(window => window.Name == over.Name)
            is { Points.Count: 1 } found
        && found.Points.Points[0].All(x => x == 0);
}
