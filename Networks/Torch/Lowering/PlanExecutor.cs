using AgeFormal.Networks.Torch.Blocks;
using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Lowering;

/// <summary>Runs a plan with libtorch. Gradients come from libtorch's own of every step.</summary>
internal sealed class PlanExecutor : IDisposable
{
    private readonly Plan _plan;
    private readonly int[] _lastUses;
    private readonly Func<Tensor, Tensor>?[] _functions;
    private readonly ConstantTensor?[] _tables;
    private readonly ConstantTensor? _box;

    /// <exception cref="LoweringException">A function has no kernel, or a number is too large for the format.</exception>
    public PlanExecutor(Plan plan, Placement placement, string layer)
    {
        plan.CheckNumbers(layer, placement.Type);
        _plan = plan;
        _lastUses = plan.LastUses();
        _functions =
        [
            .. plan.Steps.Select(step =>
                step is Step.Pointwise of ? PointwiseBlock.Kernel(layer, of.Function) : null
            ),
        ];
        _tables = StepTables.Of(plan, placement);
        _box = plan.Box is { } box ? StepTables.Rows(box, plan.Shape[^1], placement) : null;
    }

    /// <summary>The output <c>[b, o, h, box]</c> for the folded input and the parameters by name.</summary>
    public Tensor Run(Tensor input, Func<string, Tensor> weight)
    {
        var made = new Tensor?[_plan.Steps.Count];
        for (var i = 0; i < made.Length; i++)
        {
            made[i] = Run(i, made, input, weight);
            foreach (var source in _plan.Steps[i].Sources)
                if (_lastUses[source] == i && made[source] is { } used)
                {
                    used.Dispose();
                    made[source] = null;
                }
        }
        var batch = input.shape[0];
        var result = Alignment
            .Of(made[_plan.Result.Step]!, _plan.Result.Dimensions, 4)
            .expand(Alignment.Sizes(_plan.Shape, batch));
        return _box is null
            ? result
            : Alignment.WithZero(result, 3).index_select(3, _box.On(input));
    }

    public void Dispose()
    {
        foreach (var table in _tables.Distinct())
            table?.Dispose();
        _box?.Dispose();
    }

    private Tensor Run(int index, Tensor?[] made, Tensor input, Func<string, Tensor> weight)
    {
        // What a step needs on the way lives no longer than the step.
        using var scope = NewDisposeScope();
        var step = _plan.Steps[index];
        var batch = input.shape[0];
        Tensor Table() => _tables[index]!.On(input);
        Tensor Aligned(Operand operand) =>
            Alignment.Of(made[operand.Step]!, operand.Dimensions, step.Shape.Count);
        return step.Match(
                input: of => input.reshape(Alignment.Sizes(of.Shape, batch)),
                weight: of => weight(of.Name).reshape(Alignment.Sizes(of.Shape, batch)),
                number: of => full([], of.Value.ToDouble(), input.dtype, device: input.device),
                gather: of => Alignment.Gathered(made[of.Source]!, of, Table(), batch),
                pointwise: of => _functions[index]!(made[of.Source]!),
                combine: of =>
                    of.Operands.Select(Aligned)
                        .Aggregate((a, b) => of.IsProduct ? a.mul(b) : a.Plus(b)),
                contract: of =>
                    Alignment.Contracted(made[of.Left.Step]!, made[of.Right.Step]!, of, batch),
                scale: of =>
                {
                    var scaled =
                        of.Factor == Coefficient.One
                            ? made[of.Source]!
                            : made[of.Source]!.Times(of.Factor.ToDouble());
                    return of.Divisor == 1 ? scaled : scaled.Over(of.Divisor);
                },
                reduce: of => Reduced(made[of.Source]!, of),
                fill: of =>
                    Aligned(of.Source)
                        .expand(Alignment.Sizes(of.Shape, batch))
                        .Filled(
                            Alignment.Of(Table(), of.Table.Dimensions, of.Shape.Count),
                            of.Value
                        ),
                divide: of =>
                    made[of.Source]!.div(Alignment.Of(Table(), of.Table.Dimensions, of.Shape.Count))
            )
            .MoveToOuterDisposeScope();
    }

    private static Tensor Reduced(Tensor value, Step.Reduce of)
    {
        long[] axes = [.. of.Dimensions.Select(dimension => (long)dimension)];
        return of.By switch
        {
            Reduction.Sum or Reduction.Mean => value.sum(axes),
            Reduction.Max => value.amax(axes),
            Reduction.Min => value.amin(axes),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
