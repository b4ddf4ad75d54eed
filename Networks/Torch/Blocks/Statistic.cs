using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>Reductions over whole axes.</summary>
internal static class Statistic
{
    /// <summary>op over the last axes, a grid, whose points outside of the outline take no part.</summary>
    public static Tensor OverGrid(Tensor values, Reduction by, Region grid, Tensor? outside)
    {
        long[] axes = [.. Enumerable.Range(1, grid.Dimension).Select(axis => (long)-axis)];
        Tensor Filled(double value) => outside is null ? values : values.Filled(outside, value);
        return by switch
        {
            Reduction.Max => Filled(double.NegativeInfinity).amax(axes, keepdim: true),
            Reduction.Min => Filled(double.PositiveInfinity).amin(axes, keepdim: true),
            Reduction.Sum => values.sum(axes, keepdim: true),
            Reduction.Mean => values.sum(axes, keepdim: true).Over(grid.Points().Count),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>op over one axis, which is dropped.</summary>
    public static Tensor OverAxis(Tensor values, Reduction by, int axis) =>
        by switch
        {
            Reduction.Max => values.amax([axis]),
            Reduction.Min => values.amin([axis]),
            Reduction.Sum => values.sum(axis),
            Reduction.Mean => values.sum(axis).Over(values.shape[axis]),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
