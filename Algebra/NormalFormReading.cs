namespace AgeFormal.Algebra;

/// <summary>Reads a normal form back as a word, so that (−h̄⁻¹▹x̄ + h̄⁻¹▹x, h̄⁻¹h) prints as ḡ⁻¹·v.</summary>
/// <remarks>
/// The factors follow the letters of h. At the prefix p of h, a whole letter g contributes p ▹ π_X(g) and g⁻¹
/// contributes −(p g⁻¹) ▹ π_X(g): when the sum holds that term, the letter is written whole, else as π_H(g). Terms at
/// the word p are written as translations where p is reached, and terms at no prefix of h come first.
/// </remarks>
internal static class NormalFormReading
{
    public static GroupWord Read(NormalForm form)
    {
        var remaining = form.Translation.Terms.ToDictionary(
            term => (term.Word, term.Letter),
            term => term.Coefficient
        );
        var factors = new List<GroupWord>();
        var prefix = LinearWord.Identity;
        foreach (var letter in form.Linear.Letters)
        {
            var step = LinearWord.Of(letter.Letter);
            var next = prefix * (letter.IsInverted ? step.Inverse() : step);
            var isWhole = TakeWhole(remaining, letter, letter.IsInverted ? next : prefix);
            factors.AddRange(TakeTranslations(remaining, prefix));
            var word = GroupWord.Of(letter.Letter);
            var written =
                isWhole || letter.Letter.Sort == LetterSort.Linear ? word : word.LinearOnly();
            factors.Add(letter.IsInverted ? written.Inverted() : written);
            prefix = next;
        }
        factors.AddRange(TakeTranslations(remaining, prefix));
        var first = form
            .Translation.Terms.Select(term => term.Word)
            .Distinct()
            .SelectMany(word =>
                TakeTranslations(remaining, word).Select(factor => Conjugated(word, factor))
            );
        return Product([.. first, .. factors]);
    }

    private static bool TakeWhole(
        Dictionary<(LinearWord, GroupLetter), int> remaining,
        LinearLetter letter,
        LinearWord word
    )
    {
        var sign = letter.IsInverted ? -1 : 1;
        var key = (word, letter.Letter);
        if (Math.Sign(remaining.GetValueOrDefault(key)) != sign)
            return false;
        remaining[key] -= sign;
        return true;
    }

    private static List<GroupWord> TakeTranslations(
        Dictionary<(LinearWord Word, GroupLetter Letter), int> remaining,
        LinearWord word
    )
    {
        var factors = new List<GroupWord>();
        foreach (
            var key in remaining
                .Keys.Where(key => key.Word == word)
                .OrderBy(key => key.Letter)
                .ToArray()
        )
        {
            var letter = GroupWord.Of(key.Letter);
            var factor =
                key.Letter.Sort == LetterSort.Translation ? letter : letter.TranslationOnly();
            var power = remaining[key] < 0 ? factor.Inverted() : factor;
            factors.AddRange(Enumerable.Repeat(power, Math.Abs(remaining[key])));
            remaining.Remove(key);
        }
        return factors;
    }

    /// <summary>π_X(w·x), which is w ▹ x.</summary>
    private static GroupWord Conjugated(LinearWord word, GroupWord translation) =>
        Product([
                .. word.Letters.Select(letter =>
                {
                    var linear =
                        letter.Letter.Sort == LetterSort.Linear
                            ? GroupWord.Of(letter.Letter)
                            : GroupWord.Of(letter.Letter).LinearOnly();
                    return letter.IsInverted ? linear.Inverted() : linear;
                }),
                translation,
            ])
            .TranslationOnly();

    private static GroupWord Product(IReadOnlyList<GroupWord> factors) =>
        factors.Count == 0 ? GroupWord.One : factors.Aggregate((left, right) => left * right);
}
