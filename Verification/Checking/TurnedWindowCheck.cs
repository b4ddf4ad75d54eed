using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>
/// Whether the right side of an equation is the left side with π_X(a·n) for one n that is bound over a stable window, a in H:
/// the image is read off the words where they first differ, and put everywhere.
/// </summary>
internal static class TurnedWindowCheck
{
    public static string? Of(Claim.Equation claim, EqArray<Claim> premises)
    {
        if (Images(claim.Left, claim.Right) is not [var image])
            return "the right side is not the left side with one variable replaced by π_X(a·n)";
        var binders = Binders(claim.Left)
            .Where(binder => binder.Outer.Letter == image.Letter)
            .ToArray();
        if (binders is not [var (outer, inside)] || outer.Over is not Domain.Window window)
            return $"'{image.Letter}' is not bound once, over a window";
        var by = image.By.Normalise();
        if (
            !by.Translation.IsZero
            || by.Letters.Any(letter => letter == image.Letter || inside.Contains(letter))
        )
            return $"'{image.By}' is expected in H, free of {image.Letter} and of what is bound inside";
        if (
            premises.Count != 1
            || !ReindexingCheck.IsStability(claim.Vocabulary, window.Name, premises[0])
        )
            return "the premise is expected to be the stability of the window";
        var turned = by * NormalForm.Of(image.Letter);
        return ReindexingCheck.Substitution(
            claim,
            (reduce, letter) =>
                reduce.Letter == image.Letter && reduce.Over == outer.Over
                    ? turned.TranslationPart()
                    : null
        );
    }

    private static (GroupLetter Letter, GroupWord By)[] Images(WordTerm left, WordTerm right)
    {
        var found = new HashSet<(GroupLetter, GroupWord)>();
        return Same(left, right) ? [.. found] : [];

        bool Same(WordTerm a, WordTerm b) =>
            TermPairs.Match(
                left: a,
                right: b,
                signal: (x, y) => x.IsTranslated == y.IsTranslated && Word(x.At, y.At),
                argument: (_, _, x, y) => Word(x, y),
                body: (_, x, y) => Same(x, y)
            );

        bool Word(GroupWord a, GroupWord b) =>
            a == b
            || (a, b) switch
            {
                (
                    GroupWord.Letter letter,
                    GroupWord.TranslationPart { Operand: GroupWord.Product product }
                ) => product.Right == a && Add(letter.Symbol, product.Left),
                (GroupWord.Product x, GroupWord.Product y) => Word(x.Left, y.Left)
                    && Word(x.Right, y.Right),
                (GroupWord.Inverse x, GroupWord.Inverse y) => Word(x.Operand, y.Operand),
                (GroupWord.LinearPart x, GroupWord.LinearPart y) => Word(x.Operand, y.Operand),
                (GroupWord.TranslationPart x, GroupWord.TranslationPart y) => Word(
                    x.Operand,
                    y.Operand
                ),
                _ => false,
            };

        bool Add(GroupLetter letter, GroupWord by)
        {
            found.Add((letter, by));
            return true;
        }
    }

    // Each reduction with the letters that are bound inside of it.
    private static IEnumerable<(WordTerm.Reduce Outer, HashSet<GroupLetter> Inside)> Binders(
        WordTerm term
    ) =>
        FreeNames
            .Binders(term)
            .Select(reduce =>
                (
                    reduce,
                    FreeNames
                        .Binders(reduce.Body)
                        .Select(inner => inner.Letter)
                        .OfType<GroupLetter>()
                        .ToHashSet()
                )
            );
}
