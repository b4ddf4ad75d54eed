using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Networks.Onnx.Reading;

internal sealed partial class GraphReading
{
    private ReadValue[] Values(ReadNode node) =>
        node.Kind switch
        {
            "Identity" or "Dropout" => [Value(0)],
            "Cast" => [Cast()],
            "Constant" => One(ConstantNode()),
            "ConstantOfShape" => One(ConstantOfShape()),
            "Shape" => One(Shape()),
            "Size" => One(
                new ReadTensor(
                    [],
                    [ShapeOf(Value(0)).Aggregate(1L, (all, size) => checked(all * size))],
                    true
                )
            ),
            "Range" => One(Range()),
            "Add" => Binary(Combination.Sum, (x, y) => x + y),
            "Sub" => Binary(Combination.Difference, (x, y) => x - y),
            "Mul" => Binary(Combination.Product, (x, y) => x * y),
            "Div" => Binary(Combination.Quotient, (x, y) => x / y),
            "Sum" => Chain(Combination.Sum, (x, y) => x + y, divides: false),
            "Mean" => Chain(Combination.Sum, (x, y) => x + y, divides: true),
            "Max" => Chain(Combination.Maximum, Math.Max, divides: false),
            "Min" => Chain(Combination.Minimum, Math.Min, divides: false),
            "Equal" => One(Folded((x, y) => x == y ? 1 : 0, isInteger: true)),
            "And" => One(Folded((x, y) => x * y, isInteger: true)),
            "Or" => One(Folded(Math.Max, isInteger: true)),
            "Mod" => One(Folded((x, y) => x - y * Math.Floor(x / y), isInteger: true)),
            "Greater" => Above(0, 1),
            "Less" => Above(1, 0),
            "GreaterOrEqual" => One(Folded((x, y) => x >= y ? 1 : 0, isInteger: true)),
            "LessOrEqual" => One(Folded((x, y) => x <= y ? 1 : 0, isInteger: true)),
            "Where" => Where(),
            "Pow" => Power(),
            "Not" => Map("not", x => x == 0 ? 1 : 0),
            "Relu" => Map(PointwiseFunction.Relu),
            "Sigmoid" => Map(PointwiseFunction.Sigmoid),
            "Tanh" => Map(PointwiseFunction.Tanh),
            "Exp" => Map(PointwiseFunction.Exp),
            "Sqrt" => Map(PointwiseFunction.SquareRoot),
            "Abs" => Map(PointwiseFunction.Abs),
            "Reciprocal" => Map(PointwiseFunction.Reciprocal),
            "Neg" => IsConstant(0) ? Map("neg", x => -x) : One(Signal(0).Times(-1)),
            "Log" => Map("log", Math.Log),
            "Sin" => Map("sin", Math.Sin),
            "Cos" => Map("cos", Math.Cos),
            "Erf" => Map(
                "erf",
                x =>
                    x == 0
                        ? 0
                        : 2 * PointwiseFunction.Gelu.Real(x * Math.Sqrt(2)) / (x * Math.Sqrt(2)) - 1
            ),
            "Floor" => Map("floor", Math.Floor),
            "Ceil" => Map("ceil", Math.Ceiling),
            "Round" => Map("round", x => Math.Round(x, MidpointRounding.ToEven)),
            "Sign" => Map("sign", x => Math.Sign(x)),
            "Softplus" => Map("softplus", x => Math.Log(1 + Math.Exp(x))),
            "Softsign" => One(Signal(0) / (Signal(0).Apply(PointwiseFunction.Abs) + Number(1))),
            "HardSigmoid" => One(
                Clipped(
                    Signal(0) * Number(node.Single("alpha", 0.2f))
                        + Number(node.Single("beta", 0.5)),
                    0,
                    1
                )
            ),
            "HardSwish" => One(Signal(0) * Clipped(Signal(0) * Number(1f / 6) + Number(0.5), 0, 1)),
            "LeakyRelu" => One(Leaky(Signal(0), Number(node.Single("alpha", 0.01f)))),
            "PRelu" => One(Leaky(Signal(0), Signal(1))),
            "Elu" => One(Elu(node.Single("alpha", 1), 1)),
            "Selu" => One(
                Elu(
                    node.Single("alpha", 1.67326319217681884765625),
                    node.Single("gamma", 1.05070102214813232421875)
                )
            ),
            "Mish" => One(
                Signal(0)
                    * Function(Signal(0), "softplus", x => Math.Log(1 + Math.Exp(x)))
                        .Apply(PointwiseFunction.Tanh)
            ),
            "Gelu" => Map(
                node.Text("approximate", "none") == "tanh"
                    ? new PointwiseFunction(
                        "gelu-tanh",
                        x =>
                            0.5
                            * x
                            * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))
                    )
                    : PointwiseFunction.Gelu
            ),
            "Clip" => One(Clip()),
            "Softmax" => One(Softmax()),
            "LogSoftmax" => One(Function(Softmax(), "log", Math.Log)),
            "Reshape" => [Reshaped(Integers(1))],
            "Flatten" => [Flatten()],
            "Squeeze" => [Squeeze()],
            "Unsqueeze" => [Unsqueeze()],
            "Transpose" => [Transpose()],
            "Expand" => [Expand()],
            "Concat" => [Concat()],
            "Slice" => [Slice()],
            "Split" => Split(),
            "Gather" => [Gather()],
            "Pad" => One(Pad()),
            "Resize" or "Upsample" => One(Resize()),
            "DepthToSpace" => One(DepthToSpace()),
            "SpaceToDepth" => One(SpaceToDepth()),
            "Conv" => One(Convolution()),
            "ConvTranspose" => One(TransposedConvolution()),
            "Gemm" => One(Gemm()),
            "MatMul" => One(Product(Value(0), Value(1))),
            "BatchNormalization" => One(BatchNormalization()),
            "InstanceNormalization" => One(InstanceNormalization()),
            "LayerNormalization" => One(LayerNormalization()),
            "GroupNormalization" => One(GroupNormalization()),
            "MaxPool" => One(MaxPool()),
            "AveragePool" => One(AveragePool()),
            "GlobalAveragePool" => One(Global(Reduction.Mean)),
            "GlobalMaxPool" => One(Global(Reduction.Max)),
            "ReduceSum" => Reduced(Reduction.Sum),
            "ReduceMean" => Reduced(Reduction.Mean),
            "ReduceMax" => Reduced(Reduction.Max),
            "ReduceMin" => Reduced(Reduction.Min),
            "ReduceProd" => ReducedProduct(),
            "ReduceL1" => One(Reduce(Signal(0).Apply(PointwiseFunction.Abs), Reduction.Sum)),
            "ReduceL2" => One(
                Reduce(Signal(0).Apply(PointwiseFunction.Square), Reduction.Sum)
                    .Apply(PointwiseFunction.SquareRoot)
            ),
            "ReduceSumSquare" => One(
                Reduce(Signal(0).Apply(PointwiseFunction.Square), Reduction.Sum)
            ),
            var kind => throw Unsupported($"the operator {kind}"),
        };

    private ReadValue Cast() =>
        ConstantAt(0) is { } constant
            ? new ReadValue.Constant(
                _node.Integer("to", 1) is 1 or 10 or 11 or 16
                    ? constant with
                    {
                        IsInteger = false,
                    }
                    : new(constant.Shape, [.. constant.Values.Select(Math.Truncate)], true)
            )
        : _node.Integer("to", 1) is 1 or 10 or 11 or 16 ? Value(0)
        : throw Unsupported("a signal as whole numbers");

    private ReadTensor ConstantNode() =>
        _node.Tensor("value") is { } tensor ? ReadTensor.Of(tensor, null)
        : _node.Has("value_float") ? new([], [_node.Single("value_float", 0)], false)
        : _node.Has("value_int") ? new([], [_node.Integer("value_int", 0)], true)
        : _node.Integers("value_ints") is { Length: > 0 } integers
            ? new([integers.Length], [.. integers.Select(value => (double)value)], true)
        : _node.Singles("value_floats") is { Length: > 0 } singles
            ? new([singles.Length], [.. singles.Select(value => (double)value)], false)
        : throw Unsupported("a constant that is no tensor of numbers");

    private ReadTensor ConstantOfShape()
    {
        var sizes = Integers(0);
        var value = _node.Tensor("value") is { } tensor
            ? ReadTensor.Of(tensor, null)
            : new([1], [0], false);
        // Values that are all alike need no batch.
        int[] shape =
        [
            .. sizes.Select(size => size > 0 && size % _batch == 0 ? 1 : checked((int)size)),
        ];
        var values = new double[Reserve(shape.Aggregate(1L, (all, size) => checked(all * size)))];
        Array.Fill(values, value.Values[0]);
        return new(shape, values, value.IsInteger);
    }

    private long[] ShapeOf(ReadValue value) =>
        value.Match<long[]>(
            constant: constant => [.. constant.Tensor.Shape.Select(size => (long)size)],
            signal: signal => [.. signal.Node.Shape.Select(Seen)]
        );

    private ReadTensor Shape()
    {
        var shape = ShapeOf(Value(0));
        var start = (int)Math.Clamp(Wrap(_node.Integer("start", 0)), 0, shape.Length);
        var end = (int)Math.Clamp(Wrap(_node.Integer("end", shape.Length)), start, shape.Length);
        return new([end - start], [.. shape[start..end].Select(size => (double)size)], true);
        long Wrap(long at) => at < 0 ? at + shape.Length : at;
    }

    private ReadTensor Range()
    {
        var (start, limit, delta) = (
            Constant(0).Values[0],
            Constant(1).Values[0],
            Constant(2).Values[0]
        );
        var count = Math.Max(0, Math.Ceiling((limit - start) / delta));
        if (!(count < int.MaxValue))
            throw new FormatException($"a range of {count} numbers");
        var size = Reserve((long)count);
        return new(
            [size],
            [.. Enumerable.Range(0, size).Select(i => start + i * delta)],
            Constant(0).IsInteger
        );
    }

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

    private Node Clipped(Node value, double least, double most) =>
        value.With(Combination.Maximum, Number(least)).With(Combination.Minimum, Number(most));

    private Node Clip()
    {
        var value = Signal(0);
        double? At(string attribute, int index) =>
            ConstantAt(index) is { Values: [var given] } ? given
            : _node.Has(attribute) ? _node.Single(attribute, 0)
            : null;
        if (At("min", 1) is { } least)
            value = value.With(Combination.Maximum, Number(least));
        return At("max", 2) is { } most ? value.With(Combination.Minimum, Number(most)) : value;
    }

    private Node Leaky(Node value, Node slope) =>
        value.With(Combination.Maximum, Number(0))
        + value.With(Combination.Minimum, Number(0)) * slope;

    private Node Elu(double alpha, double gamma)
    {
        var value = Signal(0);
        var below =
            value.With(Combination.Minimum, Number(0)).Apply(PointwiseFunction.Exp) - Number(1);
        return (value.With(Combination.Maximum, Number(0)) + below * Number(alpha)) * Number(gamma);
    }

    private Node Softmax()
    {
        var value = Signal(0);
        var axis = Axis(_node.Integer("axis", _graph.Opset < 13 ? 1 : -1), value.Rank);
        // Before version 13 all axes from the given one on are one.
        EqArray<int> axes =
            _graph.Opset < 13 ? [.. Enumerable.Range(axis, value.Rank - axis)] : [axis];
        var grown = (value - value.Reduce(Reduction.Max, axes, keepsAxes: true)).Apply(
            PointwiseFunction.Exp
        );
        return grown / grown.Reduce(Reduction.Sum, axes, keepsAxes: true);
    }

    private ReadValue[] Reduced(Reduction by) =>
        ConstantAt(0) is { Values: [_] } single && by != Reduction.Sum
            ? One(single)
            : One(Reduce(Signal(0), by));

    private ReadValue[] ReducedProduct() =>
        Constant(0) is { Shape.Length: <= 1 } constant
            ? One(
                new ReadTensor(
                    _node.Integer("keepdims", 1) != 0 && constant.Shape.Length == 1 ? [1] : [],
                    [constant.Values.Aggregate(1.0, (all, value) => all * value)],
                    constant.IsInteger
                )
            )
            : throw Unsupported("a product over axes");

    private Node Reduce(Node value, Reduction by)
    {
        var listed = Listed("axes", 1);
        if (listed is null or [] && _node.Integer("noop_with_empty_axes", 0) != 0)
            return value;
        var axes = listed is null or []
            ? [.. Enumerable.Range(0, value.Rank)]
            : Axes(listed, value.Rank);
        if (axes.Any(axis => value.Shape[axis] < 0))
            throw Unsupported("a reduction over the batch");
        return value.Reduce(by, EqArray.Create<int>(axes), _node.Integer("keepdims", 1) != 0);
    }
}
