using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>The outline of a grid as a tensor.</summary>
internal static class Masks
{
    /// <summary>1 inside, 0 outside.</summary>
    public static Tensor Of(Region grid, Placement placement) =>
        tensor([.. grid.Mask().Select(inside => inside ? 1.0 : 0.0)], ScalarType.Float64)
            .reshape([.. grid.Sizes.Select(size => (long)size)])
            .to(placement.Type)
            .to(placement.Device);

    /// <summary>The tensor with a value outside of the outline.</summary>
    public static Tensor Exclude(Tensor input, Region grid, double value) =>
        grid.Outline == Outline.Box
            ? input
            : input.masked_fill(Of(grid, new Placement(input.dtype, input.device)).eq(0), value);
}
