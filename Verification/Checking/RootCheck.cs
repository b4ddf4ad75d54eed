using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>
/// Whether √s = r: r² = s by the laws of a field, r ≥ 0, and r has a value wherever √s has one.
/// </summary>
internal static class RootCheck
{
    public static bool Follows(WordTerm.Pointwise left, WordTerm right)
    {
        if (!ReferenceEquals(left.Function, PointwiseFunction.SquareRoot))
            return false;
        var factors = right is WordTerm.Product product ? product.Factors : [right];
        return RangeCheck.IsNonnegative(right)
            && FieldCheck.Follows(left.Argument, Squared(factors))
            && factors.Index().All(factor => HasValue(factor.Item, factor.Index, factors));
    }

    // √t·√t is t, and |t|·|t| is t².
    private static WordTerm Squared(EqArray<WordTerm> factors) =>
        new WordTerm.Product(
            factors
                .Select(factor =>
                    factor is not WordTerm.Pointwise pointwise ? Square(factor)
                    : ReferenceEquals(pointwise.Function, PointwiseFunction.SquareRoot)
                        ? pointwise.Argument
                    : ReferenceEquals(pointwise.Function, PointwiseFunction.Abs)
                        ? Square(pointwise.Argument)
                    : Square(factor)
                )
                .ToEqArray()
        );

    private static WordTerm Square(WordTerm term) => new WordTerm.Product([term, term]);

    /// <summary>A root of t has a value where t ≥ 0, as it is where s ≥ 0 and the other factors are positive.</summary>
    private static bool HasValue(WordTerm factor, int index, EqArray<WordTerm> factors) =>
        factor is not WordTerm.Pointwise root
        || !ReferenceEquals(root.Function, PointwiseFunction.SquareRoot)
        || RangeCheck.IsNonnegative(root.Argument)
        || factors.Index().All(other => other.Index == index || IsPositive(other.Item));

    private static bool IsPositive(WordTerm term) =>
        RangeCheck.IsPositive(term)
        || (
            term is WordTerm.Pointwise root
            && ReferenceEquals(root.Function, PointwiseFunction.SquareRoot)
            && RangeCheck.IsPositive(root.Argument)
        );
}
