using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>φ on every value.</summary>
internal sealed class PointwiseBlock : LeafBlock
{
    private readonly Func<Tensor, Tensor> _function;
    private readonly bool _isSmoothAtZero;

    public PointwiseBlock(LeafContext context, Op.Pointwise block)
        : base(context)
    {
        _function = Kernel(context.Op.Path, block.Function);
        _isSmoothAtZero = block.Function.Name is not ("reciprocal" or "sqrt" or "rsqrt");
    }

    // Outside of an outline a signal is 0, where an infinite derivative would turn the zero gradient into NaN.
    protected override Tensor Value(Tensor input, Pass pass) =>
        _function(
            Outside(input) is { } outside && !_isSmoothAtZero
                ? input.masked_fill(outside, 1)
                : input
        );

    /// <summary>The tensor kernel of φ.</summary>
    internal static Func<Tensor, Tensor> Kernel(string path, PointwiseFunction function) =>
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
            "step" => x => x.gt(0).to(x.dtype),
            "rsqrt" => x => x.rsqrt(),
            var name => throw new NotSupportedException(
                $"Layer '{path}': the function '{name}' has no tensor kernel; known are {string.Join(", ", PointwiseFunction.All)}."
            ),
        };
}

/// <summary>Random zeros in training, nothing in evaluation.</summary>
internal sealed class DropoutBlock(LeafContext context, Op.Dropout block) : LeafBlock(context)
{
    protected override Tensor Value(Tensor input, Pass pass) =>
        pass.Training ? nn.functional.dropout(input, block.Rate, training: true) : input.alias();
}
