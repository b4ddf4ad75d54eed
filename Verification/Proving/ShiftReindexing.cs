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
        EqArray<Condition> assumptions
    )
    {
        var changes = new List<Change>();
        var current = chain.Current;
        var left = chain.MismatchesOf(current, target);
        if (left == 0)
            return;
        foreach (var reduce in WordRewriting.Reductions(target))
            if (turned.Contains(reduce.Letter))
                foreach (var next in Images(reduce, current, assumptions))
                {
                    current = next;
                    changes.Add(new(reduce, next));
                }
        left = chain.MismatchesOf(current, target);
        while (left > 0 && Better(chain, current, target, left, assumptions) is { } better)
        {
            current = better.Next;
            left = chain.MismatchesOf(current, target);
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

    private static Change? Better(
        EquationChain chain,
        WordTerm current,
        WordTerm target,
        int left,
        EqArray<Condition> assumptions
    ) =>
        WordRewriting
            .Reductions(target)
            .SelectMany(reduce =>
                Images(reduce, current, assumptions).Select(next => new Change(reduce, next))
            )
            .FirstOrDefault(change => chain.MismatchesOf(change.Next, target) < left);

    /// <summary>The term with one bound element replaced by each image of it under a bijection of its domain.</summary>
    private static IEnumerable<WordTerm> Images(
        WordTerm.Reduce reduce,
        WordTerm term,
        EqArray<Condition> assumptions
    )
    {
        if (reduce.Letter is not { } letter)
            return [];
        var shift = GroupWord.Of(WordTerm.Shift);
        var turn = shift.LinearOnly();
        GroupWord Moved(GroupWord by) => by * GroupWord.Of(letter);
        GroupWord Conjugated(GroupWord by) => Moved(by) * by.Inverted();
        var images = reduce.Over.Match<GroupWord[]>(
            _ => [],
            _ => [Conjugated(turn), Moved(shift), Moved(turn), Conjugated(shift)],
            _ => [Conjugated(turn)],
            _ => [Conjugated(turn), Moved(turn)],
            window =>
                assumptions.Contains(new Condition.StableWindow(window.Name))
                    ? [Conjugated(turn)]
                    : [],
            _ => [],
            _ => []
        );
        return images.Select(image =>
            WordRewriting.Substitute(
                term,
                new Dictionary<GroupLetter, GroupWord> { [letter] = image }
            )
        );
    }
}
