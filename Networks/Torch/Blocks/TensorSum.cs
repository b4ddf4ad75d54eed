using TorchSharp;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>
/// a + b. TorchSharp's own operator makes a factor 1 for each sum, which the collector may end while libtorch reads it; this
/// one lives as long as the process.
/// </summary>
internal static class TensorSum
{
    private static readonly Scalar One = 1;

    public static Tensor Plus(this Tensor left, Tensor right) => left.add(right, One);
}
