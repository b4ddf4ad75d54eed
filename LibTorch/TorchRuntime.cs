namespace AgeFormal.LibTorch;

/// <summary>The native side of TorchSharp in this process, loaded once.</summary>
/// <remarks>
/// Loading starts by itself as soon as the assembly TorchSharp is loaded (<see cref="TorchStart"/>) and never throws
/// there: the outcome is a value, and <see cref="Require"/> turns a failure into an exception where torch is needed.
/// <para>
/// That is too late for a program that makes a tensor before its first call of AgeFormal: this assembly is not loaded
/// then, and TorchSharp looks for libtorch itself, which fails on Linux where libstdc++ is older than that of GCC 13. Such a
/// program calls <see cref="Require"/> first, for example from a method with
/// <see cref="System.Runtime.CompilerServices.ModuleInitializerAttribute"/>.
/// </para>
/// </remarks>
public static class TorchRuntime
{
    private static readonly Lazy<NativeLoad> Outcome = new(() =>
    {
        NativeSettings.Apply();
        return NativeLibraries.Load();
    });

    /// <summary>What became of loading libtorch; loads it on first use.</summary>
    public static NativeLoad Status => Outcome.Value;

    /// <summary>Loads libtorch unless that is done. To be called before the first torch function.</summary>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded; the message names the remedy.</exception>
    public static void Require()
    {
        if (Status is NativeLoad.Failed failed)
            throw failed.Reason;
    }
}
