using System.Runtime.InteropServices;
using AgeFormal.LibTorch.Elf;

namespace AgeFormal.LibTorch;

/// <summary>
/// Loads libtorch and TorchSharp's native part in dependency order by absolute path, so that no other libtorch of the
/// machine is bound by name.
/// </summary>
internal static class NativeLibraries
{
    /// <summary>
    /// Required by TorchSharp's native part, absent before GCC 13, and bound only to
    /// <see cref="VersionNeeds.MarkerSymbol"/>.
    /// </summary>
    public const string VacuousVersion = "GLIBCXX_3.4.32";

    private const string TorchCpu = "libtorch_cpu.so";

    private static readonly string[] TorchOrder =
    [
        "libc10.so",
        TorchCpu,
        "libc10_cuda.so",
        "libtorch_cuda.so",
        "libtorch.so",
    ];

    /// <summary>Loads everything into this process; on systems other than Linux nothing.</summary>
    public static NativeLoad Load()
    {
        if (!OperatingSystem.IsLinux())
            return new NativeLoad.Ordinary();
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
            return new NativeLoad.Failed(
                new NativeLibraryException(
                    NativeSearch.Bridge,
                    $"this process is {RuntimeInformation.ProcessArchitecture}.",
                    "libtorch for Linux exists for x64 only: use the x64 build of .NET.",
                    null
                )
            );
        return Load(NativeSearch.OfProcess(), TryLoad);
    }

    /// <summary>
    /// The order of loading: libc10, libtorch_cpu, the CUDA parts where present, libtorch, then TorchSharp's native
    /// part, and only if that fails its relaxed copy.
    /// </summary>
    /// <param name="search">Where to look.</param>
    /// <param name="tryLoad">Loads one absolute path; the linker's message, or null on success.</param>
    public static NativeLoad Load(NativeSearch search, Func<string, string?> tryLoad)
    {
        try
        {
            var own = OwnFolder(search);
            var torch = TorchFolder(search, own);
            foreach (var name in TorchOrder)
            {
                var path = Path.Combine(torch, name);
                if (File.Exists(path) && tryLoad(path) is { } message)
                    throw Failure(path, message, null);
            }
            var bridge = Path.Combine(own, NativeSearch.Bridge);
            return new NativeLoad.Ready(
                torch,
                tryLoad(bridge) is { } refusal
                    ? LoadRelaxed(search, bridge, refusal, tryLoad)
                    : bridge
            );
        }
        catch (NativeLibraryException e)
        {
            return new NativeLoad.Failed(e);
        }
    }

    private static string OwnFolder(NativeSearch search) =>
        search.LibraryFolders.FirstOrDefault(folder =>
            File.Exists(Path.Combine(folder, NativeSearch.Bridge))
        )
        ?? throw new NativeLibraryException(
            NativeSearch.Bridge,
            $"not found in {string.Join(", ", search.LibraryFolders)}.",
            "It comes with the package TorchSharp: run dotnet restore and build again. "
                + "A program that loads this library as a plug-in must have it beside itself.",
            null
        );

    private static string TorchFolder(NativeSearch search, string own)
    {
        if (search.TorchFolder is not { } named)
            return File.Exists(Path.Combine(own, TorchCpu))
                ? own
                : throw new NativeLibraryException(
                    TorchCpu,
                    $"not found in {own}.",
                    "It comes with the package libtorch-cpu-linux-x64, which the program that runs refers to "
                        + $"(dotnet add package libtorch-cpu-linux-x64 --version 2.10.0), or let {NativeSearch.TorchFolderVariable} name a folder that has it.",
                    null
                );
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(named));
        if (!File.Exists(Path.Combine(folder, TorchCpu)))
            throw new NativeLibraryException(
                folder,
                $"{NativeSearch.TorchFolderVariable} is '{named}', which has no {TorchCpu}.",
                "Unset it, or let it name the folder of libtorch 2.10, such as torch/lib of a PyTorch "
                    + "installation.",
                null
            );
        // TorchSharp looks for torch_cpu beside itself first; a second libtorch in one process ends it at once.
        return folder == own || !File.Exists(Path.Combine(own, TorchCpu))
            ? folder
            : throw new NativeLibraryException(
                folder,
                $"{NativeSearch.TorchFolderVariable} is '{named}', but {own} has a libtorch of its own, "
                    + "which TorchSharp would load as well.",
                "Unset it, or build with -p:TorchBackend=external.",
                null
            );
    }

    private static string LoadRelaxed(
        NativeSearch search,
        string bridge,
        string refusal,
        Func<string, string?> tryLoad
    )
    {
        if (!refusal.Contains(VacuousVersion, StringComparison.Ordinal))
            throw Failure(bridge, refusal, null);
        var (original, relaxed) = Relaxed(bridge, refusal);
        var failures = new List<string>();
        if (search.CacheFolder is { } cache)
        {
            if (TryCopy(cache, original, relaxed, tryLoad, failures) is { } kept)
                return kept;
        }
        if (TryPassingCopy(original, relaxed, tryLoad, failures) is { } passing)
            return passing;
        throw Failure(
            bridge,
            $"{refusal}\nA copy without the vacuous requirement failed too: "
                + string.Join("\n", failures),
            null
        );
    }

    private static string? TryCopy(
        string folder,
        byte[] original,
        byte[] relaxed,
        Func<string, string?> tryLoad,
        List<string> failures
    )
    {
        try
        {
            var copy = RelaxedCopy.Provide(folder, original, relaxed);
            if (tryLoad(copy) is not { } message)
                return copy;
            failures.Add(message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            failures.Add($"{folder}: {e.Message}");
        }
        return null;
    }

    // For a home that is read-only or forbids execution. The mapping outlives the file.
    private static string? TryPassingCopy(
        byte[] original,
        byte[] relaxed,
        Func<string, string?> tryLoad,
        List<string> failures
    )
    {
        try
        {
            var folder = Directory.CreateTempSubdirectory("ageformal-").FullName;
            try
            {
                return TryCopy(folder, original, relaxed, tryLoad, failures);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            failures.Add($"{Path.GetTempPath()}: {e.Message}");
            return null;
        }
    }

    private static (byte[] Original, byte[] Relaxed) Relaxed(string bridge, string refusal)
    {
        try
        {
            var original = File.ReadAllBytes(bridge);
            return (original, VersionNeeds.Relax(original, VacuousVersion));
        }
        catch (Exception e)
            when (e is ElfFormatException or IOException or UnauthorizedAccessException)
        {
            throw Failure(bridge, $"{refusal}\n{e.Message}", e);
        }
    }

    private static NativeLibraryException Failure(string path, string message, Exception? inner) =>
        new(path, message, LoadAdvice.For(message, StandardLibrary.NewestVersion()), inner);

    private static string? TryLoad(string path)
    {
        try
        {
            NativeLibrary.Load(path);
            return null;
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            return e.Message;
        }
    }
}
