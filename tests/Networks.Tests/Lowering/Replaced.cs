using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Tests.Lowering;

/// <summary>A term with other functions.</summary>
internal static class Replaced
{
    /// <summary>The integer stand-in of a function.</summary>
    public static PointwiseFunction Whole(PointwiseFunction function) =>
        function.Name switch
        {
            "sigmoid" => PointwiseFunction.Step,
            "exp" or "rsqrt" => PointwiseFunction.Abs,
            "reciprocal" => PointwiseFunction.Identity,
            var name => PointwiseFunction.All.Single(known => known.Name == name),
        };

    public static Term Functions(Term term, Func<PointwiseFunction, PointwiseFunction> map)
    {
        Term Inside(Term part) => Functions(part, map);
        return term.Match(
            constant: constant => constant,
            signal: read => read,
            parameter: parameter => parameter,
            pointwise: pointwise => new Term.Pointwise(
                map(pointwise.Function),
                Inside(pointwise.Argument)
            ),
            sum: sum => new Term.Sum(sum.Terms.Select(Inside).ToEqArray()),
            product: product => (Term)new Term.Product(product.Factors.Select(Inside).ToEqArray()),
            reduce: reduce => reduce with { Body = Inside(reduce.Body) },
            sampled: sampled => sampled with { Body = Inside(sampled.Body) }
        );
    }
}
