using AgeFormal.Networks.Torch.Tensors;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Execution;

/// <summary>
/// The sum over the processes as a function with a gradient: what depends on the sum in any process depends on each part, so
/// that the slope of a part is the sum of the slopes.
/// </summary>
internal sealed class JointSum(IJointBatch joint) : IDifferentiable
{
    public static Tensor Of(IJointBatch joint, Tensor part) =>
        Gradients.Of(new JointSum(joint), [joint.Counts ? part : part.mul(0)]);

    public (Tensor Value, Tensor[] Kept) Value(IReadOnlyList<Tensor> operands, bool keeps) =>
        (joint.Sum(operands[0]), []);

    public IReadOnlyList<Tensor?> Slopes(
        IReadOnlyList<Tensor> operands,
        IReadOnlyList<bool> wanted,
        IReadOnlyList<Tensor> kept,
        Tensor slope
    ) => [joint.Sum(slope)];
}
