using AgeFormal.Algebra;
using AgeFormal.Networks.Torch.Blocks;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Lowering;

/// <summary>The tables of a plan as tensors, in the form in which each step reads them.</summary>
internal static class StepTables
{
    /// <summary>One per step that reads a table; steps that read the same share it.</summary>
    public static ConstantTensor?[] Of(Plan plan, Placement placement)
    {
        var rows = new Dictionary<(int Table, int Rows), ConstantTensor>();
        return
        [
            .. plan.Steps.Select(step =>
                step.Match<ConstantTensor?>(
                    input: _ => null,
                    weight: _ => null,
                    number: _ => null,
                    gather: of =>
                    {
                        var source = plan.Steps[of.Source].Shape;
                        var count = of.Indexed.Aggregate(1, (n, i) => checked(n * source[i]));
                        if (!rows.TryGetValue((of.Table, count), out var known))
                            rows.Add(
                                (of.Table, count),
                                known = Rows(plan.Tables[of.Table], count, placement)
                            );
                        return known;
                    },
                    pointwise: _ => null,
                    combine: _ => null,
                    contract: _ => null,
                    scale: _ => null,
                    reduce: _ => null,
                    fill: of =>
                        new(
                            Shaped(
                                tensor(
                                    [.. plan.Tables[of.Table.Step].Select(index => index < 0)],
                                    device: placement.Device
                                ),
                                of.Table,
                                of.Shape
                            )
                        ),
                    divide: of =>
                        new(
                            Shaped(
                                tensor(
                                    [.. plan.Tables[of.Table.Step].Select(count => (double)count)],
                                    placement.Type,
                                    placement.Device
                                ),
                                of.Table,
                                of.Shape
                            )
                        )
                )
            ),
        ];
    }

    /// <summary>Row indices; −1 is the row of zeros after the last one.</summary>
    public static ConstantTensor Rows(EqArray<int> table, int count, Placement placement) =>
        new(
            tensor(
                [.. table.Select(index => index < 0 ? count : (long)index)],
                device: placement.Device
            )
        );

    private static Tensor Shaped(Tensor values, Operand table, EqArray<int> shape) =>
        values.reshape([.. table.Dimensions.Select(dimension => (long)shape[dimension])]);
}
