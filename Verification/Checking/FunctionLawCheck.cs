using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>Whether a term has the value of another one, wherever that has one, by a law of named functions.</summary>
internal static class FunctionLawCheck
{
    private static readonly WordTerm One = new WordTerm.Number(1);

    public static bool Follows(Rule rule, WordTerm left, WordTerm right)
    {
        if (rule == Rules.FieldLaws)
            return FieldCheck.Follows(left, right);
        if (
            rule == Rules.ExtremumOfConstant
            || rule == Rules.ExtremumOfSum
            || rule == Rules.ExtremumOfMultiple
            || rule == Rules.ExchangeOfExtrema
        )
            return left is WordTerm.Reduce reduce && ReductionLawCheck.Follows(rule, reduce, right);
        if (rule == Rules.ExtremumOfNonnegativeMultiple)
            return left is WordTerm.Reduce { By: Reduction.Max or Reduction.Min } extremum
                && right is WordTerm.Product taken
                && ReductionLawCheck.Factored(extremum, taken) is { } free
                && free.All(RangeCheck.IsNonnegative);
        if (rule == Rules.MonotoneFunction)
            return left
                    is WordTerm.Reduce
                    {
                        By: Reduction.Max or Reduction.Min,
                        Body: WordTerm.Pointwise inside
                    } of
                && FunctionFacts.IsMonotone(inside.Function)
                && right is WordTerm.Pointwise outside
                && ReferenceEquals(outside.Function, inside.Function)
                && outside.Argument == of with { Body = inside.Argument };
        if (rule == Rules.ProductOfGates)
            return left is WordTerm.Product { Factors: [var a, var b] } && IsGate(a, b, right);
        return left is WordTerm.Pointwise pointwise
            && (
                rule == Rules.KnownValue ? IsKnown(pointwise, right)
                : rule == Rules.KnownSign ? IsOfKnownSign(pointwise, right)
                : rule == Rules.Root ? RootCheck.Follows(pointwise, right)
                : IsRewritten(rule, pointwise, right)
            );
    }

    private static bool Is(WordTerm.Pointwise term, PointwiseFunction function) =>
        ReferenceEquals(term.Function, function);

    private static bool IsKnown(WordTerm.Pointwise left, WordTerm right) =>
        left.Argument is WordTerm.Number { Value.IsRational: true } number
        && FunctionFacts.At(left.Function, number.Value.Factor) is { } value
        && right == new WordTerm.Number(value);

    private static bool IsOfKnownSign(WordTerm.Pointwise left, WordTerm right)
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

    private static bool IsRewritten(Rule rule, WordTerm.Pointwise left, WordTerm right)
    {
        var t = left.Argument;
        WordTerm Of(PointwiseFunction function, WordTerm argument) =>
            new WordTerm.Pointwise(function, argument);
        bool IsOf(WordTerm? term, out WordTerm argument)
        {
            argument = term is WordTerm.Pointwise other ? other.Argument : One;
            return term is WordTerm.Pointwise same && ReferenceEquals(same.Function, left.Function);
        }
        if (rule == Rules.SigmoidComplement)
            return Is(left, PointwiseFunction.Sigmoid)
                && right
                    is WordTerm.Sum
                    {
                        Terms: [var one, WordTerm.Product { Factors: [var minus, var other] }]
                    }
                && one == One
                && minus == new WordTerm.Number(-1)
                && IsOf(other, out var argument)
                && IsNegative(t, argument);
        if (rule == Rules.OddFunction)
            return Is(left, PointwiseFunction.Tanh)
                && right is WordTerm.Product { Factors: [var minus, var other] }
                && minus == new WordTerm.Number(-1)
                && IsOf(other, out var argument)
                && IsNegative(t, argument);
        if (rule == Rules.EvenFunction)
            return Is(left, PointwiseFunction.Abs)
                && IsOf(right, out var argument)
                && IsNegative(t, argument);
        if (rule == Rules.ReluOfNegative)
            return Is(left, PointwiseFunction.Relu)
                && right is WordTerm.Sum { Terms: [var other, var rest] }
                && rest == t
                && IsOf(other, out var argument)
                && IsNegative(t, argument);
        if (rule == Rules.AbsoluteValue)
            return Is(left, PointwiseFunction.Abs)
                    && right
                        == new WordTerm.Sum([Times(2, Of(PointwiseFunction.Relu, t)), Times(-1, t)])
                || Is(left, PointwiseFunction.Relu)
                    && right
                        == new WordTerm.Product([
                            new WordTerm.Number(new Rational(1, 2)),
                            new WordTerm.Sum([t, Of(PointwiseFunction.Abs, t)]),
                        ]);
        if (rule == Rules.AbsoluteValueOfProduct)
            return Is(left, PointwiseFunction.Abs)
                && t is WordTerm.Product product
                && right
                    == new WordTerm.Product(
                        product.Factors.Select(part => Of(PointwiseFunction.Abs, part)).ToEqArray()
                    );
        if (rule == Rules.NonnegativeFactor)
            return (Is(left, PointwiseFunction.Relu) || Is(left, PointwiseFunction.Abs))
                && t is WordTerm.Product { Factors.Items: [.. var outer, var inner] }
                && outer.All(RangeCheck.IsNonnegative)
                && right == new WordTerm.Product([.. outer, Of(left.Function, inner)]);
        if (rule == Rules.PositiveFactorOfStep)
            return Is(left, PointwiseFunction.Step)
                && t is WordTerm.Product { Factors.Items: [.. var outer, var inner] }
                && outer.All(RangeCheck.IsPositive)
                && right == Of(PointwiseFunction.Step, inner);
        if (rule == Rules.SigmoidByExponential)
            return Is(left, PointwiseFunction.Sigmoid)
                && right == Of(PointwiseFunction.Reciprocal, OnePlusExp(Times(-1, t)));
        return rule == Rules.TanhByExponential
            && Is(left, PointwiseFunction.Tanh)
            && right
                == new WordTerm.Sum([
                    One,
                    Times(-2, Of(PointwiseFunction.Reciprocal, OnePlusExp(Times(2, t)))),
                ]);

        WordTerm OnePlusExp(WordTerm argument) =>
            new WordTerm.Sum([One, Of(PointwiseFunction.Exp, argument)]);
    }

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
