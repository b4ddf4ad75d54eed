using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Specialisations;

/// <summary>φ(0).</summary>
internal static class KnownValues
{
    /// <summary>The value at 0; null where the function has none that is known.</summary>
    public static Rational? AtZero(PointwiseFunction function)
    {
        if (function.Equals(PointwiseFunction.Sigmoid))
            return new Rational(1, 2);
        if (function.Equals(PointwiseFunction.Exp))
            return Rational.One;
        return Vanishing.Contains(function) ? Rational.Zero : null;
    }

    private static EqArray<PointwiseFunction> Vanishing { get; } =
    [
        PointwiseFunction.Identity,
        PointwiseFunction.Relu,
        PointwiseFunction.Abs,
        PointwiseFunction.Square,
        PointwiseFunction.Tanh,
        PointwiseFunction.SquareRoot,
    ];
}
