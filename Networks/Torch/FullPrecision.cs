using TorchSharp;

namespace AgeFormal.Networks.Torch;

/// <summary>
/// Float32 products in float32. The settings of libtorch are those of the process: the first of the runs beside each other
/// changes them, the last one puts them back.
/// </summary>
internal static class FullPrecision
{
    private static readonly Lock Changing = new();
    private static int s_running;
    private static (bool Products, bool Convolutions) s_before;

    /// <summary>The result of a run with TF32 off.</summary>
    public static T Run<T>(Func<T> run)
    {
        Begin();
        try
        {
            return run();
        }
        finally
        {
            End();
        }
    }

    private static void Begin()
    {
        lock (Changing)
        {
            if (s_running++ > 0)
                return;
            s_before = (torch.backends.cuda.matmul.allow_tf32, torch.backends.cudnn.allow_tf32);
            Set((false, false));
        }
    }

    private static void End()
    {
        lock (Changing)
            if (--s_running == 0)
                Set(s_before);
    }

    private static void Set((bool Products, bool Convolutions) allowed) =>
        (torch.backends.cuda.matmul.allow_tf32, torch.backends.cudnn.allow_tf32) = allowed;
}
