using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>
/// Whether two terms are equal in ℤ^d ⋊ H for one finite H: in each case of the linear parts of their free letters both are
/// written out, and their summands, factors and values are matched. A reduction over N matches another one up to
/// n ↦ Mn + x with M in GL(d, ℤ), which is read off the positions that hold n.
/// </summary>
internal sealed class CaseMatching
{
    /// <summary>No more summands and pairs are looked at than this.</summary>
    public const int MostSteps = 1_500_000;

    // Of so many changes of a variable over N one is expected to match.
    private const int MostChanges = 64;

    private readonly Vocabulary _vocabulary;
    private readonly EqArray<Condition> _assumptions;
    private readonly CaseExpansion _expansion;
    private readonly CancellationToken _cancellation;
    private int _left = MostSteps;

    /// <summary>Terms of a vocabulary, under conditions on its open windows and parameters.</summary>
    public CaseMatching(
        Vocabulary vocabulary,
        EqArray<Condition> assumptions,
        CancellationToken cancellation = default
    )
    {
        _vocabulary = vocabulary;
        _assumptions = assumptions;
        _cancellation = cancellation;
        _expansion = new(vocabulary, assumptions, this);
    }

    /// <summary>Whether the search ended for the number of its steps.</summary>
    public bool IsSpent => _left <= 0;

    /// <summary>Counts a step; false where none is left.</summary>
    public bool Step()
    {
        if (_left > 0 && --_left % 1024 == 0)
            _cancellation.ThrowIfCancellationRequested();
        return _left > 0;
    }

    /// <summary>Whether both are equal in every case.</summary>
    public bool AreSame(WordTerm left, WordTerm right)
    {
        var order = _vocabulary.Group.Order;
        GroupLetter[] free = [.. Free(left).Union(Free(right))];
        var linear = new int[free.Length];
        do
        {
            var scope = CaseScope.Of(
                _expansion.Group,
                free.Select((letter, i) => (letter, linear[i]))
            );
            if (!Same(_expansion.Of(left, scope), _expansion.Of(right, scope)) || IsSpent)
                return false;
        } while (Next());
        return true;

        bool Next()
        {
            for (var i = 0; i < linear.Length; i++)
                if (free[i].Sort != LetterSort.Translation)
                {
                    if (++linear[i] < order)
                        return true;
                    linear[i] = 0;
                }
            return false;
        }
    }

    /// <summary>Whether the factors are the same in some order.</summary>
    public bool SameFactors(CaseMonomial left, CaseMonomial right)
    {
        if (!Step() || left.Key != right.Key || left.Atoms.Length != right.Atoms.Length)
            return false;
        var rest = right.Atoms.ToList();
        foreach (var atom in left.Atoms)
        {
            var at = rest.FindIndex(other => Same(atom, other));
            if (at < 0)
                return false;
            rest.RemoveAt(at);
        }
        return true;
    }

    private bool Same(CasePolynomial left, CasePolynomial right)
    {
        if (left.Key != right.Key || left.Monomials.Length != right.Monomials.Length)
            return false;
        var rest = right.Monomials.ToLookup(monomial => monomial.Key);
        return left.Monomials.All(one =>
            rest[one.Key]
                .Any(other => one.Coefficient == other.Coefficient && SameFactors(one, other))
        );
    }

    private bool Same(CaseAtom left, CaseAtom right) =>
        left.Key == right.Key
        && (left, right) switch
        {
            (CaseAtom.Pi a, CaseAtom.Pi b) => a.Power == b.Power,
            (CaseAtom.Signal a, CaseAtom.Signal b) => a.Channel == b.Channel
                && a.Linear == b.Linear
                && a.At.Equals(b.At),
            (CaseAtom.Parameter a, CaseAtom.Parameter b) => a.Name == b.Name
                && a.Channels == b.Channels
                && a.At.Zip(b.At).All(pair => Same(pair.First, pair.Second)),
            (CaseAtom.Function a, CaseAtom.Function b) => a.Of.Equals(b.Of)
                && Same(a.Argument, b.Argument),
            (CaseAtom.Extreme a, CaseAtom.Extreme b) => a.By == b.By
                && Covers(a.Values, b.Values)
                && Covers(b.Values, a.Values),
            (CaseAtom.Whole a, CaseAtom.Whole b) => Same(a.Sum, b.Sum),
            (CaseAtom.Bound a, CaseAtom.Bound b) => Same(a.Binder, b.Binder),
            _ => false,
        };

    private bool Covers(CasePolynomial[] values, CasePolynomial[] others)
    {
        var places = values.ToLookup(value => value.Key);
        return others.All(other => Step() && places[other.Key].Any(value => Same(value, other)));
    }

    private bool Same(CaseArgument left, CaseArgument right) =>
        left.At is null || right.At is null
            ? left.At is null && right.At is null && left.Linear == right.Linear
        : left.Turns
            ? _expansion.Group.Table.Elements.Any(h =>
                left.At.Moved(_expansion.Group.Matrix(h)).Equals(right.At)
            )
        : left.At.Equals(right.At);

    private bool Same(CaseBinder left, CaseBinder right)
    {
        if (left.By != right.By || left.Over != right.Over || left.Scope.Depth != right.Scope.Depth)
            return false;
        var (one, other) = (Opened(left), Opened(right));
        return Same(one, other)
            || left.Letter is not null
                && Changes(left.Over, left.Scope.Fresh, one, other)
                    .Take(MostChanges)
                    .Any(image => !IsSpent && Same(one, Opened(right, image)));
    }

    private CasePolynomial Opened(CaseBinder binder) =>
        binder.Letter is null
            ? _expansion.Of(binder.Body, binder.Scope.WithChannel(binder.Variable).Deeper())
            : Opened(binder, CaseTranslation.Of(binder.Scope.Fresh, _vocabulary.Group.Dimension));

    private CasePolynomial Opened(CaseBinder binder, CaseTranslation value) =>
        _expansion.Of(
            binder.Body,
            binder.Scope.With(binder.Letter!, new(value, binder.Linear)).Deeper()
        );

    /// <summary>The images of n under bijections of its domain that may match both bodies.</summary>
    private IEnumerable<CaseTranslation> Changes(
        Domain over,
        GroupLetter letter,
        CasePolynomial left,
        CasePolynomial right
    )
    {
        var group = _expansion.Group;
        if (over is Domain.Window window)
            return _assumptions.Contains(new Condition.StableWindow(window.Name))
                ? group
                    .Table.Elements.Skip(1)
                    .Select(h => CaseTranslation.Of(letter, group.Dimension).Moved(group.Matrix(h)))
                : [];
        var places = new CasePlaces(Opened);
        return places
            .Of(left, letter)
            .Take(1)
            .SelectMany(place => places.Of(right, letter).Select(place.From));
    }

    private static IEnumerable<GroupLetter> Free(WordTerm term)
    {
        var bound = WordRewriting.Reductions(term).Select(reduce => reduce.Letter).ToHashSet();
        return WordRewriting
            .Words(term)
            .SelectMany(at => CasePlaces.Letters(at.Word))
            .Where(letter => !bound.Contains(letter));
    }
}
