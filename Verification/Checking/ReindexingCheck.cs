using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>Whether the right side of an equation is the left side with bound elements replaced.</summary>
internal static class ReindexingCheck
{
    private static readonly NormalForm Shift = NormalForm.Of(WordTerm.Shift);
    private static readonly NormalForm Turn = Shift.LinearPart();

    /// <summary>One reduction is reindexed by ḡ or π_H ḡ; a window is stable by the only premise.</summary>
    public static string? ByShift(Claim.Equation claim, EqArray<Claim> premises)
    {
        foreach (
            var (name, over) in FreeNames
                .Binders(claim.Left)
                .Select(reduce => (reduce.Variable, reduce.Over))
        )
        {
            NormalForm[] Images(NormalForm letter)
            {
                var (turned, shifted) = (Turn * letter, Shift * letter);
                var conjugated = turned * Turn.Inverse();
                return over.Match<NormalForm[]>(
                    sites: _ => [],
                    wholeGroup: _ => [turned, conjugated, shifted, shifted * Shift.Inverse()],
                    translations: _ => [conjugated],
                    pointElements: _ => [turned, conjugated],
                    window: _ => [conjugated],
                    absoluteWindow: _ => [],
                    channels: _ => []
                );
            }
            const int most = 4;
            for (var which = 0; which < most; which++)
                if (
                    Substitution(
                        claim,
                        (reduce, letter) =>
                            reduce.Variable == name && reduce.Over == over
                                ? Images(letter).ElementAtOrDefault(which)
                                : null
                    )
                    is null
                )
                    return Supports(claim.Vocabulary, over, premises)
                        ? null
                        : "the premise is expected to be the stability of the window, if any";
        }
        return "the right side is not the left side with one bound element reindexed";
    }

    private static bool Supports(Vocabulary vocabulary, Domain over, EqArray<Claim> premises) =>
        over is Domain.Window window
            ? premises.Count == 1 && IsStability(vocabulary, window.Name, premises[0])
            : premises.Count == 0;

    /// <summary>Whether a claim says that a window is stable: as computed on its points, or as assumed.</summary>
    public static bool IsStability(Vocabulary vocabulary, string name, Claim claim) =>
        vocabulary.Window(name) is { } window
        && (
            claim == new Claim.StableWindow(vocabulary.Group, window)
            || claim == new Claim.Assumed(new Condition.StableWindow(name))
        );

    /// <summary>The left side with bound letters replaced, compared as normal forms.</summary>
    public static string? Substitution(
        Claim.Equation claim,
        Func<WordTerm.Reduce, NormalForm, NormalForm?> image
    )
    {
        var images = ImmutableDictionary<GroupLetter, NormalForm>.Empty;
        var isReplaced = false;
        return SameTerms(claim.Left, claim.Right, images) && isReplaced
            ? null
            : "the right side is not the left side with its bound elements replaced";

        bool SameTerms(
            WordTerm a,
            WordTerm b,
            ImmutableDictionary<GroupLetter, NormalForm> known
        ) =>
            TermPairs.Match(
                left: a,
                right: b,
                signal: (x, y) => x.IsTranslated == y.IsTranslated && SameWord(x.At, y.At, known),
                argument: (_, _, x, y) => SameWord(x, y, known),
                body: (reduce, x, y) =>
                    reduce.Letter is not { } letter ? SameTerms(x, y, known)
                    : image(reduce, NormalForm.Of(letter)) is { } value
                        ? Replaces() && SameTerms(x, y, known.SetItem(letter, value))
                    : SameTerms(x, y, known.Remove(letter))
            );

        bool Replaces() => isReplaced = true;

        static bool SameWord(
            GroupWord a,
            GroupWord b,
            ImmutableDictionary<GroupLetter, NormalForm> known
        ) => a.Normalise().Substitute(letter => known.GetValueOrDefault(letter)) == b.Normalise();
    }
}
