namespace AgeFormal.LibTorch;

/// <summary>
/// libtorch cannot be loaded on this machine. The message says which file failed, what the machine lacks and how to
/// provide it.
/// </summary>
public sealed class NativeLibraryException : InvalidOperationException
{
    internal NativeLibraryException(string file, string reason, string remedy, Exception? inner)
        : base($"libtorch cannot be loaded: {file}: {reason}\n{remedy}", inner)
    {
        File = file;
        Remedy = remedy;
    }

    /// <summary>The library or folder that failed.</summary>
    public string File { get; }

    /// <summary>What to install or to set.</summary>
    public string Remedy { get; }
}
