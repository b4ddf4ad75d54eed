using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>A term after a change of one bound variable.</summary>
/// <param name="Next">The term.</param>
/// <param name="Over">The domain of the variable.</param>
internal sealed record ChangedTerm(WordTerm Next, Domain Over);

/// <summary>
/// v ↦ a·v·b for a variable bound by a reduction, found by solving one equation of words for v: a bijection of the positions
/// and of G, of H for a and b in H, of N where ab is in N; n ↦ π_X(a·n) for a in H one of a stable window. a and b are free
/// of v and of what is bound inside.
/// </summary>
/// <param name="words">Which words may stand for each other; null for those with one normal form alone.</param>
/// <param name="assumptions">The conditions that changes may use.</param>
internal sealed class VariableChange(
    WordEquality? words = null,
    EqArray<Condition> assumptions = default
)
{
    /// <summary>No more terms are tried than this.</summary>
    private const int Trials = 48;

    private readonly bool _isAbelian = assumptions.Contains(new Condition.AbelianPointGroup());

    /// <summary>
    /// The terms from a given one on, each by a change of one variable, at whose end every word may stand for that of the
    /// target; null when none was found.
    /// </summary>
    public ImmutableList<ChangedTerm>? Steps(
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

    // A word of the target, its value, and that of the whole word under its projections.
    private sealed record Goal(GroupWord Word, NormalForm Value, NormalForm Whole);

    private ImmutableList<ChangedTerm>? Search(
        WordTerm current,
        Goal[] target,
        ImmutableHashSet<GroupLetter> changed,
        ref int trials,
        CancellationToken cancellation
    )
    {
        var differing = WordRewriting
            .Words(current)
            .Zip(target, (at, goal) => (At: at, Goal: goal))
            .Where(pair =>
                pair.At.Word != pair.Goal.Word
                && pair.At.Word.Normalise() != pair.Goal.Value
                && words?.Find(pair.At, pair.Goal.Word) is null
            )
            // The whole word under a projection tells more than the part that is read.
            .Select(pair => (Whole: Operand(pair.At.Word).Normalise(), Goal: pair.Goal.Whole))
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
                        return rest.Insert(0, new(next, reduce.Over));
                }
        return null;
    }

    // The word under projections of one kind: π π a = π a.
    private static GroupWord Operand(GroupWord word) =>
        word switch
        {
            GroupWord.LinearPart { Operand: GroupWord.LinearPart inner } => Operand(inner),
            GroupWord.TranslationPart { Operand: GroupWord.TranslationPart inner } => Operand(
                inner
            ),
            GroupWord.LinearPart part => part.Operand,
            GroupWord.TranslationPart part => part.Operand,
            _ => word,
        };

    private IEnumerable<GroupWord> Images(
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
        var solutions = VariableSolutions.Of(letter, left, right);
        if (_isAbelian)
            solutions = solutions.Concat(
                VariableSolutions.Of(letter, left.Abelianised(), right.Abelianised())
            );
        // A position that needs no shift is moved back.
        if (reduce.Over is Domain.Sites)
            solutions = solutions.Append(
                (NormalForm.Of(WordTerm.Shift).Inverse(), NormalForm.Identity)
            );
        return solutions
            .Where(image =>
                InScope(image.Before) && InScope(image.After) && IsBijection(reduce.Over, image)
            )
            .Select(image =>
                reduce.Over is Domain.Window
                    ? (image.Before.ToWord() * GroupWord.Of(letter)).TranslationOnly()
                    : image.Before.ToWord() * GroupWord.Of(letter) * image.After.ToWord()
            )
            .Distinct();
    }

    private bool IsBijection(Domain domain, (NormalForm Before, NormalForm After) image) =>
        domain.Match(
            sites: _ => true,
            wholeGroup: _ => true,
            translations: _ => (image.Before * image.After).HasSort(LetterSort.Translation),
            pointElements: _ =>
                image.Before.HasSort(LetterSort.Linear) && image.After.HasSort(LetterSort.Linear),
            window: window =>
                assumptions.Contains(new Condition.StableWindow(window.Name))
                && image.Before.HasSort(LetterSort.Linear)
                && (image.Before * image.After).IsIdentity,
            absoluteWindow: _ => false,
            channels: _ => false
        );
}
