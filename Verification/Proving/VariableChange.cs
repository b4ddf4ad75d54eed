using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>
/// v ↦ a·v·b for a variable bound by a reduction, found by solving one equation of words for v: a bijection of the positions
/// and of G, of H for a and b in H, and of N where ab is in N. a and b are free of v and of what is bound inside.
/// </summary>
internal static class VariableChange
{
    /// <summary>No more terms are tried than this.</summary>
    private const int Trials = 48;

    /// <summary>
    /// The terms from a given one on, each by a change of one variable, at whose end every word equals that of the target;
    /// null when none was found.
    /// </summary>
    public static ImmutableList<WordTerm>? Steps(
        WordTerm from,
        WordTerm to,
        CancellationToken cancellation = default
    )
    {
        var left = Trials;
        Goal[] goals =
        [
            .. WordRewriting
                .Words(to)
                .Select(at => new Goal(at.Word, at.Word.Normalise(), Operand(at.Word).Normalise())),
        ];
        return Search(from, goals, [], ref left, cancellation);
    }

    // A word of the target, its value, and that of the whole word under its projection.
    private sealed record Goal(GroupWord Word, NormalForm Value, NormalForm Whole);

    private static ImmutableList<WordTerm>? Search(
        WordTerm current,
        Goal[] target,
        ImmutableHashSet<GroupLetter> changed,
        ref int trials,
        CancellationToken cancellation
    )
    {
        var differing = WordRewriting
            .Words(current)
            .Zip(target, (at, goal) => (at.Word, Goal: goal))
            .Where(pair => pair.Word != pair.Goal.Word && pair.Word.Normalise() != pair.Goal.Value)
            // The whole word under a projection tells more than the part that is read.
            .Select(pair => (Whole: Operand(pair.Word).Normalise(), Goal: pair.Goal.Whole))
            .ToArray();
        if (differing.Length == 0)
            return [];
        var free = WordRewriting
            .Reductions(current)
            .Where(reduce =>
                // Where v itself is no image of v, no other is.
                reduce.Letter
                    is { } letter
                && !changed.Contains(letter)
                && IsBijection(reduce.Over, (NormalForm.Identity, NormalForm.Identity))
            )
            .Reverse()
            .ToArray();
        // A word that differs and holds no variable to change stays as it is.
        if (
            differing.Any(pair =>
            {
                var letters = pair.Whole.Letters;
                return !free.Any(reduce => letters.Contains(reduce.Letter!));
            })
        )
            return null;
        var (from, to) = differing[0];
        foreach (var reduce in free)
            if (reduce.Letter is { } letter)
                foreach (var image in Images(reduce, letter, from, to))
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (trials-- <= 0)
                        return null;
                    var next = WordRewriting.Substitute(
                        current,
                        new Dictionary<GroupLetter, GroupWord> { [letter] = image }
                    );
                    if (
                        next != current
                        && Search(next, target, changed.Add(letter), ref trials, cancellation)
                            is { } rest
                    )
                        return rest.Insert(0, next);
                }
        return null;
    }

    private static GroupWord Operand(GroupWord word) =>
        word switch
        {
            GroupWord.LinearPart part => part.Operand,
            GroupWord.TranslationPart part => part.Operand,
            _ => word,
        };

    private static IEnumerable<GroupWord> Images(
        WordTerm.Reduce reduce,
        GroupLetter letter,
        NormalForm left,
        NormalForm right
    )
    {
        var inside = WordRewriting
            .Reductions(reduce.Body)
            .Select(inner => inner.Letter)
            .ToHashSet();
        bool InScope(NormalForm form) =>
            form.Letters.All(other => other != letter && !inside.Contains(other));
        IEnumerable<(NormalForm, NormalForm)> sides =
        [
            (left, right),
            (left.Inverse(), right.Inverse()),
            (left.LinearPart(), right.LinearPart()),
            (left.LinearPart().Inverse(), right.LinearPart().Inverse()),
        ];
        return sides
            .Select(pair => Solve(letter, pair.Item1, pair.Item2))
            .OfType<(NormalForm Before, NormalForm After)>()
            .Where(image =>
                InScope(image.Before) && InScope(image.After) && IsBijection(reduce.Over, image)
            )
            .Select(image => image.Before.ToWord() * GroupWord.Of(letter) * image.After.ToWord())
            .Distinct();
    }

    private static bool IsBijection(Domain domain, (NormalForm Before, NormalForm After) image) =>
        domain.Match(
            _ => true,
            _ => true,
            _ => (image.Before * image.After).HasSort(LetterSort.Translation),
            _ => image.Before.HasSort(LetterSort.Linear) && image.After.HasSort(LetterSort.Linear),
            _ => false,
            _ => false,
            _ => false
        );

    /// <summary>a and b with left[v := a·v·b] = right, where v occurs once in either.</summary>
    private static (NormalForm, NormalForm)? Solve(
        GroupLetter letter,
        NormalForm left,
        NormalForm right
    )
    {
        if (Split(letter, left) is not { } from || Split(letter, right) is not { } to)
            return null;
        var before = from.Before.Inverse() * to.Before;
        // A translation is conjugated, so that it stays one; the rest of the linear part is left to other variables.
        var after =
            letter.Sort == LetterSort.Translation
                ? before.LinearPart().Inverse()
                : to.After * from.After.Inverse();
        return (before, after);
    }

    /// <summary>a and b with form = a·v·b, both free of v; null when v does not occur just once.</summary>
    private static (NormalForm Before, NormalForm After)? Split(GroupLetter letter, NormalForm form)
    {
        NormalForm before;
        if (letter.Sort == LetterSort.Translation)
        {
            var own = form.Translation.Terms.Where(term => term.Letter == letter).ToArray();
            if (own is not [{ Coefficient: 1 } only])
                return null;
            var rest = form.Translation.Terms.Where(term => term != only);
            before = new(TranslationSum.Collect(rest), only.Word);
        }
        else
        {
            var at = form.Linear.Letters.Index().Where(one => one.Item.Letter == letter).ToArray();
            if (at is not [{ Item.IsInverted: false, Index: var index }])
                return null;
            var prefix = form.Linear.Letters.Take(index).ToEqArray();
            var outside = form.Translation.Terms.Where(term =>
                term.Letter != letter && term.Word.Letters.All(one => one.Letter != letter)
            );
            before = new(
                TranslationSum.Collect(outside),
                prefix.Aggregate(LinearWord.Identity, Times)
            );
        }
        var after = (before * NormalForm.Of(letter)).Inverse() * form;
        return before.Letters.Contains(letter) || after.Letters.Contains(letter)
            ? null
            : (before, after);
    }

    private static LinearWord Times(LinearWord word, LinearLetter letter)
    {
        var next = LinearWord.Of(letter.Letter);
        return word * (letter.IsInverted ? next.Inverse() : next);
    }
}
