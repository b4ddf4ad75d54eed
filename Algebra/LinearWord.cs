namespace AgeFormal.Algebra;

/// <summary>A letter of the free group on linear parts, or its inverse: π_H(letter)^±1.</summary>
/// <param name="Letter">A letter that is not of sort N.</param>
/// <param name="IsInverted">Whether the exponent is −1.</param>
public readonly record struct LinearLetter(GroupLetter Letter, bool IsInverted)
{
    /// <summary>The inverse letter.</summary>
    public LinearLetter Inverse() => this with { IsInverted = !IsInverted };

    internal int CompareTo(LinearLetter other)
    {
        var byLetter = Letter.CompareTo(other.Letter);
        return byLetter != 0 ? byLetter : IsInverted.CompareTo(other.IsInverted);
    }
}

/// <summary>An element of the free group on the linear parts of letters: a word in which no letter meets its inverse.</summary>
public sealed record LinearWord : IComparable<LinearWord>
{
    private LinearWord(EqArray<LinearLetter> letters) => Letters = letters;

    /// <summary>The reduced word, left to right.</summary>
    public EqArray<LinearLetter> Letters { get; }

    /// <summary>The empty word e.</summary>
    public static LinearWord Identity { get; } = new([]);

    /// <summary>Whether this is the empty word.</summary>
    public bool IsIdentity => Letters.Count == 0;

    /// <summary>π_H of a letter: e for sort N.</summary>
    public static LinearWord Of(GroupLetter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return letter.Sort == LetterSort.Translation ? Identity : new([new(letter, false)]);
    }

    /// <summary>The product, freely reduced.</summary>
    public static LinearWord operator *(LinearWord left, LinearWord right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var cancelled = 0;
        while (
            cancelled < left.Letters.Count
            && cancelled < right.Letters.Count
            && left.Letters[^(cancelled + 1)] == right.Letters[cancelled].Inverse()
        )
            cancelled++;
        return new([.. left.Letters.SkipLast(cancelled), .. right.Letters.Skip(cancelled)]);
    }

    /// <summary>The reversed word of inverse letters.</summary>
    public LinearWord Inverse() =>
        new(Letters.Reverse().Select(letter => letter.Inverse()).ToEqArray());

    /// <summary>The normal form in an abelian H: letters sorted, exponents added.</summary>
    public LinearWord Abelianised() =>
        new(
            Letters
                .GroupBy(letter => letter.Letter)
                .OrderBy(same => same.Key)
                .SelectMany(same =>
                {
                    var exponent = same.Sum(letter => letter.IsInverted ? -1 : 1);
                    return Enumerable.Repeat(
                        new LinearLetter(same.Key, exponent < 0),
                        Math.Abs(exponent)
                    );
                })
                .ToEqArray()
        );

    /// <summary>The image under the homomorphism that is given on letters.</summary>
    public LinearWord Substitute(Func<GroupLetter, LinearWord> image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Letters.Aggregate(
            Identity,
            (word, letter) =>
                word * (letter.IsInverted ? image(letter.Letter).Inverse() : image(letter.Letter))
        );
    }

    /// <summary>The product in a finite group H of the values π_H(letter) ∈ H.</summary>
    public int Evaluate(FiniteGroup group, Func<GroupLetter, int> valuation)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(valuation);
        return group.Product(
            Letters.Select(letter =>
                letter.IsInverted
                    ? group.Inverse(valuation(letter.Letter))
                    : valuation(letter.Letter)
            )
        );
    }

    /// <summary>Shorter words first, then letter by letter.</summary>
    public int CompareTo(LinearWord? other)
    {
        if (other is null)
            return 1;
        if (Letters.Count != other.Letters.Count)
            return Letters.Count.CompareTo(other.Letters.Count);
        return Letters
            .Zip(other.Letters, (a, b) => a.CompareTo(b))
            .FirstOrDefault(order => order != 0);
    }

    /// <summary>The word, for example <c>π_H(ḡ)⁻¹·k</c>; <c>e</c> when empty.</summary>
    public override string ToString() =>
        IsIdentity
            ? "e"
            : string.Join(
                '·',
                Letters.Select(letter =>
                    (
                        letter.Letter.Sort == LetterSort.Linear
                            ? letter.Letter.Name
                            : $"π_H({letter.Letter.Name})"
                    ) + (letter.IsInverted ? "⁻¹" : "")
                )
            );

    /// <summary>By <see cref="CompareTo"/>.</summary>
    public static bool operator <(LinearWord left, LinearWord right) => Compare(left, right) < 0;

    /// <summary>By <see cref="CompareTo"/>.</summary>
    public static bool operator <=(LinearWord left, LinearWord right) => Compare(left, right) <= 0;

    /// <summary>By <see cref="CompareTo"/>.</summary>
    public static bool operator >(LinearWord left, LinearWord right) => Compare(left, right) > 0;

    /// <summary>By <see cref="CompareTo"/>.</summary>
    public static bool operator >=(LinearWord left, LinearWord right) => Compare(left, right) >= 0;

    private static int Compare(LinearWord left, LinearWord right) =>
        Comparer<LinearWord>.Default.Compare(left, right);
}
