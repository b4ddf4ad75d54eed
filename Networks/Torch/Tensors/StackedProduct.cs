using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Tensors;

/// <summary>
/// [n, i, j] × [n, j, k] matrix by matrix. libtorch multiplies dense stacks at once, any other stack one matrix after the
/// other with a barrier of all threads at each: the operands, and the gradient that comes back, are made dense before.
/// </summary>
internal sealed class StackedProduct : IDifferentiable
{
    private StackedProduct() { }

    public static Tensor Of(Tensor left, Tensor right) =>
        Gradients.Of(new StackedProduct(), [left, right]);

    public (Tensor Value, Tensor[] Kept) Value(IReadOnlyList<Tensor> operands, bool keeps) =>
        (operands[0].contiguous().bmm(operands[1].contiguous()), []);

    public IReadOnlyList<Tensor?> Slopes(
        IReadOnlyList<Tensor> operands,
        IReadOnlyList<bool> wanted,
        IReadOnlyList<Tensor> kept,
        Tensor slope
    )
    {
        var dense = slope.contiguous();
        return
        [
            wanted[0] ? dense.bmm(operands[1].contiguous().transpose(1, 2)) : null,
            wanted[1] ? operands[0].contiguous().transpose(1, 2).bmm(dense) : null,
        ];
    }
}
