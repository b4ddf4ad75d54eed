using System.Reflection;
using System.Runtime.CompilerServices;

namespace AgeFormal.LibTorch;

/// <summary>Starts <see cref="TorchRuntime"/> at the moment TorchSharp enters the process.</summary>
/// <remarks>
/// libtorch takes a quarter of a second to load; a program that refers to this assembly but touches no tensor does not
/// pay for it. The runtime announces an assembly before any code of it runs.
/// </remarks>
internal static class TorchStart
{
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Usage",
        "CA2255",
        Justification = "Native libraries must be bound before the first static constructor of TorchSharp."
    )]
    internal static void Register()
    {
        AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) => Observe(loaded.LoadedAssembly);
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
            Observe(assembly);
    }

    private static void Observe(Assembly assembly)
    {
        if (assembly.GetName().Name == "TorchSharp")
            _ = TorchRuntime.Status;
    }
}
