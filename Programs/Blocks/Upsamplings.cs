using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Programs.Blocks;

/// <summary>
/// Upsampling: every axis of the grid with an axis of its own for the points that follow each, <c>[…, n, m]</c> as
/// <c>[…, n, 1, m, 1]</c>, repeated or filled up with zeros.
/// </summary>
internal static class Upsamplings
{
    public static Node Lower(LayerScope layer, Node input)
    {
        var geometry = layer.Geometry;
        var factors = geometry.Upsampling;
        var grid = layer.Input.Grid.Sizes;
        EqArray<int> leading = [.. input.Shape.Take(input.Rank - layer.Dimension)];
        EqArray<int> Between(EqArray<int> first, EqArray<int> second) =>
            first
                .Zip(second)
                .SelectMany<(int, int), int>(pair => [pair.Item1, pair.Item2])
                .ToEqArray();
        var apart = input.Reshape([.. leading, .. Between(grid, layer.Ones)]);
        var fine = geometry.Between switch
        {
            Interpolation.Nearest => apart.Expand([.. leading, .. Between(grid, factors)]),
            Interpolation.Zeros => apart.Pad(
                Axes.Zeros(2 * layer.Dimension),
                Between(
                    Axes.Zeros(layer.Dimension),
                    factors.Select(factor => factor - 1).ToEqArray()
                ),
                PaddingMode.Zeros,
                0
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        // What follows the last point of an axis lies outside of the grid.
        return fine.Reshape([.. leading, .. grid.Zip(factors, (size, factor) => size * factor)])
            .Slice(Axes.Zeros(layer.Dimension), layer.Ones, layer.Output.Grid.Sizes);
    }
}
