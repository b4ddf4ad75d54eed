using TorchSharp;

namespace AgeFormal.Networks.Torch;

/// <summary>
/// Float32 products in float32. The settings of libtorch are those of the process: they are set for the time of a run and
/// then put back.
/// </summary>
internal static class FullPrecision
{
    /// <summary>The result of a run with TF32 off.</summary>
    public static T Run<T>(Func<T> run)
    {
        var (products, convolutions) = (
            torch.backends.cuda.matmul.allow_tf32,
            torch.backends.cudnn.allow_tf32
        );
        torch.backends.cuda.matmul.allow_tf32 = false;
        torch.backends.cudnn.allow_tf32 = false;
        try
        {
            return run();
        }
        finally
        {
            torch.backends.cuda.matmul.allow_tf32 = products;
            torch.backends.cudnn.allow_tf32 = convolutions;
        }
    }
}
