using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Programs.Blocks;

/// <summary>
/// Reductions over a sliding window. The maximum over a box has a step of its own; everything else is a reduction of
/// shifted slices, one per point of the window.
/// </summary>
internal static class Poolings
{
    public static Node Lower(LayerScope layer, Node input, Op.SpatialPooling block)
    {
        var geometry = layer.Geometry;
        var excludes = geometry.Mode == PaddingMode.Excluded;
        var neutral = Statistics.Neutral(block.By);
        // What is outside of the grid takes no part where the padding takes none; sums have zeros there anyway.
        var padded = (excludes ? LayerScope.Filled(input, layer.Input.Grid, neutral) : input).Pad(
            geometry.Before,
            geometry.After,
            geometry.Mode,
            excludes ? neutral : 0
        );
        // Runtimes fold added zeros into the operator's own padding, which takes no part in the maximum.
        if (
            block.By == Reduction.Max
            && layer.Input.Grid.Outline == Outline.Box
            && (padded == input || geometry.Mode != PaddingMode.Zeros)
        )
            return padded.MaximumOver(
                block.Window.Sizes,
                geometry.Stride,
                block.Sampling.Dilation.For(layer.Dimension)
            );
        var points = layer.Op.Meaning.Windows[0].Points.Points;
        // A window point w lies at array offset (w + extent)/2 from the first point of the box, in doubled coordinates.
        var reduced = points
            .Select(point =>
                padded.Slice(
                    point.Select((x, axis) => (x + geometry.Extent[axis]) / 2).ToEqArray(),
                    geometry.Stride,
                    geometry.Output.Sizes
                )
            )
            .Aggregate((all, next) => all.With(Pair(block.By), next));
        return block.By != Reduction.Mean ? reduced
            : excludes
                ? reduced / layer.Builder.Numbers(Counts(geometry, points), geometry.Output.Sizes)
            : reduced.Times(1, points.Count);
    }

    /// <summary>The grid without a margin.</summary>
    public static Node Crop(LayerScope layer, Node input, Op.Crop block) =>
        input.Slice(
            layer.Ones.Select(one => one * block.Margin).ToEqArray(),
            layer.Ones,
            layer.Output.Grid.Sizes
        );

    private static Combination Pair(Reduction by) =>
        by switch
        {
            Reduction.Max => Combination.Maximum,
            Reduction.Min => Combination.Minimum,
            Reduction.Sum or Reduction.Mean => Combination.Sum,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    // The number of points that take part at each place; 1 where there is none, outside of an outline.
    private static EqArray<int> Counts(Geometry geometry, EqArray<EqArray<int>> points) =>
        geometry
            .OutputPositions()
            .Select(at =>
                Math.Max(
                    1,
                    points.Count(point =>
                        geometry.Input.Contains(at.Select((x, axis) => x + point[axis]).ToEqArray())
                    )
                )
            )
            .ToEqArray();
}
