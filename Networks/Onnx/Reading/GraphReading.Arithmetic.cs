using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Networks.Onnx.Reading;

internal sealed partial class GraphReading
{
    private ReadValue[] Binary(Combination by, Func<double, double, double> fold)
    {
        if (!IsConstant(0) || !IsConstant(1))
            return One(Signal(0).With(by, Signal(1)));
        var isInteger = Constant(0).IsInteger && Constant(1).IsInteger;
        return One(
            Folded(
                isInteger && by == Combination.Quotient ? (x, y) => Math.Truncate(x / y) : fold,
                isInteger
            )
        );
    }

    private ReadValue[] Chain(Combination by, Func<double, double, double> fold, bool divides)
    {
        if (Count == 2 && !divides)
            return Binary(by, fold);
        var sum = Enumerable
            .Range(0, Count)
            .Select(Signal)
            .Aggregate((all, next) => all.With(by, next));
        return One(divides ? sum.Times(1, Count) : sum);
    }

    private ReadTensor Folded(Func<double, double, double> fold, bool isInteger) =>
        Folded(Constant(0), Constant(1), fold, isInteger);

    private ReadTensor Folded(
        ReadTensor left,
        ReadTensor right,
        Func<double, double, double> fold,
        bool isInteger
    )
    {
        var shape =
            Sizes.Broadcast(EqArray.Create<int>(left.Shape), EqArray.Create<int>(right.Shape))
            ?? throw new FormatException(
                $"[{string.Join(", ", left.Shape)}] and [{string.Join(", ", right.Shape)}], expected sizes that are equal or 1"
            );
        Reserve(shape.Volume());
        var (l, r) = (Repeated(left, [.. shape]), Repeated(right, [.. shape]));
        return new([.. shape], [.. l.Values.Zip(r.Values, fold)], isInteger);
    }

    private ReadValue[] Map(PointwiseFunction function) =>
        Map(function.Name, function.Real, function);

    private ReadValue[] Map(
        string name,
        Func<double, double> real,
        PointwiseFunction? function = null
    ) =>
        ConstantAt(0) is { } constant
            ? One(Made(constant.Shape, [.. constant.Values.Select(real)], constant.IsInteger))
            : One(Signal(0).Apply(function ?? new PointwiseFunction(name, real)));

    private ReadValue[] Above(int larger, int smaller) =>
        IsConstant(0) && IsConstant(1)
            ? One(
                Folded(
                    Constant(larger),
                    Constant(smaller),
                    (x, y) => x > y ? 1 : 0,
                    isInteger: true
                )
            )
            : One((Signal(larger) - Signal(smaller)).Apply(PointwiseFunction.Step));

    private ReadValue[] Where()
    {
        if (ConstantAt(0) is { } condition)
        {
            if (ConstantAt(1) is { } yes && ConstantAt(2) is { } no)
            {
                var chosen = Folded(
                    condition,
                    yes,
                    (c, x) => c != 0 ? x : double.NaN,
                    yes.IsInteger
                );
                var isChosen = Folded(condition, yes, (c, _) => c, true);
                var shape = Folded(chosen, no, (x, _) => x, yes.IsInteger);
                var (c, n) = (Repeated(isChosen, shape.Shape), Repeated(no, shape.Shape));
                return One(
                    new ReadTensor(
                        shape.Shape,
                        [.. shape.Values.Select((x, i) => c.Values[i] != 0 ? x : n.Values[i])],
                        yes.IsInteger
                    )
                );
            }
            var (number, signal, isKept) =
                ConstantAt(1) is { Values.Length: 1 } a ? (a.Values[0], Signal(2), 0.0)
                : ConstantAt(2) is { Values.Length: 1 } b ? (b.Values[0], Signal(1), 1.0)
                : throw Unsupported("a choice between two signals");
            return One(
                signal.Fill(
                    condition
                        .Values.Select(value => (value != 0 ? 1.0 : 0) == isKept ? 0 : -1)
                        .ToEqArray(),
                    EqArray.Create<int>(condition.Shape),
                    number
                )
            );
        }
        return ConstantAt(1) is { Values: [1] } && ConstantAt(2) is { Values: [0] }
            ? [Value(0)]
            : throw Unsupported("a choice by a signal");
    }

    private ReadValue[] Power()
    {
        if (ConstantAt(1) is { } exponents && IsConstant(0))
            return One(Folded(Math.Pow, Constant(0).IsInteger));
        return Constant(1) is { Values: [var exponent] }
            ? exponent switch
            {
                1 => [Value(0)],
                2 => Map(PointwiseFunction.Square),
                0.5 => Map(PointwiseFunction.SquareRoot),
                -1 => Map(PointwiseFunction.Reciprocal),
                -0.5 => Map(PointwiseFunction.ReciprocalSquareRoot),
                _ => Map(
                    string.Create(
                        System.Globalization.CultureInfo.InvariantCulture,
                        $"pow {exponent:R}"
                    ),
                    x => Math.Pow(x, exponent)
                ),
            }
            : throw Unsupported("an exponent that is no number");
    }
}
