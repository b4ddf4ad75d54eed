using AgeFormal.Networks.Torch.Lowering;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>Any elementary block by its formula alone.</summary>
internal sealed class CustomBlock : LeafBlock
{
    private readonly Plan _plan;
    private readonly LoweringLimits _limits;
    private readonly PlanExecutor _executor;

    /// <exception cref="LoweringException">The formula cannot be lowered.</exception>
    public CustomBlock(LeafContext context, LoweringLimits? limits = null)
        : base(context)
    {
        _limits = limits ?? LoweringLimits.Default;
        _plan = FormulaPlanner.Plan(context.Op, _limits);
        _executor = new PlanExecutor(_plan, context.Placement, context.Op.Path);
    }

    /// <exception cref="LoweringException">The intermediates for the batch take more memory than the limit.</exception>
    protected override Tensor Value(Tensor input, Pass pass)
    {
        var batch = input.shape[0];
        _plan.CheckSize(Op.Path, batch, (int)input.ElementSize, _limits);
        long[] sizes = [.. Op.Output.Grid.Sizes.Select(size => (long)size)];
        return _executor.Run(input, Of).reshape([batch, -1, .. sizes]);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _executor.Dispose();
        base.Dispose(disposing);
    }
}
