using AgeFormal.Algebra;

namespace AgeFormal.Verification.Proving;

/// <summary>Elements a and b for which left[v := a·v·b] may be right: solutions of one equation of words for a letter v.</summary>
internal static class VariableSolutions
{
    /// <summary>Of a word that holds a letter more often, no more places are tried.</summary>
    private const int MostPlaces = 3;

    /// <summary>a and b, those first that solve for the only place of v; they need not solve for every place.</summary>
    public static IEnumerable<(NormalForm Before, NormalForm After)> Of(
        GroupLetter letter,
        NormalForm left,
        NormalForm right
    )
    {
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
            .Concat(
                letter.Sort == LetterSort.Translation
                    ? Turned(letter, left.Translation, right.Translation)
                    : Acting(letter, left, right)
            );
    }

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
            var outside = form.Translation.Terms.Where(term =>
                term.Letter != letter && term.Word.Letters.All(one => one.Letter != letter)
            );
            before = new(TranslationSum.Collect(outside), Product(form.Linear.Letters.Take(index)));
        }
        var after = (before * NormalForm.Of(letter)).Inverse() * form;
        return before.Letters.Contains(letter) || after.Letters.Contains(letter)
            ? null
            : (before, after);
    }

    /// <summary>n ↦ a·n·a⁻¹ that carries w ▹ n to w′ ▹ n: a = w⁻¹w′.</summary>
    private static IEnumerable<(NormalForm, NormalForm)> Turned(
        GroupLetter letter,
        TranslationSum left,
        TranslationSum right
    ) =>
        from one in left.Terms.Where(term => term.Letter == letter).Take(MostPlaces)
        from other in right.Terms.Where(term => term.Letter == letter).Take(MostPlaces)
        let turn = one.Word.Inverse() * other.Word
        select (Linear(turn), Linear(turn.Inverse()));

    /// <summary>As v acts in the linear parts, and on the same translation of both.</summary>
    private static IEnumerable<(NormalForm, NormalForm)> Acting(
        GroupLetter letter,
        NormalForm left,
        NormalForm right
    ) =>
        Around(letter, left.Linear, right.Linear)
            .Concat(
                from one in left.Translation.Terms
                from other in right.Translation.Terms
                where one.Letter == other.Letter
                from image in Around(letter, one.Word, other.Word)
                select image
            );

    /// <summary>For p·v·s and p′·v·s′: a = p⁻¹p′, b = s′s⁻¹; for v⁻¹ in place of v the inverses, exchanged.</summary>
    private static IEnumerable<(NormalForm, NormalForm)> Around(
        GroupLetter letter,
        LinearWord left,
        LinearWord right
    ) =>
        from one in Places(letter, left)
        from other in Places(letter, right)
        where left.Letters[one].IsInverted == right.Letters[other].IsInverted
        let before = Product(left.Letters.Take(one)).Inverse() * Product(right.Letters.Take(other))
        let after = Product(right.Letters.Skip(other + 1))
            * Product(left.Letters.Skip(one + 1)).Inverse()
        select left.Letters[one].IsInverted
            ? (Linear(after.Inverse()), Linear(before.Inverse()))
            : (Linear(before), Linear(after));

    private static IEnumerable<int> Places(GroupLetter letter, LinearWord word) =>
        Enumerable
            .Range(0, word.Letters.Count)
            .Where(i => word.Letters[i].Letter == letter)
            .Take(MostPlaces);

    private static NormalForm Linear(LinearWord word) => new(TranslationSum.Zero, word);

    private static LinearWord Product(IEnumerable<LinearLetter> letters) =>
        letters.Aggregate(
            LinearWord.Identity,
            (word, letter) =>
                word
                * (
                    letter.IsInverted
                        ? LinearWord.Of(letter.Letter).Inverse()
                        : LinearWord.Of(letter.Letter)
                )
        );
}
