using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>A reduction over the whole grid.</summary>
internal sealed class GlobalPoolingBlock(LeafContext context, Op.GlobalPooling block)
    : LeafBlock(context)
{
    protected override Tensor Value(Tensor input, Pass pass) =>
        Statistic.OverGrid(input, block.By, Op.Input.Grid, InputOutside(input));
}

/// <summary>A reduction over the h axis.</summary>
internal sealed class GroupPoolingBlock(LeafContext context, Op.GroupPooling block)
    : LeafBlock(context)
{
    protected override Tensor Value(Tensor input, Pass pass) =>
        Statistic.OverAxis(SignalTensor.Unfold(input, Op.Input), block.By, 2);
}
