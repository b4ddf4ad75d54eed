using AgeFormal.Algebra;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Programs.Blocks;

/// <summary>Upsampling: each point repeated along every axis of the grid, <c>[…, n, m]</c> as <c>[…, n, 1, m, 1]</c>.</summary>
internal static class Upsamplings
{
    public static Node Lower(LayerScope layer, Node input)
    {
        var factors = layer.Geometry.Upsampling;
        EqArray<int> leading = [.. input.Shape.Take(input.Rank - layer.Dimension)];
        EqArray<int> Apart(EqArray<int> repeated) =>
            [
                .. leading,
                .. layer
                    .Input.Grid.Sizes.Zip(repeated)
                    .SelectMany<(int, int), int>(axis => [axis.Item1, axis.Item2]),
            ];
        return input
            .Reshape(Apart(layer.Ones))
            .Expand(Apart(factors))
            .Reshape([.. leading, .. layer.Output.Grid.Sizes]);
    }
}
