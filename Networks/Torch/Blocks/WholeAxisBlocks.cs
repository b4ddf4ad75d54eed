using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>A reduction over the whole grid.</summary>
internal sealed class GlobalPoolingBlock(LeafContext context, Op.GlobalPooling block)
    : LeafBlock(context)
{
    protected override Tensor Compute(Tensor input)
    {
        var grid = Op.Input.Grid;
        long[] axes = [.. Enumerable.Range(2, grid.Dimension).Select(axis => (long)axis)];
        return block.By switch
        {
            Reduction.Max => Filled(input, double.NegativeInfinity).amax(axes, keepdim: true),
            Reduction.Min => Filled(input, double.PositiveInfinity).amin(axes, keepdim: true),
            Reduction.Sum => input.sum(axes, keepdim: true),
            Reduction.Mean => input.sum(axes, keepdim: true).div(grid.Points().Count),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}

/// <summary>A reduction over the h axis.</summary>
internal sealed class GroupPoolingBlock(LeafContext context, Op.GroupPooling block)
    : LeafBlock(context)
{
    protected override Tensor Compute(Tensor input)
    {
        var unfolded = SignalTensor.Unfold(input, Op.Input);
        return block.By switch
        {
            Reduction.Max => unfolded.amax([2]),
            Reduction.Min => unfolded.amin([2]),
            Reduction.Sum => unfolded.sum(2),
            Reduction.Mean => unfolded.sum(2).div(Op.Input.FibreSize),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
