using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>φ on every value.</summary>
internal sealed class PointwiseBlock : LeafBlock
{
    private readonly Func<Tensor, Tensor> _function;

    public PointwiseBlock(TypedOp.Elementary op, string parent, Op.Pointwise block)
        : base(op, parent)
    {
        _function = Kernel(op.Path, block.Function);
    }

    protected override Tensor Compute(Tensor input) => _function(input);

    private static Func<Tensor, Tensor> Kernel(string path, PointwiseFunction function) =>
        function.Name switch
        {
            "id" => x => x.alias(),
            "relu" => x => nn.functional.relu(x),
            "abs" => x => x.abs(),
            "square" => x => x.square(),
            "reciprocal" => x => x.reciprocal(),
            "sigmoid" => x => x.sigmoid(),
            "tanh" => x => x.tanh(),
            "exp" => x => x.exp(),
            "sqrt" => x => x.sqrt(),
            "rsqrt" => x => x.rsqrt(),
            var name => throw new NotSupportedException(
                $"Layer '{path}': the function '{name}' has no tensor kernel; known are {string.Join(", ", PointwiseFunction.All)}."
            ),
        };
}

/// <summary>Random zeros in training, nothing in evaluation.</summary>
internal sealed class DropoutBlock(TypedOp.Elementary op, string parent, Op.Dropout block)
    : LeafBlock(op, parent)
{
    protected override Tensor Compute(Tensor input) =>
        training ? nn.functional.dropout(input, block.Rate, training: true) : input.alias();
}

/// <summary>Batch normalisation per channel, with statistics over batch, h and grid.</summary>
internal sealed class BatchNormalizationBlock(
    TypedOp.Elementary op,
    string parent,
    Op.BatchNormalization block
) : LeafBlock(op, parent)
{
    protected override Tensor Compute(Tensor input)
    {
        if (Op.Input.Grid.Outline != Outline.Box && training)
            throw new NotSupportedException(
                $"Layer '{Op.Path}': batch statistics over a {Op.Input.Grid} are not implemented in training; evaluation works."
            );
        // One axis for h and grid: the channel's statistics run over all of it.
        var flat = input.reshape(input.shape[0], Op.Input.Channels, -1);
        return nn
            .functional.batch_norm(
                flat,
                Of("running_mean"),
                Of("running_var"),
                Of("weight"),
                Of("bias"),
                training,
                block.Momentum,
                block.Epsilon.ToDouble()
            )
            .reshape(input.shape);
    }
}
