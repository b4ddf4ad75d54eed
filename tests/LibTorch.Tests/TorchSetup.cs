using System.Runtime.CompilerServices;

namespace AgeFormal.LibTorch.Tests;

/// <summary>Tests that touch TorchSharp before a type of this room find libtorch loaded all the same.</summary>
internal static class TorchSetup
{
    [ModuleInitializer]
    internal static void Start() =>
        RuntimeHelpers.RunModuleConstructor(typeof(TorchRuntime).Module.ModuleHandle);
}
