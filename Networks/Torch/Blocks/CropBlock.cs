using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>The input without a margin.</summary>
internal sealed class CropBlock(LeafContext context, Op.Crop block) : LeafBlock(context)
{
    protected override Tensor Value(Tensor input, Pass pass)
    {
        var result = input;
        for (var axis = 0; axis < Op.Input.Grid.Dimension; axis++)
            result = result.narrow(axis + 2, block.Margin, Op.Output.Grid.Sizes[axis]);
        return result.contiguous();
    }
}
