namespace AgeFormal.Algebra;

/// <summary>
/// The normal form (x, h) of a group word in N ⋊ H: x in the free ℤ[F]-module on translation parts, h in the free group
/// F on linear parts.
/// </summary>
/// <remarks>
/// The rules (x, h)(y, k) = (x + h ▹ y, hk), (x, h)⁻¹ = (−h⁻¹ ▹ x, h⁻¹), h ▹ (k ▹ x) = (hk) ▹ x and additivity of h ▹
/// make these pairs a group, the free one with projections, so equality of normal forms decides equality of words.
/// </remarks>
/// <param name="Translation">x.</param>
/// <param name="Linear">h.</param>
public sealed record NormalForm(TranslationSum Translation, LinearWord Linear)
{
    /// <summary>(0, e).</summary>
    public static NormalForm Identity { get; } = new(TranslationSum.Zero, LinearWord.Identity);

    /// <summary>The fold of a word to its normal form.</summary>
    public static IGroupWordFold<NormalForm> Interpretation { get; } =
        WordRules.Semidirect.Interpretation;

    /// <summary>Whether this is (0, e).</summary>
    public bool IsIdentity => Translation.IsZero && Linear.IsIdentity;

    /// <summary>The letters that occur, sorted.</summary>
    public EqArray<GroupLetter> Letters =>
        Translation
            .Terms.Select(term => term.Letter)
            .Concat(
                Translation
                    .Terms.SelectMany(term => term.Word.Letters)
                    .Select(letter => letter.Letter)
            )
            .Concat(Linear.Letters.Select(letter => letter.Letter))
            .Distinct()
            .Order()
            .ToEqArray();

    /// <summary>(π_X(letter), π_H(letter)).</summary>
    public static NormalForm Of(GroupLetter letter) =>
        new(TranslationSum.Of(letter), LinearWord.Of(letter));

    /// <summary>Whether the value is known to lie in N, in H, or (always) in G.</summary>
    public bool HasSort(LetterSort sort) =>
        sort switch
        {
            LetterSort.Whole => true,
            LetterSort.Translation => Linear.IsIdentity,
            LetterSort.Linear => Translation.IsZero,
            var unknown => throw new ArgumentOutOfRangeException(
                nameof(sort),
                unknown,
                "A sort of letters is expected."
            ),
        };

    /// <summary>(x, h)(y, k) = (x + h ▹ y, hk).</summary>
    public static NormalForm operator *(NormalForm left, NormalForm right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new(
            left.Translation + right.Translation.Act(left.Linear),
            left.Linear * right.Linear
        );
    }

    /// <summary>(x, h)⁻¹ = (−h⁻¹ ▹ x, h⁻¹).</summary>
    public NormalForm Inverse()
    {
        var linear = Linear.Inverse();
        return new(-Translation.Act(linear), linear);
    }

    /// <summary>π_H: (0, h).</summary>
    public NormalForm LinearPart() => this with { Translation = TranslationSum.Zero };

    /// <summary>π_X: (x, e).</summary>
    public NormalForm TranslationPart() => this with { Linear = LinearWord.Identity };

    /// <summary>The normal form under the hypothesis that H is abelian.</summary>
    public NormalForm Abelianised() => new(Translation.Abelianised(), Linear.Abelianised());

    /// <summary>Every letter replaced at once by a value of its sort; null keeps the letter.</summary>
    /// <exception cref="LetterSortException">A value of another sort is put for a letter of sort N or H.</exception>
    public NormalForm Substitute(Func<GroupLetter, NormalForm?> replacement)
    {
        ArgumentNullException.ThrowIfNull(replacement);
        NormalForm Value(GroupLetter letter)
        {
            var value = replacement(letter) ?? Of(letter);
            LetterSortException.Require(letter, value);
            return value;
        }
        return new(
            TranslationSum.Collect(
                Translation.Terms.SelectMany(term =>
                    Value(term.Letter)
                        .Translation.Act(term.Word.Substitute(letter => Value(letter).Linear))
                        .Scale(term.Coefficient)
                        .Terms
                )
            ),
            Linear.Substitute(letter => Value(letter).Linear)
        );
    }

    /// <summary>A word with this normal form, as short and as close to the letters as a single reading gives.</summary>
    public GroupWord ToWord() => NormalFormReading.Read(this);

    /// <summary>The pair, for example <c>(π_X(g) + π_H(g)▹n, π_H(g))</c>.</summary>
    public string ToPairText() => $"({Translation}, {Linear})";

    /// <summary>The word that reads it, for example <c>ḡ⁻¹·v</c>.</summary>
    public override string ToString() => ToWord().ToString();
}
