using AgeFormal.Algebra;
using AgeFormal.Networks.Torch.Attention;
using AgeFormal.Networks.Torch.Tensors;
using AgeFormal.Operators;
using AgeFormal.Programs;
using AgeFormal.Programs.Steps;
using TorchSharp;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Execution;

/// <summary>Makes the tensor of one step from those of a pass. Gradients are libtorch's own but for steps that are made with theirs (<see cref="IDifferentiable"/>).</summary>
internal delegate Tensor StepKernel(Frame frame);

/// <summary>Each step of a program in operations of libtorch.</summary>
internal sealed class StepKernels : IStepFold<StepKernel>, IDisposable
{
    private readonly TensorProgram _program;
    private readonly List<ConstantTensor> _constants = [];
    private readonly Dictionary<(int Table, int Rows), ConstantTensor> _rows = [];
    private string _layer = "";

    private readonly AttentionExecution _attention;

    private StepKernels(TensorProgram program, AttentionExecution attention)
    {
        _program = program;
        _attention = attention;
    }

    /// <summary>The kernels of all steps, and the constants that they read.</summary>
    /// <exception cref="NotSupportedException">A function has no kernel; names the layer.</exception>
    public static (StepKernel[] Kernels, IDisposable Constants) Of(
        TensorProgram program,
        AttentionExecution attention
    )
    {
        var kernels = new StepKernels(program, attention);
        var made = new StepKernel[program.Count];
        for (var i = 0; i < made.Length; i++)
        {
            kernels._layer = program.Layers[i];
            made[i] = program.Steps[i].Fold(kernels);
        }
        return (made, kernels);
    }

    public void Dispose()
    {
        foreach (var constant in _constants)
            constant.Dispose();
    }

    public StepKernel Input(Step.Input step) => Given;

    public StepKernel Parameter(Step.Parameter step) => Given;

    public StepKernel Number(Step.Number step)
    {
        var constant = Kept(tensor(step.Value.ToDouble(), ScalarType.Float64));
        return frame => constant.On(frame.User).alias();
    }

    public StepKernel Numbers(Step.Numbers step)
    {
        var constant = Kept(
            tensor(
                [.. _program.Tables[step.Table].Select(value => (double)value)],
                step.Shape.For(1),
                ScalarType.Float64
            )
        );
        return frame => constant.On(frame.User).alias();
    }

    public StepKernel Reshape(Step.Reshape step) =>
        frame => frame[step.Source].reshape(step.Shape.For(frame.Batch));

    public StepKernel Transpose(Step.Transpose step)
    {
        var order = Longs(step.Order);
        return frame => frame[step.Source].permute(order);
    }

    public StepKernel Expand(Step.Expand step) =>
        frame => frame[step.Source].expand(step.Shape.For(frame.Batch));

    public StepKernel Take(Step.Take step)
    {
        var rows = _program.Steps[step.Source].Shape[step.Axis];
        if (!_rows.TryGetValue((step.Table, rows), out var index))
            _rows.Add(
                (step.Table, rows),
                // −1 is the slice of zeros after the last one.
                index = Kept(
                    tensor([
                        .. _program
                            .Tables[step.Table]
                            .Select(place => place < 0 ? rows : (long)place),
                    ])
                )
            );
        var axis = step.Axis;
        if (!step.HasGaps)
            return frame => frame[step.Source].index_select(axis, index.On(frame.User));
        return frame =>
        {
            using var scope = NewDisposeScope();
            var source = frame[step.Source];
            var zero = zeros_like(source.narrow(axis, 0, 1));
            return cat([source, zero], axis)
                .index_select(axis, index.On(frame.User))
                .MoveToOuterDisposeScope();
        };
    }

    public StepKernel Slice(Step.Slice step) =>
        frame =>
        {
            using var scope = NewDisposeScope();
            var result = frame[step.Source].alias();
            for (var i = 0; i < step.Start.Count; i++)
            {
                var axis = step.Shape.Count - step.Start.Count + i;
                result = result.slice(
                    axis,
                    step.Start[i],
                    step.Start[i] + (step.Shape[axis] - 1L) * step.Stride[i] + 1,
                    step.Stride[i]
                );
            }
            return result.MoveToOuterDisposeScope();
        };

    public StepKernel Pad(Step.Pad step)
    {
        // Last axis first, (before, after) each.
        long[] around =
        [
            .. Enumerable
                .Range(0, step.Before.Count)
                .Reverse()
                .SelectMany<int, long>(axis => [step.Before[axis], step.After[axis]]),
        ];
        var mode = step.Mode switch
        {
            PaddingMode.Zeros or PaddingMode.Excluded => PaddingModes.Constant,
            PaddingMode.Circular => PaddingModes.Circular,
            PaddingMode.Reflect => PaddingModes.Reflect,
            PaddingMode.Replicate => PaddingModes.Replicate,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return frame => nn.functional.pad(frame[step.Source], around, mode, step.Value);
    }

    public StepKernel Concatenate(Step.Concatenate step) =>
        frame => cat([.. step.Parts.Select(part => frame[part])], step.Axis);

    public StepKernel Convolve(Step.Convolve step)
    {
        long[] stride = Longs(step.Stride),
            padding = Longs(step.Padding),
            dilation = Longs(step.Dilation);
        return frame =>
            Convolutions.Slide(
                frame[step.Source],
                frame[step.Kernel],
                stride,
                padding,
                dilation,
                step.Groups
            );
    }

    public StepKernel Multiply(Step.Multiply step) =>
        step.Shape.Count == 2
            ? frame => frame[step.Left].mm(frame[step.Right])
            : frame => StackedProduct.Of(frame[step.Left], frame[step.Right]);

    public StepKernel Pointwise(Step.Pointwise step)
    {
        var kernel = PointwiseKernels.Of(_layer, step.Function);
        return frame => kernel(frame[step.Source]);
    }

    public StepKernel Combine(Step.Combine step)
    {
        Func<Tensor, Tensor, Tensor> by = step.By switch
        {
            Combination.Sum => (x, y) => x.Plus(y),
            Combination.Difference => (x, y) => x.Minus(y),
            Combination.Product => (x, y) => x.mul(y),
            Combination.Quotient => (x, y) => x.div(y),
            Combination.Maximum => maximum,
            Combination.Minimum => minimum,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return frame => by(frame[step.Left], frame[step.Right]);
    }

    public StepKernel Scale(Step.Scale step)
    {
        var factor = step.Factor.ToDouble();
        if (step.Divisor == 1)
            return frame => frame[step.Source].Times(factor);
        if (step.Factor == Coefficient.One)
            return frame => frame[step.Source].Over(step.Divisor);
        return frame =>
        {
            using var scaled = frame[step.Source].Times(factor);
            return scaled.Over(step.Divisor);
        };
    }

    public StepKernel Reduce(Step.Reduce step)
    {
        var axes = Longs(step.Axes);
        var keeps = step.KeepsAxes;
        return step.By switch
        {
            Reduction.Max => frame => frame[step.Source].amax(axes, keeps),
            Reduction.Min => frame => frame[step.Source].amin(axes, keeps),
            Reduction.Sum or Reduction.Mean => frame => frame[step.Source].sum(axes, keeps),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    public StepKernel Fill(Step.Fill step)
    {
        var mask = Kept(
            tensor([.. _program.Tables[step.Table].Select(place => place < 0)])
                .reshape(step.TableShape.For(1))
        );
        return frame => frame[step.Source].Filled(mask.On(frame.User), step.Value);
    }

    public StepKernel MaximumOver(Step.MaximumOver step)
    {
        long[] window = Longs(step.Window),
            stride = Longs(step.Stride),
            dilation = Longs(step.Dilation);
        return window.Length switch
        {
            1 => frame =>
                nn.functional.max_pool1d(
                    frame[step.Source],
                    window[0],
                    stride[0],
                    dilation: dilation[0]
                ),
            2 => frame =>
                nn.functional.max_pool2d(frame[step.Source], window, stride, dilation: dilation),
            _ => frame =>
                nn.functional.max_pool3d(frame[step.Source], window, stride, dilation: dilation),
        };
    }

    public StepKernel Normalize(Step.Normalize step)
    {
        var places = step.Shape[2];
        if (step.Outside is not { } table)
            return new BatchStatistics(step, _layer, null, places).Normalized;
        var inside = _program.Tables[table];
        return new BatchStatistics(
            step,
            _layer,
            Kept(tensor([.. inside.Select(place => place < 0 ? 0.0 : 1.0)], ScalarType.Float64)),
            inside.Count(place => place >= 0)
        ).Normalized;
    }

    public StepKernel Drop(Step.Drop step) =>
        frame =>
            !frame.Training ? frame[step.Source].alias()
            : frame.Joint is { } joint ? Dropped(frame[step.Source], step.Rate, joint)
            : nn.functional.dropout(frame[step.Source], step.Rate, training: true);

    // The mask is drawn for the whole batch, as one process draws it, and a part takes its own.
    private static Tensor Dropped(Tensor values, double rate, IJointBatch joint)
    {
        using var scope = NewDisposeScope();
        var mask = empty([joint.Count, .. values.shape[1..]], values.dtype, values.device)
            .bernoulli_(1 - rate)
            .div_(1 - rate);
        return values.mul(mask.narrow(0, joint.First, values.shape[0])).MoveToOuterDisposeScope();
    }

    public StepKernel LargestResponse(Step.LargestResponse step)
    {
        var method = _attention.Of(step.Responses, window: null, x => x, AttentionBranch.Direct);
        return frame => method(frame.User).Largest(frame[step.Source], frame[step.Kernel]);
    }

    public StepKernel PositionMap(Step.PositionMap step)
    {
        var method = MethodOf(step.Attended, AttentionBranch.Direct);
        return frame =>
        {
            using var map = method(frame.User).Map(Operands(step.Attended, frame));
            return map.reshape(step.Shape.For(frame.Batch));
        };
    }

    public StepKernel AttendedSum(Step.AttendedSum step)
    {
        var method = MethodOf(step.Attended, step.Branch);
        return frame => method(frame.User).Sum(Operands(step.Attended, frame));
    }

    private Func<Tensor, IResponseMethod> MethodOf(Attended attended, AttentionBranch branch) =>
        _attention.Of(
            attended.Sizes,
            attended.Window,
            attended.Window is { } window
                ? PointwiseKernels.Of(_layer, window.Gate)
                : values => values,
            branch
        );

    private static AttendedOperands Operands(Attended attended, Frame frame) =>
        new(
            frame[attended.Source],
            frame[attended.Kernel],
            attended.Channel is { } channel ? frame[channel] : null,
            attended.Map is { } map ? frame[map] : null
        );

    // The pass brings it along.
    private static Tensor Given(Frame frame) => throw new System.Diagnostics.UnreachableException();

    private ConstantTensor Kept(Tensor values)
    {
        var constant = new ConstantTensor(values);
        _constants.Add(constant);
        return constant;
    }

    private static long[] Longs(EqArray<int> values) => [.. values.Select(value => (long)value)];
}
