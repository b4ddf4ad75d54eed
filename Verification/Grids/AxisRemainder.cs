using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Grids;

/// <summary>
/// One axis of a layer, and r = (N mod s) − (p′ − p) with N = n + p + p′ − d(k − 1) − 1. The centre of the output lies −r/2
/// input points from the centre of the input, so a mirror of the axis is exact where r = 0.
/// </summary>
/// <param name="Axis">The axis, slowest first.</param>
/// <param name="Size">n, the points of the input.</param>
/// <param name="Window">k, the points of the window.</param>
/// <param name="Dilation">d.</param>
/// <param name="Stride">s.</param>
/// <param name="Before">p, the points of padding before the first.</param>
/// <param name="After">p′, the points of padding after the last.</param>
/// <param name="Outputs">The points of the output.</param>
public sealed record AxisRemainder(
    int Axis,
    int Size,
    int Window,
    int Dilation,
    int Stride,
    int Before,
    int After,
    int Outputs
)
{
    /// <summary>u, the points of the output for each of the input; 1 but for upsampling, which keeps the centre.</summary>
    public int Upsampling { get; init; } = 1;

    /// <summary>N = n + p + p′ − d(k − 1) − 1: the number of places of the window, less one.</summary>
    public int Play => Size + Before + After - Dilation * (Window - 1) - 1;

    /// <summary>r.</summary>
    public int Remainder => Play % Stride - (After - Before);

    /// <summary>The axes of a block. A block without a window reads its own point, or the whole grid from its centre.</summary>
    public static EqArray<AxisRemainder> Of(TypedOp.Elementary layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var geometry = layer.Meaning.Geometry;
        var region = layer.Meaning.Windows.Count == 0 ? null : layer.Meaning.Windows[0].Region;
        return Enumerable
            .Range(0, geometry.Input.Dimension)
            .Select(axis =>
            {
                var window = region?.Sizes[axis] ?? geometry.Extent[axis] + 1;
                return new AxisRemainder(
                    axis,
                    geometry.Input.Sizes[axis],
                    window,
                    window > 1 ? geometry.Extent[axis] / (window - 1) : 1,
                    geometry.Stride[axis],
                    geometry.Before[axis],
                    geometry.After[axis],
                    geometry.Output.Sizes[axis]
                )
                {
                    Upsampling = geometry.Upsampling[axis],
                };
            })
            .ToEqArray();
    }

    /// <summary>For example <c>r = (31 mod 2) − (1 − 1) = 1</c>.</summary>
    public override string ToString() =>
        $"r = ({Play} mod {Stride}) − ({After} − {Before}) = {Signed(Remainder)}";

    internal static string Signed(int value) => value < 0 ? $"−{-value}" : $"{value}";
}
