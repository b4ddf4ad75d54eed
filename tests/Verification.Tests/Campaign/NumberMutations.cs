using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;

namespace AgeFormal.Verification.Tests.Campaign;

/// <summary>Every design that differs from a given one in one number, or lacks one summand or one factor.</summary>
internal static class NumberMutations
{
    public static IEnumerable<Design> Of(Design design) =>
        Of(design.Formula.Body)
            .Select(body => design with { Formula = design.Formula with { Body = body } });

    private static IEnumerable<Term> Of(Term term) =>
        term.Match(
            constant: of =>
                [new Term.Constant(of.Value with { Factor = of.Value.Factor + Rational.One })],
            signal: _ => [],
            parameter: _ => [],
            pointwise: of => Of(of.Argument).Select(argument => of with { Argument = argument }),
            sum: of => InOne(of.Terms).Concat(Without(of.Terms)).Select(parts => Sum(parts)),
            product: of =>
                InOne(of.Factors).Concat(Without(of.Factors)).Select(parts => Product(parts)),
            reduce: of => Of(of.Body).Select(body => of with { Body = body }),
            sampled: of => Of(of.Body).Select(body => of with { Body = body })
        );

    private static Term Sum(EqArray<Term> parts) =>
        parts.Count == 1 ? parts[0] : new Term.Sum(parts);

    private static Term Product(EqArray<Term> parts) =>
        parts.Count == 1 ? parts[0] : new Term.Product(parts);

    private static IEnumerable<EqArray<Term>> InOne(EqArray<Term> parts) =>
        parts
            .Index()
            .SelectMany(part =>
                Of(part.Item)
                    .Select(mutant => new EqArray<Term>(parts.Items.SetItem(part.Index, mutant)))
            );

    private static IEnumerable<EqArray<Term>> Without(EqArray<Term> parts) =>
        Enumerable.Range(0, parts.Count).Select(i => new EqArray<Term>(parts.Items.RemoveAt(i)));
}
