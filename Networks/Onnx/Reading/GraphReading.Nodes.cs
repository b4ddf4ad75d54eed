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
            "Softplus" => Map("softplus", Softplus),
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
                Signal(0) * Function(Signal(0), "softplus", Softplus).Apply(PointwiseFunction.Tanh)
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

    // log(1 + eˣ) without a number that overflows.
    private static double Softplus(double x) =>
        Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
}
