using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>Reindexes reductions over relative elements by ḡ or π_H ḡ where this brings the words nearer to their target.</summary>
internal static class ShiftReindexing
{
    private sealed record Change(WordTerm.Reduce Reduce, WordTerm Next);

    /// <summary>
    /// Absolute windows first, then, one by one, whatever lowers the number of words that are not equal. Nothing is kept
    /// when some stay so.
    /// </summary>
    public static void Apply(
        EquationChain chain,
        WordTerm target,
        EqArray<GroupLetter> turned,
        EqArray<Condition> assumptions,
        CancellationToken cancellation
    )
    {
        var changes = new List<Change>();
        var current = chain.Current;
        var differing = chain.MismatchesOf(current, target).ToArray();
        if (differing.Length == 0 || IsHopeless(differing, target, assumptions))
            return;
        foreach (var reduce in WordRewriting.Reductions(target))
            if (turned.Contains(reduce.Letter))
                foreach (var next in Images(reduce, current, assumptions))
                {
                    current = next;
                    changes.Add(new(reduce, next));
                }
        var left = chain.MismatchesOf(current, target).Count();
        while (
            left > 0
            && Better(chain, current, target, left, assumptions, cancellation) is { } better
        )
        {
            current = better.Next;
            left = chain.MismatchesOf(current, target).Count();
            changes.Add(better);
        }
        if (left > 0)
            return;
        foreach (var change in changes)
            chain.Rewrite(
                Rules.ReindexingByShift,
                change.Next,
                change.Reduce.Over is Domain.Window window
                    ? [EquationChain.Assume(new Condition.StableWindow(window.Name))]
                    : []
            );
    }

    // A word that differs and holds no variable to reindex stays as it is.
    private static bool IsHopeless(
        GroupWord[] differing,
        WordTerm target,
        EqArray<Condition> assumptions
    )
    {
        var letters = WordRewriting
            .Reductions(target)
            .Where(reduce => Bijections(reduce, assumptions).Length > 0)
            .Select(reduce => reduce.Letter)
            .ToHashSet();
        return differing.Any(word => !word.Normalise().Letters.Any(letters.Contains));
    }

    private static Change? Better(
        EquationChain chain,
        WordTerm current,
        WordTerm target,
        int left,
        EqArray<Condition> assumptions,
        CancellationToken cancellation
    ) =>
        WordRewriting
            .Reductions(target)
            .SelectMany(reduce =>
                Images(reduce, current, assumptions).Select(next => new Change(reduce, next))
            )
            .FirstOrDefault(change =>
            {
                cancellation.ThrowIfCancellationRequested();
                return chain.MismatchesOf(change.Next, target).Count() < left;
            });

    /// <summary>The term with one bound element replaced by each image of it.</summary>
    private static IEnumerable<WordTerm> Images(
        WordTerm.Reduce reduce,
        WordTerm term,
        EqArray<Condition> assumptions
    ) =>
        reduce.Letter is { } letter
            ? Bijections(reduce, assumptions)
                .Select(image =>
                    WordRewriting.Substitute(
                        term,
                        new Dictionary<GroupLetter, GroupWord> { [letter] = image }
                    )
                )
            : [];

    /// <summary>The images of the bound element under bijections of its domain by ḡ.</summary>
    private static GroupWord[] Bijections(WordTerm.Reduce reduce, EqArray<Condition> assumptions)
    {
        if (reduce.Letter is not { } letter)
            return [];
        var shift = GroupWord.Of(WordTerm.Shift);
        var turn = shift.LinearOnly();
        GroupWord Moved(GroupWord by) => by * GroupWord.Of(letter);
        GroupWord Conjugated(GroupWord by) => Moved(by) * by.Inverted();
        return reduce.Over.Match<GroupWord[]>(
            sites: _ => [],
            wholeGroup: _ => [Conjugated(turn), Moved(shift), Moved(turn), Conjugated(shift)],
            translations: _ => [Conjugated(turn)],
            pointElements: _ => [Conjugated(turn), Moved(turn)],
            window: window =>
                assumptions.Contains(new Condition.StableWindow(window.Name))
                    ? [Conjugated(turn)]
                    : [],
            absoluteWindow: _ => [],
            channels: _ => []
        );
    }
}
