namespace AgeFormal.Algebra;

/// <summary>The value of symbolic words in a concrete ℤ^d ⋊ H.</summary>
public static class WordEvaluation
{
    /// <summary>The value of a word, constructor by constructor.</summary>
    /// <param name="group">ℤ^d ⋊ H.</param>
    /// <param name="word">The word.</param>
    /// <param name="valuation">The element that a letter stands for.</param>
    /// <exception cref="LetterSortException">The valuation gives a letter of sort N or H an element outside it.</exception>
    public static SemidirectElement Evaluate(
        this SemidirectProduct group,
        GroupWord word,
        Func<GroupLetter, SemidirectElement> valuation
    )
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(valuation);
        return word.Fold(
            new Evaluation(group, letter => Checked(group, letter, valuation(letter)))
        );
    }

    /// <summary>The value of a normal form: x by the action of matrices on vectors, h by products in H.</summary>
    /// <param name="group">ℤ^d ⋊ H.</param>
    /// <param name="form">The normal form.</param>
    /// <param name="valuation">The element that a letter stands for.</param>
    /// <exception cref="LetterSortException">The valuation gives a letter of sort N or H an element outside it.</exception>
    public static SemidirectElement Evaluate(
        this SemidirectProduct group,
        NormalForm form,
        Func<GroupLetter, SemidirectElement> valuation
    )
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(valuation);
        SemidirectElement Value(GroupLetter letter) => Checked(group, letter, valuation(letter));
        return group.Element(
            form.Translation.Evaluate(group.PointGroup, Value),
            form.Linear.Evaluate(group.PointGroup.Group, letter => Value(letter).Linear)
        );
    }

    private static SemidirectElement Checked(
        SemidirectProduct group,
        GroupLetter letter,
        SemidirectElement value
    )
    {
        var isOutside = letter.Sort switch
        {
            LetterSort.Whole => false,
            LetterSort.Translation => value.Linear != group.Identity.Linear,
            LetterSort.Linear => value.Translation != group.Identity.Translation,
            var unknown => throw new ArgumentOutOfRangeException(
                nameof(letter),
                unknown,
                "A sort of letters is expected."
            ),
        };
        return isOutside ? throw new LetterSortException(letter, value.ToString()) : value;
    }

    private sealed class Evaluation(
        SemidirectProduct group,
        Func<GroupLetter, SemidirectElement> valuation
    ) : IGroupWordFold<SemidirectElement>
    {
        public SemidirectElement Letter(GroupLetter letter) => valuation(letter);

        public SemidirectElement Product(SemidirectElement left, SemidirectElement right) =>
            group.Multiply(left, right);

        public SemidirectElement Inverse(SemidirectElement operand) => group.Inverse(operand);

        public SemidirectElement Identity() => group.Identity;

        public SemidirectElement LinearPart(SemidirectElement operand) =>
            group.FromLinear(operand.Linear);

        public SemidirectElement TranslationPart(SemidirectElement operand) =>
            group.FromTranslation(operand.Translation);
    }
}
