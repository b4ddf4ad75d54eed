using AgeFormal.Algebra;

namespace AgeFormal.Verification.Checking;

/// <summary>
/// Whether two words are one element of ℤ^d ⋊ H for every choice of linear parts: with these fixed, the translation part of
/// a word is linear in those of its letters, so that it is compared where they are unit vectors, one at a time.
/// </summary>
internal static class ElementCheck
{
    public static string? Same(Claim.SameElementIn claim)
    {
        var group = new SemidirectProduct(claim.Group);
        GroupLetter[] letters = [.. Letters(claim.Left).Union(Letters(claim.Right))];
        var turning = letters.Where(letter => letter.Sort != LetterSort.Translation).ToArray();
        var moving = letters.Where(letter => letter.Sort != LetterSort.Linear).ToArray();
        foreach (var linear in Choices(claim.Group.Order, turning.Length))
        {
            int Linear(GroupLetter letter) =>
                letter.Sort == LetterSort.Translation
                    ? claim.Group.Group.Identity
                    : linear[Array.IndexOf(turning, letter)];
            foreach (var letter in moving.Prepend(null))
                for (var axis = 0; axis < (letter is null ? 1 : group.Dimension); axis++)
                {
                    SemidirectElement Value(GroupLetter of) =>
                        group.Element(
                            Enumerable
                                .Range(0, group.Dimension)
                                .Select(i => of == letter && i == axis ? 1 : 0)
                                .ToEqArray(),
                            Linear(of)
                        );
                    var (left, right) = (
                        group.Evaluate(claim.Left, Value),
                        group.Evaluate(claim.Right, Value)
                    );
                    if (left != right)
                        return $"in {claim.Group.Symbol} the words are {left} and {right} for {Text(letters, Value)}";
                }
        }
        return null;
    }

    private static IEnumerable<int[]> Choices(int order, int count)
    {
        var choice = new int[count];
        do yield return choice;
        while (Next());

        bool Next()
        {
            for (var i = 0; i < count; i++)
            {
                if (++choice[i] < order)
                    return true;
                choice[i] = 0;
            }
            return false;
        }
    }

    private static string Text(
        IEnumerable<GroupLetter> letters,
        Func<GroupLetter, SemidirectElement> value
    ) => string.Join(", ", letters.Select(letter => $"{letter} = {value(letter)}"));

    private static IEnumerable<GroupLetter> Letters(GroupWord word) =>
        word switch
        {
            GroupWord.Letter letter => [letter.Symbol],
            GroupWord.Product product => Letters(product.Left).Union(Letters(product.Right)),
            GroupWord.Inverse inverse => Letters(inverse.Operand),
            GroupWord.LinearPart part => Letters(part.Operand),
            GroupWord.TranslationPart part => Letters(part.Operand),
            GroupWord.Identity => [],
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
