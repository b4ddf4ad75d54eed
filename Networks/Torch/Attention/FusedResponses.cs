using AgeFormal.Kernels;
using AgeFormal.Networks.Torch.Tensors;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Attention;

/// <summary>Responses that stay in registers, forward and backward, for so many signals at a time as fit the memory.</summary>
/// <param name="layer">The layer.</param>
/// <param name="kernels">The kernels for a format.</param>
internal sealed class FusedResponses(
    ResponseLayer layer,
    Func<ScalarType, IResponseKernels> kernels
) : IResponseMethod
{
    private readonly FusedLayout _layout = new(layer, kernels);

    public Tensor Largest(Tensor source, Tensor kernel) =>
        Gradients.Of(new FusedLargest(_layout), [source, kernel]);

    public Tensor Sum(AttendedOperands operands) =>
        Gradients.Of(new FusedSum(_layout, operands), operands.Tensors);

    public Tensor Map(AttendedOperands operands) => new FusedSum(_layout, operands).Map(operands);
}
