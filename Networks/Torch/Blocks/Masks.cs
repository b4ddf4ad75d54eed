using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>The outline of a grid as a tensor.</summary>
internal static class Masks
{
    /// <summary>1 inside, 0 outside, in the type and on the device of another tensor.</summary>
    public static Tensor Of(Region grid, Tensor like) =>
        tensor([.. grid.Mask().Select(inside => inside ? 1f : 0f)])
            .reshape([.. grid.Sizes.Select(size => (long)size)])
            .to(like.dtype)
            .to(like.device);

    /// <summary>The tensor with a value outside of the outline.</summary>
    public static Tensor Exclude(Tensor input, Region grid, double value) =>
        grid.Outline == Outline.Box ? input : input.masked_fill(Of(grid, input).eq(0), value);
}
