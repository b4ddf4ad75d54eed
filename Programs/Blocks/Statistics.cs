using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Programs.Blocks;

/// <summary>Reductions over whole axes.</summary>
internal static class Statistics
{
    /// <summary>op over the last axes, a grid, which keep size 1. Points outside of the outline take no part.</summary>
    public static Node OverGrid(Node values, Reduction by, Region grid)
    {
        var axes = Enumerable.Range(values.Rank - grid.Dimension, grid.Dimension).ToEqArray();
        return by switch
        {
            Reduction.Max or Reduction.Min => LayerScope
                .Filled(values, grid, Neutral(by))
                .Reduce(by, axes, keepsAxes: true),
            // Outside of the outline a signal is zero, and counts for nothing.
            Reduction.Sum => values.Reduce(by, axes, keepsAxes: true),
            Reduction.Mean => values
                .Reduce(Reduction.Sum, axes, keepsAxes: true)
                .Times(1, grid.Points().Count),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Statistics over the channels, axis 1, one after another on that axis.</summary>
    public static Node OverChannels(Node values, EqArray<Reduction> by) =>
        values.Builder.Concatenate(
            [.. by.Select(one => values.Reduce(one, [1], keepsAxes: true))],
            axis: 1
        );

    /// <summary>What a value holds that cannot decide a reduction.</summary>
    public static double Neutral(Reduction by) =>
        by switch
        {
            Reduction.Max => double.NegativeInfinity,
            Reduction.Min => double.PositiveInfinity,
            Reduction.Sum or Reduction.Mean => 0,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
