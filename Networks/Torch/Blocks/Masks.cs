using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>The outline of a grid as a tensor.</summary>
internal static class Masks
{
    /// <summary>True outside of the outline, in the shape of the box.</summary>
    public static Tensor Outside(Region grid, Device device) =>
        tensor([.. grid.Mask().Select(inside => !inside)], device: device)
            .reshape([.. grid.Sizes.Select(size => (long)size)]);

    /// <summary>The tensor with a value outside of the outline.</summary>
    public static Tensor Exclude(Tensor input, Region grid, double value) =>
        grid.Outline == Outline.Box ? input : input.masked_fill(Outside(grid, input.device), value);
}
