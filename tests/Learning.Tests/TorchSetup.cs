using System.Runtime.CompilerServices;
using AgeFormal.LibTorch;

namespace AgeFormal.Learning.Tests;

/// <summary>Tests that touch TorchSharp before a type of Networks find libtorch loaded all the same.</summary>
internal static class TorchSetup
{
    [ModuleInitializer]
    internal static void Start() =>
        RuntimeHelpers.RunModuleConstructor(typeof(TorchRuntime).Module.ModuleHandle);
}
