using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace AgeFormal.Learning.Data;

/// <summary>Texts that differ where files, values or choices of images do.</summary>
internal static class ContentIdentity
{
    /// <summary>That of files: their names within a folder and their lengths, in order.</summary>
    /// <exception cref="IOException">A file is absent.</exception>
    public static string Of(string folder, IEnumerable<string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in files)
        {
            var file = new FileInfo(path);
            hash.AppendData(
                Encoding.UTF8.GetBytes($"{Path.GetRelativePath(folder, path)}\0{file.Length}\0")
            );
        }
        return Text(hash);
    }

    /// <summary>That of numbers.</summary>
    public static string Of(ReadOnlySpan<int> numbers)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(numbers));
        return Text(hash);
    }

    /// <summary>That of values and labels.</summary>
    public static string Of(ReadOnlySpan<byte> values, ReadOnlySpan<byte> labels)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(values);
        hash.AppendData(labels);
        return Text(hash);
    }

    private static string Text(IncrementalHash hash) =>
        $"SHA-256 {Convert.ToHexStringLower(hash.GetHashAndReset())}";
}
