using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>Whether a term has the value of another one, wherever that has one, by a law of named functions.</summary>
internal static class FunctionLawCheck
{
    private static readonly WordTerm One = new WordTerm.Number(1);

    public static bool ExtremumOfNonnegativeMultiple(WordTerm.Reduce left, WordTerm right) =>
        left.By is Reduction.Max or Reduction.Min
        && right is WordTerm.Product taken
        && ReductionLawCheck.Factored(left, taken) is { } free
        && free.All(RangeCheck.IsNonnegative);

    public static bool MonotoneFunction(WordTerm.Reduce left, WordTerm right) =>
        left is { By: Reduction.Max or Reduction.Min, Body: WordTerm.Pointwise inside }
        && FunctionFacts.IsMonotone(inside.Function)
        && right is WordTerm.Pointwise outside
        && ReferenceEquals(outside.Function, inside.Function)
        && outside.Argument == left with { Body = inside.Argument };

    public static bool KnownValue(WordTerm.Pointwise left, WordTerm right) =>
        left.Argument is WordTerm.Number { Value.IsRational: true } number
        && FunctionFacts.At(left.Function, number.Value.Factor) is { } value
        && right == new WordTerm.Number(value);

    public static bool KnownSign(WordTerm.Pointwise left, WordTerm right)
    {
        var t = left.Argument;
        if (right == t && (Is(left, PointwiseFunction.Relu) || Is(left, PointwiseFunction.Abs)))
            return RangeCheck.IsNonnegative(t);
        if (right == new WordTerm.Number(0))
            return (Is(left, PointwiseFunction.Relu) || Is(left, PointwiseFunction.Step))
                && RangeCheck.IsNonpositive(t);
        if (right == One)
            return Is(left, PointwiseFunction.Step) && RangeCheck.IsPositive(t);
        return Is(left, PointwiseFunction.Abs)
            && right == Times(-1, t)
            && RangeCheck.IsNonpositive(t);
    }

    public static bool SigmoidComplement(WordTerm.Pointwise left, WordTerm right) =>
        Is(left, PointwiseFunction.Sigmoid)
        && right
            is WordTerm.Sum
            {
                Terms: [var one, WordTerm.Product { Factors: [var minus, var other] }]
            }
        && one == One
        && minus == new WordTerm.Number(-1)
        && IsAtNegative(left, other);

    public static bool OddFunction(WordTerm.Pointwise left, WordTerm right) =>
        Is(left, PointwiseFunction.Tanh)
        && right is WordTerm.Product { Factors: [var minus, var other] }
        && minus == new WordTerm.Number(-1)
        && IsAtNegative(left, other);

    public static bool EvenFunction(WordTerm.Pointwise left, WordTerm right) =>
        Is(left, PointwiseFunction.Abs) && IsAtNegative(left, right);

    public static bool ReluOfNegative(WordTerm.Pointwise left, WordTerm right) =>
        Is(left, PointwiseFunction.Relu)
        && right is WordTerm.Sum { Terms: [var other, var rest] }
        && rest == left.Argument
        && IsAtNegative(left, other);

    public static bool AbsoluteValue(WordTerm.Pointwise left, WordTerm right)
    {
        var t = left.Argument;
        return Is(left, PointwiseFunction.Abs)
                && right
                    == new WordTerm.Sum([Times(2, Of(PointwiseFunction.Relu, t)), Times(-1, t)])
            || Is(left, PointwiseFunction.Relu)
                && right
                    == new WordTerm.Product([
                        new WordTerm.Number(new Rational(1, 2)),
                        new WordTerm.Sum([t, Of(PointwiseFunction.Abs, t)]),
                    ]);
    }

    public static bool AbsoluteValueOfProduct(WordTerm.Pointwise left, WordTerm right) =>
        Is(left, PointwiseFunction.Abs)
        && left.Argument is WordTerm.Product product
        && right
            == new WordTerm.Product(
                product.Factors.Select(part => Of(PointwiseFunction.Abs, part)).ToEqArray()
            );

    public static bool NonnegativeFactor(WordTerm.Pointwise left, WordTerm right) =>
        (Is(left, PointwiseFunction.Relu) || Is(left, PointwiseFunction.Abs))
        && left.Argument is WordTerm.Product { Factors.Items: [.. var outer, var inner] }
        && outer.All(RangeCheck.IsNonnegative)
        && right == new WordTerm.Product([.. outer, Of(left.Function, inner)]);

    public static bool PositiveFactorOfStep(WordTerm.Pointwise left, WordTerm right) =>
        Is(left, PointwiseFunction.Step)
        && left.Argument is WordTerm.Product { Factors.Items: [.. var outer, var inner] }
        && outer.All(RangeCheck.IsPositive)
        && right == Of(PointwiseFunction.Step, inner);

    public static bool SigmoidByExponential(WordTerm.Pointwise left, WordTerm right) =>
        Is(left, PointwiseFunction.Sigmoid)
        && right == Of(PointwiseFunction.Reciprocal, OnePlusExp(Times(-1, left.Argument)));

    public static bool TanhByExponential(WordTerm.Pointwise left, WordTerm right) =>
        Is(left, PointwiseFunction.Tanh)
        && right
            == new WordTerm.Sum([
                One,
                Times(-2, Of(PointwiseFunction.Reciprocal, OnePlusExp(Times(2, left.Argument)))),
            ]);

    public static bool ProductOfGates(WordTerm left, WordTerm right) =>
        left is WordTerm.Product { Factors: [var a, var b] } && IsGate(a, b, right);

    private static bool Is(WordTerm.Pointwise term, PointwiseFunction function) =>
        ReferenceEquals(term.Function, function);

    private static WordTerm Of(PointwiseFunction function, WordTerm argument) =>
        new WordTerm.Pointwise(function, argument);

    private static WordTerm OnePlusExp(WordTerm argument) =>
        new WordTerm.Sum([One, Of(PointwiseFunction.Exp, argument)]);

    // Whether a term is φ(−t), for φ(t).
    private static bool IsAtNegative(WordTerm.Pointwise left, WordTerm term) =>
        Applied(term, left.Function, out var argument) && IsNegative(left.Argument, argument);

    private static bool IsNegative(WordTerm t, WordTerm negative) =>
        RingCheck.Follows(Times(-1, t), negative);

    private static WordTerm Times(int number, WordTerm term) =>
        new WordTerm.Product([new WordTerm.Number(number), term]);

    private static bool IsGate(WordTerm a, WordTerm b, WordTerm right)
    {
        bool IsRelu(WordTerm term, out WordTerm of) =>
            Applied(term, PointwiseFunction.Relu, out of);
        bool IsStep(WordTerm term, out WordTerm of) =>
            Applied(term, PointwiseFunction.Step, out of);
        if (IsRelu(a, out var x) && IsRelu(b, out var y))
            return x == y && right == new WordTerm.Product([x, b]);
        if (IsStep(a, out x) && IsStep(b, out y))
            return x == y && right == b;
        return IsStep(b, out y)
            && (
                IsRelu(a, out x)
                    ? x == y && right == a
                    : a == y && Applied(right, PointwiseFunction.Relu, out var z) && z == y
            );
    }

    private static bool Applied(WordTerm term, PointwiseFunction function, out WordTerm to)
    {
        to = term is WordTerm.Pointwise pointwise ? pointwise.Argument : One;
        return term is WordTerm.Pointwise applied && Is(applied, function);
    }
}
