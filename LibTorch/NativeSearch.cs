using System.Collections.Immutable;

namespace AgeFormal.LibTorch;

/// <summary>Where native libraries may lie and where a relaxed copy is kept.</summary>
/// <param name="LibraryFolders">Folders that may hold <see cref="Bridge"/>, best first.</param>
/// <param name="TorchFolder">Folder of libtorch that the user names, or null: the one of <see cref="Bridge"/>.</param>
/// <param name="CacheFolder">The user's folder for relaxed copies, or null: there is none.</param>
internal sealed record NativeSearch(
    ImmutableArray<string> LibraryFolders,
    string? TorchFolder,
    string? CacheFolder
)
{
    /// <summary>TorchSharp's native part.</summary>
    public const string Bridge = "libLibTorchSharp.so";

    /// <summary>Environment variable that names another folder of libtorch, such as PyTorch's <c>lib</c>.</summary>
    public const string TorchFolderVariable = "AGEFORMAL_LIBTORCH";

    /// <summary>The search of this process: its own folders, its environment, the user's cache.</summary>
    public static NativeSearch OfProcess() =>
        new(
            [
                .. Folders(
                    AppContext.BaseDirectory,
                    AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string
                ),
            ],
            Environment.GetEnvironmentVariable(TorchFolderVariable) is { Length: > 0 } named
                ? named
                : null,
            Cache(
                Environment.GetEnvironmentVariable("XDG_CACHE_HOME"),
                Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)
            )
        );

    /// <summary>The folders beside a program, then those that the host names.</summary>
    public static IEnumerable<string> Folders(string baseDirectory, string? hostDirectories) =>
        new[]
        {
            Path.Combine(baseDirectory, "runtimes", "linux-x64", "native"),
            Path.TrimEndingDirectorySeparator(baseDirectory),
        }
            .Concat((hostDirectories ?? "").Split(Path.PathSeparator))
            .Where(folder => folder.Length > 0)
            .Select(Path.TrimEndingDirectorySeparator)
            .Distinct();

    /// <summary>
    /// <c>ageformal/native</c> below $XDG_CACHE_HOME (ignored unless absolute, as its specification demands), else
    /// below ~/.cache; null for a user without a home.
    /// </summary>
    public static string? Cache(string? xdgCacheHome, string home)
    {
        var folder =
            Path.IsPathRooted(xdgCacheHome) ? xdgCacheHome
            : home.Length > 0 ? Path.Combine(home, ".cache")
            : null;
        return folder is null ? null : Path.Combine(folder, "ageformal", "native");
    }
}
