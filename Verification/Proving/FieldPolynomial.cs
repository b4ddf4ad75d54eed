using System.Collections.Immutable;
using AgeFormal.Algebra;

namespace AgeFormal.Verification.Proving;

/// <summary>A sum of monomials with rational coefficients.</summary>
internal sealed class FieldPolynomial
{
    /// <summary>No sum has more monomials than this.</summary>
    public const int Most = 400;

    private FieldPolynomial(
        ImmutableSortedDictionary<string, (FieldMonomial Of, Rational Times)> terms
    ) => Terms = terms;

    public static FieldPolynomial Zero { get; } =
        new(
            ImmutableSortedDictionary.Create<string, (FieldMonomial, Rational)>(
                StringComparer.Ordinal
            )
        );

    public static FieldPolynomial One { get; } = Of(FieldMonomial.One, Rational.One);

    public ImmutableSortedDictionary<string, (FieldMonomial Of, Rational Times)> Terms { get; }

    public bool IsZero => Terms.Count == 0;

    /// <summary>The only monomial with its coefficient; null where there are none or several.</summary>
    public (FieldMonomial Of, Rational Times)? Single =>
        Terms.Count == 1 ? Terms.First().Value : null;

    public string Key => string.Join(" + ", Terms.Select(pair => $"{pair.Value.Times}·{pair.Key}"));

    public static FieldPolynomial Of(FieldMonomial monomial, Rational times) =>
        Zero.Plus(monomial, times);

    public FieldPolynomial Plus(FieldMonomial monomial, Rational times)
    {
        var sum =
            (Terms.TryGetValue(monomial.Key, out var known) ? known.Times : Rational.Zero) + times;
        if (sum.Sign != 0 && Terms.Count >= Most)
            throw new LawBoundException($"{Most} monomials");
        return new(
            sum.Sign == 0
                ? Terms.Remove(monomial.Key)
                : Terms.SetItem(monomial.Key, (monomial, sum))
        );
    }

    public static FieldPolynomial operator +(FieldPolynomial left, FieldPolynomial right) =>
        right.Terms.Values.Aggregate(left, (sum, term) => sum.Plus(term.Of, term.Times));

    public FieldPolynomial Scale(Rational by) =>
        Terms.Values.Aggregate(Zero, (sum, term) => sum.Plus(term.Of, term.Times * by));
}
