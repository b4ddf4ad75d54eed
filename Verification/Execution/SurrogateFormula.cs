using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>The surrogate of a formula: what it reads and where is kept, the numbers stay integers.</summary>
internal static class SurrogateFormula
{
    public static Formula Of(Formula formula, Replacements by) =>
        formula with
        {
            Body = Of(formula.Body, by),
        };

    private static Term Of(Term term, Replacements by) =>
        term.MapChildren(part => Of(part, by)) switch
        {
            Term.Constant constant => new Term.Constant(Integer(constant.Value)),
            Term.Pointwise pointwise => pointwise with
            {
                Function = by.Function(pointwise.Function),
            },
            Term.Reduce reduce => reduce with { By = by.Reduction(reduce.By) },
            var other => other,
        };

    // An integer as it is; another number, which is a scale, becomes its sign.
    private static Coefficient Integer(Coefficient value) =>
        value.IsRational && value.Factor.IsInteger ? value : value.Factor.Sign;
}
