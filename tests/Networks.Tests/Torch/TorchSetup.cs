using System.Runtime.CompilerServices;
using AgeFormal.LibTorch;

namespace AgeFormal.Networks.Tests.Torch;

/// <summary>Tests that touch TorchSharp without a type of Networks before it find libtorch loaded all the same.</summary>
internal static class TorchSetup
{
    [ModuleInitializer]
    internal static void Start() =>
        RuntimeHelpers.RunModuleConstructor(typeof(TorchRuntime).Module.ModuleHandle);
}
