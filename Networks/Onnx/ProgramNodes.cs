using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs;
using AgeFormal.Programs.Numbers;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Networks.Onnx;

/// <summary>
/// The steps of a program in evaluation mode as nodes of the standard operators. What depends on parameters alone is a
/// constant: kernels are already transformed.
/// </summary>
internal sealed class ProgramNodes : IStepFold<Wire>
{
    private readonly GraphDraft _draft;
    private readonly TensorProgram _program;
    private readonly NumericSteps _numbers;
    private readonly Wire _signal;
    private readonly bool[] _isFixed;
    private readonly Wire?[] _wires;
    private GraphScope _graph;

    private ProgramNodes(
        GraphDraft draft,
        TensorProgram program,
        Parameters<double> parameters,
        Wire signal
    )
    {
        _draft = draft;
        _program = program;
        _numbers = new NumericSteps(program, parameters);
        _signal = signal;
        _isFixed = program.Fixed();
        _wires = new Wire?[program.Count];
        _graph = new(draft, "");
    }

    /// <summary>The value of the program at a folded input.</summary>
    /// <exception cref="OnnxExportException">A layer has no standard operators.</exception>
    public static Wire Add(
        GraphDraft draft,
        TensorProgram program,
        Parameters<double> parameters,
        Wire signal
    )
    {
        var nodes = new ProgramNodes(draft, program, parameters, signal);
        var schedule = Schedule.Of(program, [program.Result], step => nodes._isFixed[step]);
        foreach (var step in schedule.Order)
        {
            nodes._graph = new(draft, program.Layers[step]);
            nodes._wires[step] = program.Steps[step].Fold(nodes);
        }
        return nodes.At(program.Result);
    }

    public Wire Input(Step.Input step) => _signal;

    public Wire Parameter(Step.Parameter step) => throw Constant();

    public Wire Number(Step.Number step) => throw Constant();

    public Wire Numbers(Step.Numbers step) => throw Constant();

    public Wire Reshape(Step.Reshape step) => _graph.Reshape(At(step.Source), step.Shape);

    public Wire Transpose(Step.Transpose step) =>
        _graph.Node("Transpose", At(step.Source), Integers("perm", step.Order));

    public Wire Expand(Step.Expand step)
    {
        var source = _program.Steps[step.Source].Shape;
        var isNew = step.Shape.GrowWithBatch() && !source.GrowWithBatch();
        // An axis that the value has already is kept by 1.
        Wire Size(int size) =>
            size >= 0 ? _graph.Integers("size", size)
            : isNew ? Batch(-size)
            : _graph.Integers("size", 1);
        return _graph.Node(
            "Expand",
            At(step.Source),
            isNew
                ? _graph.Node(
                    "Concat",
                    step.Shape.Select(Size),
                    new OnnxAttribute.Integer("axis", 0)
                )
                : _graph.Integers("sizes", [.. step.Shape.Select(size => Math.Max(1L, size))])
        );
    }

    public Wire Take(Step.Take step)
    {
        var source = At(step.Source);
        var shape = _program.Steps[step.Source].Shape;
        if (step.HasGaps)
        {
            // −1 is the slice of zeros after the last one.
            var after = new long[2 * shape.Count];
            after[shape.Count + step.Axis] = 1;
            source = _graph.Node("Pad", source, _graph.Integers("pads", after));
        }
        return _graph.Node(
            "Gather",
            [
                source,
                _graph.Integers(
                    "places",
                    [
                        .. _program
                            .Tables[step.Table]
                            .Select(place => place < 0 ? shape[step.Axis] : (long)place),
                    ]
                ),
            ],
            new OnnxAttribute.Integer("axis", step.Axis)
        );
    }

    public Wire Slice(Step.Slice step)
    {
        var first = step.Shape.Count - step.Start.Count;
        return _graph.Node(
            "Slice",
            [
                At(step.Source),
                _graph.Integers("starts", Longs(step.Start)),
                _graph.Integers(
                    "ends",
                    [
                        .. step.Start.Select(
                            (start, i) => start + (step.Shape[first + i] - 1L) * step.Stride[i] + 1
                        ),
                    ]
                ),
                _graph.Integers("axes", [.. step.Start.Select((_, i) => (long)(first + i))]),
                _graph.Integers("steps", Longs(step.Stride)),
            ]
        );
    }

    /// <summary>Numbers are added; every other mode copies places, which is a gather on each axis.</summary>
    public Wire Pad(Step.Pad step)
    {
        var value = At(step.Source);
        var first = step.Shape.Count - step.Before.Count;
        if (step.Mode is PaddingMode.Zeros or PaddingMode.Excluded)
            return _graph.Node(
                "Pad",
                [
                    value,
                    _graph.Integers(
                        "pads",
                        [
                            .. new long[first],
                            .. Longs(step.Before),
                            .. new long[first],
                            .. Longs(step.After),
                        ]
                    ),
                    _graph.Scalar("margin", step.Value),
                ]
            );
        for (var axis = 0; axis < step.Before.Count; axis++)
            value = _graph.Node(
                "Gather",
                [value, _graph.Integers("points", step.Reads(axis))],
                new OnnxAttribute.Integer("axis", first + axis)
            );
        return value;
    }

    public Wire Concatenate(Step.Concatenate step) =>
        _graph.Node("Concat", step.Parts.Select(At), new OnnxAttribute.Integer("axis", step.Axis));

    public Wire Convolve(Step.Convolve step) =>
        _graph.Node(
            "Conv",
            [At(step.Source), At(step.Kernel)],
            [
                Integers("strides", step.Stride),
                Integers("dilations", step.Dilation),
                Integers("pads", [.. step.Padding, .. step.Padding]),
                new OnnxAttribute.Integer("group", step.Groups),
            ]
        );

    public Wire Multiply(Step.Multiply step) =>
        _graph.Node("MatMul", At(step.Left), At(step.Right));

    /// <exception cref="OnnxExportException">The function is one of the user's own.</exception>
    public Wire Pointwise(Step.Pointwise step)
    {
        var input = At(step.Source);
        return step.Function.Name switch
        {
            "id" => input,
            "relu" => _graph.Node("Relu", input),
            "abs" => _graph.Node("Abs", input),
            "square" => _graph.Node("Mul", input, input),
            "reciprocal" => _graph.Node("Reciprocal", input),
            "sigmoid" => _graph.Node("Sigmoid", input),
            "tanh" => _graph.Node("Tanh", input),
            "exp" => _graph.Node("Exp", input),
            "sqrt" => _graph.Node("Sqrt", input),
            "rsqrt" => _graph.Node("Reciprocal", _graph.Node("Sqrt", input)),
            "silu" => _graph.Node("Mul", input, _graph.Node("Sigmoid", input)),
            // x/2 · (1 + erf(x/√2)).
            "gelu" => _graph.Node(
                "Mul",
                _graph.Node("Mul", input, _graph.Scalar("half", 0.5)),
                _graph.Node(
                    "Add",
                    _graph.Node(
                        "Erf",
                        _graph.Node("Mul", input, _graph.Scalar("scale", 1 / Math.Sqrt(2)))
                    ),
                    _graph.Scalar("one", 1)
                )
            ),
            "log" => _graph.Node("Log", input),
            _ when step.Function.Exponent is { } exponent => _graph.Node(
                "Pow",
                input,
                _graph.Scalar("exponent", exponent.ToDouble())
            ),
            "step" => _graph.Node(
                "Where",
                [
                    _graph.Node("Greater", input, _graph.Scalar("zero", 0)),
                    _graph.Scalar("one", 1),
                    _graph.Scalar("zero", 0),
                ]
            ),
            var name => throw new OnnxExportException(
                _graph.Path,
                $"the function '{name}' has no standard operator; known are {string.Join(", ", PointwiseFunction.All)}"
            ),
        };
    }

    public Wire Combine(Step.Combine step) =>
        _graph.Node(
            step.By switch
            {
                Combination.Sum => "Add",
                Combination.Difference => "Sub",
                Combination.Product => "Mul",
                Combination.Quotient => "Div",
                Combination.Maximum => "Max",
                Combination.Minimum => "Min",
                _ => throw new System.Diagnostics.UnreachableException(),
            },
            At(step.Left),
            At(step.Right)
        );

    public Wire Scale(Step.Scale step)
    {
        var value = At(step.Source);
        if (step.Factor != Coefficient.One)
            value = _graph.Node("Mul", value, _graph.Scalar("factor", step.Factor.ToDouble()));
        return step.Divisor == 1
            ? value
            : _graph.Node("Div", value, _graph.Scalar("count", step.Divisor));
    }

    public Wire Reduce(Step.Reduce step) =>
        _graph.Node(
            step.By switch
            {
                Reduction.Max => "ReduceMax",
                Reduction.Min => "ReduceMin",
                Reduction.Sum or Reduction.Mean => "ReduceSum",
                _ => throw new System.Diagnostics.UnreachableException(),
            },
            [At(step.Source), _graph.Integers("axes", Longs(step.Axes))],
            new OnnxAttribute.Integer("keepdims", step.KeepsAxes ? 1 : 0)
        );

    public Wire Fill(Step.Fill step) =>
        _graph.Node(
            "Where",
            [
                _graph.Booleans(
                    "outside",
                    step.TableShape,
                    _program.Tables[step.Table].Select(place => place < 0)
                ),
                _graph.Scalar("filling", step.Value),
                At(step.Source),
            ]
        );

    public Wire MaximumOver(Step.MaximumOver step) =>
        _graph.Node(
            "MaxPool",
            [At(step.Source)],
            [
                Integers("kernel_shape", step.Window),
                Integers("strides", step.Stride),
                Integers("dilations", step.Dilation),
            ]
        );

    /// <summary>With the running statistics.</summary>
    public Wire Normalize(Step.Normalize step)
    {
        var epsilon = step.Epsilon.ToDouble();
        var rounded = (float)epsilon;
        return _graph.Node(
            "BatchNormalization",
            [
                At(step.Source),
                At(step.Weight),
                At(step.Bias),
                At(step.Mean),
                // The attribute ε is a 32-bit number: the variance takes the rest, so that v + ε is exact in float64.
                _graph.Constant(
                    "variance",
                    _numbers.At(step.Variance).Select(value => value + (epsilon - rounded))
                ),
            ],
            new OnnxAttribute.Single("epsilon", rounded)
        );
    }

    // Training alone drops values.
    public Wire Drop(Step.Drop step) => At(step.Source);

    public Wire LargestResponse(Step.LargestResponse step) => throw Stored();

    public Wire PositionMap(Step.PositionMap step) => throw Stored();

    public Wire AttendedSum(Step.AttendedSum step) => throw Stored();

    // The wire of a step; a constant where only parameters and tables decide.
    private Wire At(int step) =>
        _wires[step] ??= _isFixed[step]
            ? new GraphScope(_draft, _program.Layers[step]).Constant(
                _program.Steps[step] is Step.Parameter of ? LastPart(of.Name) : "constant",
                _numbers.At(step)
            )
            : throw new System.Diagnostics.UnreachableException();

    private Wire Batch(int times)
    {
        var size = _graph.Node(
            "Gather",
            _graph.Node("Shape", _signal),
            _graph.Integers("first", 0)
        );
        return times == 1 ? size : _graph.Node("Mul", size, _graph.Integers("times", times));
    }

    private static string LastPart(string name) => name[(name.LastIndexOf('.') + 1)..];

    private static System.Diagnostics.UnreachableException Constant() =>
        new("What depends on parameters alone is a constant.");

    // Programs are written with responses as tensors: no standard operator goes without them.
    private static System.Diagnostics.UnreachableException Stored() => new();

    private static long[] Longs(EqArray<int> values) => [.. values.Select(value => (long)value)];

    private static OnnxAttribute Integers(string name, EqArray<int> values) =>
        new OnnxAttribute.Integers(name, values.Select(value => (long)value).ToEqArray());
}
