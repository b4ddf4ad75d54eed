using AgeFormal.Algebra;

namespace AgeFormal.Verification.Checking;

/// <summary>
/// Whether two words are one element of ℤ^d ⋊ H for every choice of linear parts: with these fixed, the translation part of
/// a word is linear in those of its letters, a matrix for each.
/// </summary>
internal static class ElementCheck
{
    public static string? Same(Claim.SameElementIn claim)
    {
        GroupLetter[] letters = [.. CaseLetters.Of(claim.Left).Union(CaseLetters.Of(claim.Right))];
        var turning = letters.Where(letter => letter.Sort != LetterSort.Translation).ToArray();
        var zero = CaseVector.Zero(claim.Group.Dimension, letters.Length);
        var words = new CaseWord(claim.Group, zero);
        var parts = letters.ToDictionary(
            letter => letter,
            letter =>
                letter.Sort == LetterSort.Linear
                    ? zero
                    : zero.Symbol(Array.IndexOf(letters, letter))
        );
        foreach (var linear in Choices(claim.Group.Order, turning.Length))
        {
            (CaseVector, int) Value(GroupLetter letter) =>
                (
                    parts[letter],
                    letter.Sort == LetterSort.Translation
                        ? claim.Group.Group.Identity
                        : linear[Array.IndexOf(turning, letter)]
                );
            var (left, right) = (words.Of(claim.Left, Value), words.Of(claim.Right, Value));
            if (left.H != right.H || !left.X.IsEqualTo(right.X))
                return $"in {claim.Group.Symbol} the words differ for {string.Join(", ", turning.Select((letter, i) => $"π_H({letter}) = {claim.Group.Group.ElementNames[linear[i]]}"))}";
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
}
