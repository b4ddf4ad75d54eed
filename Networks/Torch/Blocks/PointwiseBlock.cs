using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>φ on every value.</summary>
internal sealed class PointwiseBlock : LeafBlock
{
    private readonly Func<Tensor, Tensor> _function;

    public PointwiseBlock(LeafContext context, Op.Pointwise block)
        : base(context)
    {
        _function = Kernel(context.Op.Path, block.Function);
    }

    protected override Tensor Value(Tensor input, Pass pass) => _function(input);

    /// <summary>
    /// The tensor kernel of φ. Where φ has no derivative the gradient is 0: relu, |·| and √ at 0, step everywhere, and
    /// 1/x and 1/√x at 0, where they have no value either.
    /// </summary>
    internal static Func<Tensor, Tensor> Kernel(string path, PointwiseFunction function) =>
        function.Name switch
        {
            "id" => x => x.alias(),
            "relu" => x => nn.functional.relu(x),
            "abs" => x => x.abs(),
            "square" => x => x.square(),
            "reciprocal" => x => FlatAtZero(x, y => y.reciprocal()),
            "sigmoid" => x => x.sigmoid(),
            "tanh" => x => x.tanh(),
            "exp" => x => x.exp(),
            "sqrt" => x => FlatAtZero(x, y => y.sqrt()),
            "step" => x => x.Above(0).to(x.dtype),
            "rsqrt" => x => FlatAtZero(x, y => y.rsqrt()),
            var name => throw new NotSupportedException(
                $"Layer '{path}': the function '{name}' has no tensor kernel; known are {string.Join(", ", PointwiseFunction.All)}."
            ),
        };

    // An infinite derivative times a zero gradient would be NaN: at 0 the value is a constant, as of another argument.
    private static Tensor FlatAtZero(Tensor input, Func<Tensor, Tensor> function)
    {
        if (!is_grad_enabled() || !input.requires_grad)
            return function(input);
        var atZero = input.EqualTo(0);
        Tensor value;
        using (no_grad())
            value = function(input);
        return where(atZero, value, function(input.Filled(atZero, 1)));
    }
}

/// <summary>Random zeros in training, nothing in evaluation.</summary>
internal sealed class DropoutBlock(LeafContext context, Op.Dropout block) : LeafBlock(context)
{
    protected override Tensor Value(Tensor input, Pass pass) =>
        pass.Training ? nn.functional.dropout(input, block.Rate, training: true) : input.alias();
}
