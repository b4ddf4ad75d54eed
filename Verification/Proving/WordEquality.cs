using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>What an atom reads of a word.</summary>
internal enum WordPart
{
    /// <summary>All of it: a signal on the group.</summary>
    Whole,

    /// <summary>π_H: an axis over H.</summary>
    Point,

    /// <summary>π_X: an axis over a window, a signal on the lattice.</summary>
    Translation,
}

/// <summary>How one word of an atom is exchanged for another: what is read of both, the turn between, by which law.</summary>
/// <param name="Part">What the atom reads; <see cref="WordPart.Whole"/> where all of both words agrees.</param>
/// <param name="Turn">u with π_X(to) = u ▹ π_X(from), for an isotropic parameter; null for none.</param>
/// <param name="Commutes">Whether it rests on an abelian H.</param>
internal sealed record WordExchange(WordPart Part, LinearWord? Turn, bool Commutes)
{
    /// <summary>Whether the turn rests on a window {0}, outside of which the parameter is 0, and not on isotropy.</summary>
    public bool IsAtOrigin { get; init; }

    /// <summary>The H by whose table both words are equal; null where they are in more groups.</summary>
    public PointGroup? Table { get; init; }
}

/// <summary>Which words may stand for each other inside of an atom, under assumptions.</summary>
internal sealed class WordEquality(Vocabulary vocabulary, EqArray<Condition> assumptions)
{
    private readonly bool _isAbelian = assumptions.Contains(new Condition.AbelianPointGroup());
    private readonly TableWords? _table = assumptions
        .OfType<Condition.NamedGroup>()
        .Select(named => new TableWords(named.Group))
        .FirstOrDefault();

    /// <summary>The exchange with the fewest laws, or null.</summary>
    public WordExchange? Find(WordOccurrence at, GroupWord to)
    {
        if (at.Word == to)
            return new(WordPart.Whole, null, Commutes: false);
        var (from, target) = (at.Word.Normalise(), to.Normalise());
        if (from == target)
            return new(WordPart.Whole, null, Commutes: false);
        var part = PartOf(at);
        var (read, other) = (Read(part, from), Read(part, target));
        if (read == other)
            return new(part, null, Commutes: false);
        var isAtOrigin = IsAtOrigin(at);
        if (Turn(at, from, target, commuting: false) is { } turn)
            return new(part, turn, Commutes: false) { IsAtOrigin = isAtOrigin };
        if (_isAbelian)
        {
            if (from.Abelianised() == target.Abelianised())
                return new(WordPart.Whole, null, Commutes: true);
            if (read.Abelianised() == other.Abelianised())
                return new(part, null, Commutes: true);
            if (Turn(at, from, target, commuting: true) is { } inAbelian)
                return new(part, inAbelian, Commutes: true) { IsAtOrigin = isAtOrigin };
        }
        if (_table is null)
            return null;
        if (_table.AreEqual(from, target))
            return new(WordPart.Whole, null, Commutes: false) { Table = _table.Group };
        return _table.AreEqual(read, other)
            ? new(part, null, Commutes: false) { Table = _table.Group }
            : null;
    }

    /// <summary>The first letter by which what is read of two words differs.</summary>
    public Verdict.Undecided Stuck(WordOccurrence at, GroupWord to)
    {
        var part = PartOf(at);
        var left = Read(part, at.Word.Normalise());
        var right = Read(part, to.Normalise());
        var (plain, target) = (left.Abelianised(), right.Abelianised());
        var known = _isAbelian ? plain : left;
        var letters = known.Letters.Except((_isAbelian ? target : right).Letters).ToArray();
        var over =
            letters.Length > 0
                ? $"{string.Join(", ", letters.Select(letter => letter.Name))} is left over"
                : "the letters are the same in another order";
        if (!_isAbelian && plain == target)
            over += "; they are equal where H is abelian";
        if (_table is not null && !_table.AreComparable(left, right))
            over +=
                $"; the elements of {_table.Group.Symbol} for the letters are more than {TableWords.MostChoices} cases";
        return new(at.Atom.ToString(), $"{left} and {right} are not equal in every group: {over}");
    }

    /// <summary>What the atom reads of the word.</summary>
    public WordPart PartOf(WordOccurrence at) =>
        at.Atom is WordTerm.Parameter parameter
            ? vocabulary
                .RelativeAxes(parameter.Name)[at.Argument]
                .Match(
                    channels: _ => WordPart.Whole,
                    pointElements: _ => WordPart.Point,
                    window: _ => WordPart.Translation
                )
        : vocabulary.InputFibre == Fibre.Trivial ? WordPart.Translation
        : WordPart.Whole;

    /// <summary>A part of a word, as written; the word itself where it is that part.</summary>
    public static GroupWord Of(WordPart part, GroupWord word)
    {
        var form = word.Normalise();
        if (Read(part, form) == form)
            return word;
        return part switch
        {
            WordPart.Whole => word,
            WordPart.Point => word.LinearOnly(),
            WordPart.Translation => word.TranslationOnly(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static NormalForm Read(WordPart part, NormalForm form) =>
        part switch
        {
            WordPart.Whole => form,
            WordPart.Point => form.LinearPart(),
            WordPart.Translation => form.TranslationPart(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    // An axis over a window {0}.
    private bool IsAtOrigin(WordOccurrence at) =>
        at.Atom is WordTerm.Parameter parameter
        && vocabulary
            .RelativeAxes(parameter.Name)[at.Argument]
            .Match(
                channels: _ => false,
                pointElements: _ => false,
                window: axis => WordParts.IsOrigin(vocabulary, axis.Window)
            );

    private LinearWord? Turn(WordOccurrence at, NormalForm from, NormalForm to, bool commuting) =>
        at.Atom is WordTerm.Parameter parameter
        && PartOf(at) == WordPart.Translation
        && (IsAtOrigin(at) || assumptions.Contains(new Condition.Isotropic(parameter.Name)))
            ? Transporter.Between(from.Translation, to.Translation, commuting)
            : null;
}
