using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>
/// What the checker takes as known of the functions of the library. A function of a user's own is another one, whatever its
/// name.
/// </summary>
internal static class FunctionFacts
{
    private static readonly PointwiseFunction[] Field =
    [
        PointwiseFunction.Identity,
        PointwiseFunction.Square,
        PointwiseFunction.Reciprocal,
        PointwiseFunction.Exp,
        PointwiseFunction.SquareRoot,
        PointwiseFunction.ReciprocalSquareRoot,
    ];

    private static readonly PointwiseFunction[] Partial =
    [
        PointwiseFunction.Reciprocal,
        PointwiseFunction.SquareRoot,
        PointwiseFunction.ReciprocalSquareRoot,
        PointwiseFunction.Log,
    ];

    private static readonly PointwiseFunction[] Nondecreasing =
    [
        PointwiseFunction.Identity,
        PointwiseFunction.Relu,
        PointwiseFunction.Sigmoid,
        PointwiseFunction.Tanh,
        PointwiseFunction.Exp,
        PointwiseFunction.SquareRoot,
        PointwiseFunction.Step,
    ];

    /// <summary>Whether the function is read by the laws of a field.</summary>
    public static bool IsField(PointwiseFunction function) => Is(Field, function);

    /// <summary>Whether x ≤ y gives φ(x) ≤ φ(y) where both have a value.</summary>
    public static bool IsMonotone(PointwiseFunction function) => Is(Nondecreasing, function);

    /// <summary>Whether a term has a value for every signal and all parameters.</summary>
    public static bool IsTotal(WordTerm term) =>
        term.Match(
            number: _ => true,
            signal: _ => true,
            parameter: _ => true,
            pointwise: pointwise =>
                Is(PointwiseFunction.All, pointwise.Function)
                && !Is(Partial, pointwise.Function)
                && IsTotal(pointwise.Argument),
            sum: sum => sum.Terms.All(IsTotal),
            product: product => product.Factors.All(IsTotal),
            reduce: reduce => IsTotal(reduce.Body)
        );

    /// <summary>φ(q) where it is rational; null elsewhere.</summary>
    public static Rational? At(PointwiseFunction function, Rational q)
    {
        bool Is(PointwiseFunction other) => ReferenceEquals(function, other);
        if (Is(PointwiseFunction.Identity))
            return q;
        if (Is(PointwiseFunction.Relu))
            return q.Sign > 0 ? q : Rational.Zero;
        if (Is(PointwiseFunction.Abs))
            return q.Sign < 0 ? -q : q;
        if (Is(PointwiseFunction.Square))
            return q * q;
        if (Is(PointwiseFunction.Step))
            return q.Sign > 0 ? Rational.One : Rational.Zero;
        if (Is(PointwiseFunction.SquareRoot))
            return q.SquareRoot();
        if (Is(PointwiseFunction.Reciprocal))
            return q.Sign == 0 ? null : Rational.One / q;
        if (Is(PointwiseFunction.ReciprocalSquareRoot))
            return q.Sign > 0 && q.SquareRoot() is { } root ? Rational.One / root : null;
        if (q.Sign != 0)
            return null;
        return Is(PointwiseFunction.Sigmoid) ? new Rational(1, 2)
            : Is(PointwiseFunction.Exp) ? Rational.One
            : Is(PointwiseFunction.Tanh) ? Rational.Zero
            : null;
    }

    private static bool Is(IEnumerable<PointwiseFunction> functions, PointwiseFunction function) =>
        functions.Any(one => ReferenceEquals(one, function));
}
