using AgeFormal.Networks.Building;
using AgeFormal.Operators;
using AgeFormal.Verification;

namespace AgeFormal.Facade.Building;

/// <summary>
/// Layers that are exact on their grids for all of H. Where the steps of a window leave points over, they lie on one side,
/// which a rotation or mirror moves to the other.
/// </summary>
internal static class ExactGrid
{
    /// <exception cref="TypingException">The layer is not exact for some element of H.</exception>
    public static void Check(TypedOp.Elementary layer)
    {
        var geometry = layer.Meaning.Geometry;
        // Dense symmetric layers with stable windows are exact; typing has seen to the windows.
        if (
            geometry.Stride.All(stride => stride == 1)
            && geometry.Before == geometry.After
            && geometry.Upsampling.All(u => u == geometry.Upsampling[0])
        )
            return;
        var exactness = Exactness.Explain(layer);
        if (!exactness.IsExact)
            throw new TypingException(
                layer.Path,
                $"{Reason(geometry) ?? exactness.Reason}, so that it is exact for {exactness.Subgroup} alone; expected sizes for which it is exact for all of H, or the option {nameof(BuilderOptions.AllowInexact)}"
            );
    }

    private static string? Reason(Geometry geometry)
    {
        for (var axis = 0; axis < geometry.Stride.Count; axis++)
            if (geometry.Play(axis) % geometry.Stride[axis] is var over and > 0)
                return $"a window of side {geometry.Extent[axis] + 1} in steps of {geometry.Stride[axis]} on {geometry.Input} leaves a remainder of {over}";
        return null;
    }
}
