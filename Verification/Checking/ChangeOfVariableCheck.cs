using AgeFormal.Algebra;

namespace AgeFormal.Verification.Checking;

/// <summary>
/// Whether the right side of an equation is the left side with one bound variable replaced by a bijective image of it,
/// written a·v·b: the image is read off the words, which otherwise agree letter by letter.
/// </summary>
internal static class ChangeOfVariableCheck
{
    public static string? Of(WordTerm left, WordTerm right)
    {
        var images = new HashSet<(GroupLetter Letter, GroupWord Image)>();
        if (!Walk(left, right, (a, b) => Collect(a, b, images)) || images.Count != 1)
            return "the right side is not the left side with one variable replaced by one element";
        var (letter, image) = images.First();
        if (
            FreeNames.Binders(left).Where(reduce => reduce.Letter == letter).ToArray()
            is not [var binder]
        )
            return $"'{letter}' is not bound once";
        if (Around(image, letter) is not { } around)
            return $"'{image}' is not of the form a·{letter}·b with a and b free of {letter}";
        var inside = FreeNames.Binders(binder.Body).Select(reduce => reduce.Letter).ToHashSet();
        if (around.Before.Letters.Concat(around.After.Letters).Any(inside.Contains))
            return $"'{image}' names a variable that is bound inside of the reduction";
        var isBijection = binder.Over.Match(
            sites: _ => true,
            wholeGroup: _ => true,
            translations: _ => (around.Before * around.After).Linear.IsIdentity,
            pointElements: _ => around.Before.Translation.IsZero && around.After.Translation.IsZero,
            window: _ => false,
            absoluteWindow: _ => false,
            channels: _ => false
        );
        if (!isBijection)
            return $"'{letter}' ↦ '{image}' is not a bijection of {binder.Over}";
        return IsReplaced(left, right, letter, image, isInside: false)
            ? null
            : $"'{letter}' is not replaced wherever it is bound, and there alone";
    }

    /// <summary>Whether v is replaced everywhere inside of its reduction, and nothing outside.</summary>
    private static bool IsReplaced(
        WordTerm left,
        WordTerm right,
        GroupLetter letter,
        GroupWord image,
        bool isInside
    )
    {
        bool Word(GroupWord a, GroupWord b) =>
            (isInside ? a.Substitute(other => other == letter ? image : null) : a) == b;
        return TermPairs.Match(
            left: left,
            right: right,
            signal: (a, b) => a.IsTranslated == b.IsTranslated && Word(a.At, b.At),
            argument: (_, _, a, b) => Word(a, b),
            body: (reduce, a, b) =>
                IsReplaced(a, b, letter, image, isInside || reduce.Letter == letter)
        );
    }

    private static bool Walk(
        WordTerm left,
        WordTerm right,
        Func<GroupWord, GroupWord, bool> word
    ) =>
        TermPairs.Match(
            left: left,
            right: right,
            signal: (a, b) => a.IsTranslated == b.IsTranslated && word(a.At, b.At),
            argument: (_, _, a, b) => word(a, b),
            body: (_, a, b) => Walk(a, b, word)
        );

    private static bool Collect(
        GroupWord left,
        GroupWord right,
        HashSet<(GroupLetter, GroupWord)> images
    )
    {
        if (left == right)
            return true;
        return (left, right) switch
        {
            (GroupWord.Letter letter, _) => Add(letter.Symbol),
            (GroupWord.Product a, GroupWord.Product b) => Collect(a.Left, b.Left, images)
                && Collect(a.Right, b.Right, images),
            (GroupWord.Inverse a, GroupWord.Inverse b) => Collect(a.Operand, b.Operand, images),
            (GroupWord.LinearPart a, GroupWord.LinearPart b) => Collect(
                a.Operand,
                b.Operand,
                images
            ),
            (GroupWord.TranslationPart a, GroupWord.TranslationPart b) => Collect(
                a.Operand,
                b.Operand,
                images
            ),
            _ => false,
        };

        bool Add(GroupLetter letter)
        {
            images.Add((letter, right));
            return true;
        }
    }

    private static (NormalForm Before, NormalForm After)? Around(
        GroupWord image,
        GroupLetter letter
    )
    {
        if (image is not GroupWord.Product { Left: GroupWord.Product inner } outer)
            return null;
        var (before, after) = (inner.Left.Normalise(), outer.Right.Normalise());
        return
            inner.Right == GroupWord.Of(letter)
            && !before.Letters.Contains(letter)
            && !after.Letters.Contains(letter)
            ? (before, after)
            : null;
    }
}
