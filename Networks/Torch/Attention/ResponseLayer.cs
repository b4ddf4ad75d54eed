using AgeFormal.Operators;
using AgeFormal.Programs.Steps;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Attention;

/// <summary>What a method has to know of a layer.</summary>
/// <param name="Sizes">The responses.</param>
/// <param name="Window">What α_X is made of; null for none.</param>
/// <param name="Gate">The kernel of its gate.</param>
/// <param name="Branch">What is summed.</param>
/// <param name="Memory">The number of bytes that intermediates may take.</param>
internal sealed record ResponseLayer(
    Responses Sizes,
    MapWindow? Window,
    Func<Tensor, Tensor> Gate,
    AttentionBranch Branch,
    long Memory
)
{
    /// <summary>−1 where attention is taken away from the responses, 1 where it is what remains.</summary>
    public double Sign => Branch == AttentionBranch.Residual ? -1 : 1;

    /// <summary>The sizes of the output's grid.</summary>
    public long[] Grid => [.. Sizes.Output.Sizes.Select(size => (long)size)];
}
