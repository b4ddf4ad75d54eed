using TorchSharp;

namespace AgeFormal.Networks.Torch;

/// <summary>Float32 products in float32: TF32, which rounds their factors to 10 bits on CUDA devices, is off.</summary>
/// <remarks>
/// The settings of libtorch are those of the process. They are set where a network is compiled and never changed by a pass, so
/// that what runs beside a pass, on another thread or in a program's own code, keeps its settings from its first step to its
/// last.
/// </remarks>
internal static class FullPrecision
{
    /// <summary>Whether TF32 is off, for products of matrices and for convolutions.</summary>
    public static bool IsSet =>
        !torch.backends.cuda.matmul.allow_tf32 && !torch.backends.cudnn.allow_tf32;

    /// <summary>Turns TF32 off.</summary>
    public static void Set()
    {
        if (!IsSet)
            (torch.backends.cuda.matmul.allow_tf32, torch.backends.cudnn.allow_tf32) = (
                false,
                false
            );
    }
}
