using AgeFormal.Algebra;

namespace AgeFormal.Verification.Proving;

/// <summary>A position M n + x at which a variable n over N is read, M in GL(d, ℤ), x free of what is bound inside.</summary>
/// <param name="Letter">n.</param>
/// <param name="Matrix">M.</param>
/// <param name="Rest">x.</param>
internal sealed record CasePlace(GroupLetter Letter, IntMatrix Matrix, CaseTranslation Rest)
{
    /// <summary>The image of n by which another place becomes this one: M′⁻¹(M n + x − x′).</summary>
    public CaseTranslation From(CasePlace other) =>
        CaseTranslation
            .Of(Letter, Matrix.Dimension)
            .Moved([.. Matrix.Entries])
            .Plus(Rest)
            .Plus(other.Rest.Negated())
            .Moved([.. other.Matrix.Inverse().Entries]);
}

/// <summary>The places at which a variable over N is read.</summary>
/// <param name="inner">The body of a reduction that is not written out, its variable under a name of its own.</param>
internal sealed class CasePlaces(Func<CaseBinder, CasePolynomial> inner)
{
    private readonly HashSet<GroupLetter> _inside = [];

    /// <summary>The distinct places in a sum, in the order of reading.</summary>
    public IEnumerable<CasePlace> Of(CasePolynomial sum, GroupLetter letter) =>
        Translations(sum)
            .Select(at => Place(at, letter))
            .OfType<CasePlace>()
            .DistinctBy(place => (place.Matrix, place.Rest));

    /// <summary>The letters of a word as written, cancelled or not.</summary>
    public static IEnumerable<GroupLetter> Letters(GroupWord word) =>
        word switch
        {
            GroupWord.Letter letter => [letter.Symbol],
            GroupWord.Product product => Letters(product.Left).Concat(Letters(product.Right)),
            GroupWord.Inverse inverse => Letters(inverse.Operand),
            GroupWord.LinearPart part => Letters(part.Operand),
            GroupWord.TranslationPart part => Letters(part.Operand),
            GroupWord.Identity => [],
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private CasePlace? Place(CaseTranslation at, GroupLetter letter)
    {
        if (
            at.CoefficientOf(letter) is not { } entries
            || at.Letters.Any(other => _inside.Contains(other))
        )
            return null;
        var dimension = (int)Math.Sqrt(entries.Length);
        var matrix = IntMatrix.Of(dimension, entries);
        return matrix.Determinant() is 1 or -1 ? new(letter, matrix, at.Without(letter)) : null;
    }

    private IEnumerable<CaseTranslation> Translations(CaseAtom atom) =>
        atom switch
        {
            CaseAtom.Signal signal => [signal.At],
            CaseAtom.Parameter parameter => parameter
                .At.Select(argument => argument.At)
                .OfType<CaseTranslation>(),
            CaseAtom.Function function => Translations(function.Argument),
            CaseAtom.Extreme extreme => extreme.Values.SelectMany(Translations),
            CaseAtom.Whole whole => Translations(whole.Sum),
            CaseAtom.Bound bound => Inside(bound.Binder),
            CaseAtom.Pi => [],
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private IEnumerable<CaseTranslation> Inside(CaseBinder binder)
    {
        _inside.Add(binder.Scope.Fresh);
        return Translations(inner(binder));
    }

    private IEnumerable<CaseTranslation> Translations(CasePolynomial sum) =>
        sum.Monomials.SelectMany(monomial => monomial.Atoms).SelectMany(Translations);
}
