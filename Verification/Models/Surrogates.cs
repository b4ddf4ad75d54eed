using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Models;

/// <summary>A pointwise function and the polynomial that stands for it.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Polynomial">What is evaluated in its place.</param>
public sealed record FunctionSurrogate(string Function, IntegerPolynomial Polynomial);

/// <summary>The surrogates of a formula's functions: none for the formula as it is written.</summary>
internal sealed record Surrogates(EqArray<FunctionSurrogate> All)
{
    /// <summary>Every function is what its name says.</summary>
    public static Surrogates None { get; } = new([]);

    /// <summary>
    /// What stands for a formula's functions, from few to many: for those with irrational values; for 1/x too, which
    /// forbids zeros; for every function but those that the identity test over F_p knows.
    /// </summary>
    public static EqArray<Surrogates> Of(Formula formula)
    {
        var functions = FormulaNames
            .Functions(formula.Body)
            .Distinct()
            .OrderBy(function => function.Name, StringComparer.Ordinal)
            .ToArray();
        Surrogates Where(Func<PointwiseFunction, bool> replaced) =>
            new(
                functions
                    .Where(replaced)
                    .Select(function => new FunctionSurrogate(
                        function.Name,
                        IntegerPolynomial.For(function) ?? IntegerPolynomial.Injective
                    ))
                    .ToEqArray()
            );
        bool IsIrrational(PointwiseFunction function) =>
            IntegerPolynomial.For(function) is not null;
        return
        [
            .. new[]
            {
                Where(IsIrrational),
                Where(function =>
                    IsIrrational(function) || function.Equals(PointwiseFunction.Reciprocal)
                ),
                Where(function =>
                    !function.Equals(PointwiseFunction.Identity)
                    && !function.Equals(PointwiseFunction.Square)
                ),
            }
                .Where(surrogates => surrogates.All.Count > 0)
                .Distinct(),
        ];
    }

    /// <summary>The polynomial that stands for a function, or null.</summary>
    public IntegerPolynomial? For(PointwiseFunction function) =>
        All.FirstOrDefault(one => one.Function == function.Name)?.Polynomial;

    /// <summary>For example <c>exp replaced by x ↦ x² + x + 1</c>.</summary>
    public override string ToString() =>
        string.Join(", ", All.Select(one => $"{one.Function} replaced by x ↦ {one.Polynomial}"));
}
