using AgeFormal.Algebra;

namespace AgeFormal.Verification.Proving;

/// <summary>Σ A_ℓ x_ℓ + c: a translation as a combination of the translation parts of letters, in doubled coordinates.</summary>
internal sealed class CaseTranslation : IEquatable<CaseTranslation>
{
    private readonly (GroupLetter Letter, int[] Matrix)[] _terms;
    private readonly int[] _constant;

    private CaseTranslation((GroupLetter, int[])[] terms, int[] constant)
    {
        _terms = terms;
        _constant = constant;
    }

    /// <summary>The letters whose coefficient is not 0, sorted.</summary>
    public IEnumerable<GroupLetter> Letters => _terms.Select(term => term.Letter);

    /// <summary>c in doubled coordinates, where no letter occurs; else null.</summary>
    public EqArray<int>? Constant => _terms.Length == 0 ? EqArray.Create<int>(_constant) : null;

    /// <summary>A point in doubled coordinates.</summary>
    public static CaseTranslation At(IEnumerable<int> doubled) => new([], [.. doubled]);

    /// <summary>x_ℓ.</summary>
    public static CaseTranslation Of(GroupLetter letter, int dimension) =>
        new([(letter, [.. IntMatrix.Identity(dimension).Entries])], new int[dimension]);

    /// <summary>The coefficient A_ℓ, or null for 0.</summary>
    public int[]? CoefficientOf(GroupLetter letter) =>
        _terms.FirstOrDefault(term => term.Letter == letter).Matrix;

    /// <summary>The rest without A_ℓ x_ℓ.</summary>
    public CaseTranslation Without(GroupLetter letter) =>
        new([.. _terms.Where(term => term.Letter != letter)], _constant);

    /// <summary>x + y.</summary>
    public CaseTranslation Plus(CaseTranslation other)
    {
        var terms = new List<(GroupLetter, int[])>(_terms.Length + other._terms.Length);
        var (i, j) = (0, 0);
        while (i < _terms.Length || j < other._terms.Length)
        {
            var order =
                i == _terms.Length ? 1
                : j == other._terms.Length ? -1
                : _terms[i].Letter.CompareTo(other._terms[j].Letter);
            if (order < 0)
                terms.Add(_terms[i++]);
            else if (order > 0)
                terms.Add(other._terms[j++]);
            else
            {
                var sum = Sum(_terms[i].Matrix, other._terms[j].Matrix);
                if (sum.AsSpan().ContainsAnyExcept(0))
                    terms.Add((_terms[i].Letter, sum));
                i++;
                j++;
            }
        }
        return new([.. terms], Sum(_constant, other._constant));
    }

    /// <summary>M x for a matrix, row by row.</summary>
    public CaseTranslation Moved(int[] matrix)
    {
        var size = _constant.Length;
        int[] Times(int[] factor, int columns)
        {
            var product = new int[factor.Length];
            for (var row = 0; row < size; row++)
            for (var k = 0; k < size; k++)
            for (var column = 0; column < columns; column++)
                product[row * columns + column] +=
                    matrix[row * size + k] * factor[k * columns + column];
            return product;
        }
        return new(
            [.. _terms.Select(term => (term.Letter, Times(term.Matrix, size)))],
            Times(_constant, 1)
        );
    }

    /// <summary>−x.</summary>
    public CaseTranslation Negated() =>
        new(
            [.. _terms.Select(term => (term.Letter, Array.ConvertAll(term.Matrix, a => -a)))],
            Array.ConvertAll(_constant, a => -a)
        );

    /// <summary>Equal coefficients and constants.</summary>
    public bool Equals(CaseTranslation? other) =>
        other is not null
        && _terms.Length == other._terms.Length
        && _constant.AsSpan().SequenceEqual(other._constant)
        && _terms
            .Zip(other._terms)
            .All(pair =>
                pair.First.Letter == pair.Second.Letter
                && pair.First.Matrix.AsSpan().SequenceEqual(pair.Second.Matrix)
            );

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CaseTranslation);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (letter, matrix) in _terms)
        {
            hash.Add(letter);
            foreach (var entry in matrix)
                hash.Add(entry);
        }
        foreach (var entry in _constant)
            hash.Add(entry);
        return hash.ToHashCode();
    }

    private static int[] Sum(int[] left, int[] right)
    {
        var sum = new int[left.Length];
        for (var i = 0; i < sum.Length; i++)
            sum[i] = checked(left[i] + right[i]);
        return sum;
    }
}
