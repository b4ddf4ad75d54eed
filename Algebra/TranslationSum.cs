namespace AgeFormal.Algebra;

/// <summary>One summand c · (w ▹ π_X(letter)) of a symbolic translation.</summary>
/// <param name="Coefficient">c ≠ 0.</param>
/// <param name="Word">w, a reduced word of linear parts.</param>
/// <param name="Letter">A letter that is not of sort H.</param>
public sealed record TranslationTerm(int Coefficient, LinearWord Word, GroupLetter Letter);

/// <summary>
/// A symbolic translation: an element of the free ℤ[F]-module on the translation parts of letters, F being the free
/// group on their linear parts. Kept as a sum without repetition, sorted by word and letter.
/// </summary>
public sealed record TranslationSum
{
    private TranslationSum(EqArray<TranslationTerm> terms) => Terms = terms;

    /// <summary>The summands with non-zero coefficients, by word and then by letter.</summary>
    public EqArray<TranslationTerm> Terms { get; }

    /// <summary>0.</summary>
    public static TranslationSum Zero { get; } = new([]);

    /// <summary>Whether this is 0.</summary>
    public bool IsZero => Terms.Count == 0;

    /// <summary>π_X of a letter: 0 for sort H.</summary>
    public static TranslationSum Of(GroupLetter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return letter.Sort == LetterSort.Linear
            ? Zero
            : new([new TranslationTerm(1, LinearWord.Identity, letter)]);
    }

    /// <summary>The sum of any terms: equal words and letters collected, zeros dropped, the rest sorted.</summary>
    /// <exception cref="OverflowException">A coefficient leaves the range of 32-bit integers.</exception>
    public static TranslationSum Collect(IEnumerable<TranslationTerm> terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return new(
            terms
                .GroupBy(term => (term.Word, term.Letter))
                .Select(same => new TranslationTerm(
                    same.Aggregate(0, (sum, term) => checked(sum + term.Coefficient)),
                    same.Key.Word,
                    same.Key.Letter
                ))
                .Where(term => term.Coefficient != 0)
                .OrderBy(term => term.Word)
                .ThenBy(term => term.Letter)
                .ToEqArray()
        );
    }

    /// <summary>x + y.</summary>
    public static TranslationSum operator +(TranslationSum left, TranslationSum right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return Collect(left.Terms.Concat(right.Terms));
    }

    /// <summary>−x.</summary>
    public static TranslationSum operator -(TranslationSum sum)
    {
        ArgumentNullException.ThrowIfNull(sum);
        return sum.Scale(-1);
    }

    /// <summary>c · x.</summary>
    public TranslationSum Scale(int factor) =>
        Collect(
            Terms.Select(term => term with { Coefficient = checked(factor * term.Coefficient) })
        );

    /// <summary>w ▹ x, additive in x, with w ▹ (v ▹ x) = (wv) ▹ x.</summary>
    public TranslationSum Act(LinearWord word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return MapWords(inner => word * inner);
    }

    /// <summary>The normal form in an abelian H.</summary>
    public TranslationSum Abelianised() => MapWords(word => word.Abelianised());

    /// <summary>Σ c · (M_w x) for the values of the linear and translation parts of the letters.</summary>
    /// <exception cref="OverflowException">A coordinate leaves the range of 32-bit integers.</exception>
    public EqArray<int> Evaluate(
        PointGroup pointGroup,
        Func<GroupLetter, SemidirectElement> valuation
    )
    {
        ArgumentNullException.ThrowIfNull(pointGroup);
        ArgumentNullException.ThrowIfNull(valuation);
        var sum = new long[pointGroup.Dimension];
        foreach (var term in Terms)
        {
            var linear = term.Word.Evaluate(pointGroup.Group, letter => valuation(letter).Linear);
            var moved = pointGroup.Act(linear, valuation(term.Letter).Translation);
            for (var i = 0; i < sum.Length; i++)
                sum[i] = checked(sum[i] + (long)term.Coefficient * moved[i]);
        }
        return sum.Select(x => checked((int)x)).ToEqArray();
    }

    /// <summary>The sum, for example <c>2 k▹n − π_X(ḡ)</c>; <c>0</c> when empty.</summary>
    public override string ToString() =>
        IsZero ? "0" : string.Concat(Terms.Select((term, i) => Sign(term, i == 0) + Text(term)));

    private TranslationSum MapWords(Func<LinearWord, LinearWord> map) =>
        Collect(Terms.Select(term => term with { Word = map(term.Word) }));

    private static string Sign(TranslationTerm term, bool isFirst) =>
        (term.Coefficient < 0, isFirst) switch
        {
            (true, true) => "−",
            (true, false) => " − ",
            (false, true) => "",
            (false, false) => " + ",
        };

    private static string Text(TranslationTerm term)
    {
        var size = Math.Abs((long)term.Coefficient);
        var letter =
            term.Letter.Sort == LetterSort.Translation
                ? term.Letter.Name
                : $"π_X({term.Letter.Name})";
        return (size == 1 ? "" : $"{size} ")
            + (term.Word.IsIdentity ? "" : $"{term.Word}▹")
            + letter;
    }
}
