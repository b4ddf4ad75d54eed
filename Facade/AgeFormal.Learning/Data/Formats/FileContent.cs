using System.IO.Compression;
using AgeFormal.Networks.Weights;

namespace AgeFormal.Learning.Data;

/// <summary>The bytes of files, plain or compressed with gzip: the first bytes decide, not the name.</summary>
internal static class FileContent
{
    // Pictures shrink to a fifth; what claims more than this is no such file, and is not unpacked to the end.
    private const long UnpackedAtLeast = 1 << 25;
    private const int UnpackedPerByte = 16;

    /// <summary>The most bytes that content unpacked from a file may have.</summary>
    public static long MostUnpacked(long packed) =>
        Math.Min(Array.MaxLength, UnpackedAtLeast + UnpackedPerByte * packed);

    /// <summary>The content of a file.</summary>
    /// <exception cref="DataFormatException">The compression is damaged, or there is more than memory holds.</exception>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    public static byte[] Read(string path, CancellationToken cancellation)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return Read(stream, path, cancellation);
    }

    /// <summary>The content of a seekable stream from its position on.</summary>
    public static byte[] Read(Stream stream, string source, CancellationToken cancellation)
    {
        if (!IsPacked(stream))
            return stream.Length - stream.Position <= Array.MaxLength
                ? StreamPrefix.Read(stream, Array.MaxLength, cancellation)
                : throw new DataFormatException(
                    source,
                    null,
                    $"{stream.Length} bytes",
                    $"at most {Array.MaxLength}"
                );
        long most = MostUnpacked(stream.Length - stream.Position);
        using var content = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
        return Unpack(content, source, most, cancellation);
    }

    /// <summary>Whether a seekable stream starts as gzip does; its position stays.</summary>
    public static bool IsPacked(Stream stream)
    {
        long start = stream.Position;
        bool isPacked = stream.ReadByte() == 0x1f && stream.ReadByte() == 0x8b;
        stream.Position = start;
        return isPacked;
    }

    /// <summary>What a decompressing stream gives, up to a bound.</summary>
    /// <exception cref="DataFormatException">The compression is damaged, or there is more.</exception>
    public static byte[] Unpack(
        Stream content,
        string source,
        long most,
        CancellationToken cancellation
    )
    {
        var bytes = new byte[(int)Math.Min(most, 1 << 16)];
        int filled = 0;
        try
        {
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                if (filled == bytes.Length)
                {
                    if (filled == most)
                        return content.ReadByte() < 0
                            ? bytes
                            : throw new DataFormatException(
                                source,
                                filled,
                                "more unpacked bytes",
                                $"at most {most}, as the size of the file allows"
                            );
                    Array.Resize(ref bytes, (int)Math.Min(most, 2L * bytes.Length));
                }
                int read = content.Read(bytes, filled, bytes.Length - filled);
                if (read == 0)
                    break;
                filled += read;
            }
        }
        catch (InvalidDataException cause)
        {
            throw new DataFormatException(
                source,
                filled,
                $"damage of the compression ({cause.Message})",
                "complete compressed data",
                cause
            );
        }
        Array.Resize(ref bytes, filled);
        return bytes;
    }
}
