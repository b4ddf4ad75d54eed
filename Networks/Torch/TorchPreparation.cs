using System.Runtime.CompilerServices;
using AgeFormal.LibTorch;

namespace AgeFormal.Networks.Torch;

/// <summary>Starts the room that loads libtorch as soon as any code of this assembly runs, which is before its first tensor.</summary>
internal static class TorchPreparation
{
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Usage",
        "CA2255",
        Justification = "Native libraries must be bound before the first static constructor of TorchSharp."
    )]
    internal static void Prepare() =>
        RuntimeHelpers.RunModuleConstructor(typeof(TorchRuntime).Module.ModuleHandle);
}
