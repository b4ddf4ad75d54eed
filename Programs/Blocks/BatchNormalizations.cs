using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Programs.Blocks;

/// <summary>Batch normalisation: one axis for h and the grid, for the statistics of a channel run over all of it.</summary>
internal static class BatchNormalizations
{
    public static Node Lower(LayerScope layer, Node input, Op.BatchNormalization block)
    {
        var type = layer.Input;
        var flat = input.Reshape(Sizes.Batch, type.Channels, type.FibreSize * type.Grid.BoxCount);
        return layer
            .Builder.Add(
                new Step.Normalize(
                    flat.Index,
                    layer.Parameter("weight").Index,
                    layer.Parameter("bias").Index,
                    layer.Parameter("running_mean").Index,
                    layer.Parameter("running_var").Index,
                    block.Epsilon,
                    block.Momentum,
                    Outside(layer),
                    flat.Shape
                )
            )
            .Reshape(input.Shape);
    }

    // −1 outside of the outline, for every h.
    private static int? Outside(LayerScope layer) =>
        layer.Input.Grid.Outline == Outline.Box
            ? null
            : layer.Builder.Table(
                Enumerable
                    .Repeat(layer.Input.Grid.Mask(), layer.Input.FibreSize)
                    .SelectMany(mask => mask)
                    .Select(inside => inside ? 0 : -1)
                    .ToEqArray()
            );
}
