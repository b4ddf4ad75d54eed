using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>The surrogate of a formula: what it reads and where is kept, the numbers stay integers.</summary>
internal static class SurrogateFormula
{
    public static Formula Of(Formula formula) => formula with { Body = Of(formula.Body) };

    private static Term Of(Term term) =>
        term.Match(
            constant: constant => new Term.Constant(Integer(constant.Value)),
            signal: signal => signal,
            parameter: parameter => parameter,
            pointwise: pointwise => new Term.Pointwise(
                Surrogate.Integer(pointwise.Function),
                Of(pointwise.Argument)
            ),
            sum: sum => new Term.Sum(sum.Terms.Select(Of).ToEqArray()),
            product: product => (Term)new Term.Product(product.Factors.Select(Of).ToEqArray()),
            reduce: reduce =>
                reduce with
                {
                    By = Surrogate.Summed(reduce.By),
                    Body = Of(reduce.Body),
                },
            sampled: sampled => sampled with { Body = Of(sampled.Body) }
        );

    // An integer as it is; another number, which is a scale, becomes its sign.
    private static Coefficient Integer(Coefficient value) =>
        value.IsRational && value.Factor.IsInteger ? value : value.Factor.Sign;
}
