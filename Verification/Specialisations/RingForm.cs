using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Specialisations;

/// <summary>Sums of products in one order: a polynomial over ℚ[π, 1/π] in the parts that are no numbers, sums or products.</summary>
internal static class RingForm
{
    private sealed record Monomial(Rational Factor, int PowerOfPi, EqArray<WordTerm> Atoms);

    public static WordTerm Of(WordTerm term)
    {
        var monomials = Monomials(term)
            .GroupBy(monomial => (monomial.PowerOfPi, monomial.Atoms))
            .Select(same => new Monomial(
                same.Aggregate(Rational.Zero, (sum, monomial) => sum + monomial.Factor),
                same.Key.PowerOfPi,
                same.Key.Atoms
            ))
            .Where(monomial => monomial.Factor.Sign != 0)
            .Select(Written)
            .OrderBy(written => written.ToString(), StringComparer.Ordinal)
            .ToEqArray();
        return monomials switch
        {
            [] => new WordTerm.Number(0),
            [var only] => only,
            _ => new WordTerm.Sum(monomials),
        };
    }

    /// <summary>The product of factors; 1 for none.</summary>
    public static WordTerm Times(IReadOnlyList<WordTerm> factors) =>
        factors switch
        {
            [] => new WordTerm.Number(1),
            [var only] => only,
            _ => new WordTerm.Product(factors.ToEqArray()),
        };

    private static WordTerm Written(Monomial monomial)
    {
        var number = new Coefficient(monomial.Factor, monomial.PowerOfPi);
        return number == Coefficient.One && monomial.Atoms.Count > 0
            ? Times([.. monomial.Atoms])
            : Times([new WordTerm.Number(number), .. monomial.Atoms]);
    }

    private static IEnumerable<Monomial> Monomials(WordTerm term)
    {
        IEnumerable<Monomial> Atom() => [new(Rational.One, 0, [term])];
        return term.Match(
            number: number => [new(number.Value.Factor, number.Value.PowerOfPi, [])],
            signal: _ => Atom(),
            parameter: _ => Atom(),
            pointwise: _ => Atom(),
            sum: sum => sum.Terms.SelectMany(Monomials),
            product: product =>
                product
                    .Factors.Select(Monomials)
                    .Aggregate(
                        (IEnumerable<Monomial>)[new(Rational.One, 0, [])],
                        (left, right) => left.SelectMany(_ => right, Multiply).ToArray()
                    ),
            reduce: _ => Atom()
        );
    }

    private static Monomial Multiply(Monomial left, Monomial right) =>
        new(
            left.Factor * right.Factor,
            left.PowerOfPi + right.PowerOfPi,
            left.Atoms.Concat(right.Atoms)
                .OrderBy(atom => atom.ToString(), StringComparer.Ordinal)
                .ToEqArray()
        );
}
