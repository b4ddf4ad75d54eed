using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Identity;

/// <summary>A pointwise function and the polynomial that stands for it.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Polynomial">What is evaluated in its place.</param>
public sealed record FunctionSurrogate(string Function, IntegerPolynomial Polynomial);

/// <summary>The surrogates of a formula's functions.</summary>
internal sealed record Surrogates(EqArray<FunctionSurrogate> All)
{
    /// <summary>One for each function of a formula whose values are irrational, and for x ↦ 1/x where it is asked for.</summary>
    public static Surrogates Of(Formula formula, bool forReciprocal = false) =>
        new(
            FormulaNames
                .Functions(formula.Body)
                .Distinct()
                .OrderBy(function => function.Name, StringComparer.Ordinal)
                .Select(function =>
                    (
                        function.Name,
                        Polynomial: forReciprocal && function.Equals(PointwiseFunction.Reciprocal)
                            ? IntegerPolynomial.Injective
                            : IntegerPolynomial.For(function)
                    )
                )
                .Where(pair => pair.Polynomial is not null)
                .Select(pair => new FunctionSurrogate(pair.Name, pair.Polynomial!))
                .ToEqArray()
        );

    public Func<Rational, Rational> Exact(PointwiseFunction function)
    {
        if (All.FirstOrDefault(one => one.Function == function.Name) is { } surrogate)
            return surrogate.Polynomial.At;
        return function.Exact
            ?? throw new ModelException(
                function.Name,
                "the function has no exact values and no polynomial stands for it"
            );
    }
}
