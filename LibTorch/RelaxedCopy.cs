using System.Security.Cryptography;

namespace AgeFormal.LibTorch;

/// <summary>The per-user file of a library whose vacuous version requirement is relaxed.</summary>
internal static class RelaxedCopy
{
    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>
    /// <c>cache/{SHA-256 of the original}/libLibTorchSharp.so</c>, written unless it is there with exactly the bytes
    /// expected. Written to a temporary file of the same folder and renamed, so that another process sees the whole
    /// file or none.
    /// </summary>
    /// <param name="cache">Folder for all copies.</param>
    /// <param name="original">Bytes of the original, the key.</param>
    /// <param name="relaxed">Bytes of the copy.</param>
    /// <returns>Path of the copy.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public static string Provide(
        string cache,
        ReadOnlySpan<byte> original,
        ReadOnlySpan<byte> relaxed
    )
    {
        var folder = Path.Combine(cache, Convert.ToHexStringLower(SHA256.HashData(original)));
        var path = Path.Combine(folder, NativeSearch.Bridge);
        if (Holds(path, relaxed))
            return path;
        CreateFolder(folder);
        var temporary = Path.Combine(folder, $".{Path.GetRandomFileName()}");
        try
        {
            File.WriteAllBytes(temporary, relaxed);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
        return path;
    }

    private static bool Holds(string path, ReadOnlySpan<byte> expected)
    {
        var file = new FileInfo(path);
        return file.Exists
            && file.Length == expected.Length
            && expected.SequenceEqual(File.ReadAllBytes(path));
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly);
    }
}
