using AgeFormal.Algebra;

namespace AgeFormal.Verification.Proving;

/// <summary>
/// Equality of words in ℤ^d ⋊ H for one finite H: normal forms are compared for every choice of elements of H as linear
/// parts of the letters, translation parts as sums of c · M_w, one matrix for each letter.
/// </summary>
internal sealed class TableWords(PointGroup group)
{
    /// <summary>No two words are compared whose letters have more choices than this.</summary>
    public const int MostChoices = 1 << 16;

    private readonly Dictionary<(NormalForm, NormalForm), bool> _known = [];

    /// <summary>H.</summary>
    public PointGroup Group => group;

    /// <summary>Whether both are one element for every choice; false where there are too many choices.</summary>
    public bool AreEqual(NormalForm left, NormalForm right)
    {
        if (left == right)
            return true;
        if (!_known.TryGetValue((left, right), out var equal))
            _known.Add(
                (left, right),
                equal =
                    AreComparable(left, right)
                    && new Difference(group, Letters(left, right), left, right).IsIdentity()
            );
        return equal;
    }

    /// <summary>Whether there are few enough choices for the letters of both.</summary>
    public bool AreComparable(NormalForm left, NormalForm right) =>
        Math.Pow(group.Order, Letters(left, right).Length) <= MostChoices;

    private static GroupLetter[] Letters(NormalForm left, NormalForm right) =>
        [
            .. Words(left)
                .Concat(Words(right))
                .SelectMany(word => word.Letters)
                .Select(letter => letter.Letter)
                .Distinct(),
        ];

    private static IEnumerable<LinearWord> Words(NormalForm form) =>
        form.Translation.Terms.Select(term => term.Word).Append(form.Linear);

    /// <summary>Both words over the numbers of their letters.</summary>
    private sealed class Difference
    {
        private readonly PointGroup _group;
        private readonly int[] _choice;
        private readonly (int Letter, bool IsInverted)[] _left;
        private readonly (int Letter, bool IsInverted)[] _right;
        private readonly (int Factor, (int, bool)[] Word, int Of)[] _terms;
        private readonly int[] _sums;

        public Difference(
            PointGroup group,
            GroupLetter[] letters,
            NormalForm left,
            NormalForm right
        )
        {
            _group = group;
            _choice = new int[letters.Length];
            (int, bool)[] Numbered(LinearWord word) =>
                [
                    .. word.Letters.Select(letter =>
                        (Array.IndexOf(letters, letter.Letter), letter.IsInverted)
                    ),
                ];
            (_left, _right) = (Numbered(left.Linear), Numbered(right.Linear));
            TranslationTerm[] terms =
            [
                .. left.Translation.Terms,
                .. right.Translation.Terms.Select(term =>
                    term with
                    {
                        Coefficient = -term.Coefficient,
                    }
                ),
            ];
            GroupLetter[] moved = [.. terms.Select(term => term.Letter).Distinct()];
            _terms =
            [
                .. terms.Select(term =>
                    (term.Coefficient, Numbered(term.Word), Array.IndexOf(moved, term.Letter))
                ),
            ];
            _sums = new int[moved.Length * group.Dimension * group.Dimension];
        }

        public bool IsIdentity()
        {
            do if (Product(_left) != Product(_right) || !IsZero())
                return false;
            while (Next());
            return true;
        }

        private bool IsZero()
        {
            Array.Clear(_sums);
            foreach (var (factor, word, of) in _terms)
            {
                var entries = _group.Matrices[Product(word)].Entries;
                for (var i = 0; i < entries.Count; i++)
                    _sums[of * entries.Count + i] += factor * entries[i];
            }
            return !_sums.AsSpan().ContainsAnyExcept(0);
        }

        private int Product((int Letter, bool IsInverted)[] word)
        {
            var table = _group.Group;
            var product = table.Identity;
            foreach (var (letter, isInverted) in word)
                product = table.Multiply(
                    product,
                    isInverted ? table.Inverse(_choice[letter]) : _choice[letter]
                );
            return product;
        }

        private bool Next()
        {
            for (var i = 0; i < _choice.Length; i++)
            {
                if (++_choice[i] < _group.Order)
                    return true;
                _choice[i] = 0;
            }
            return false;
        }
    }
}
