using System.Formats.Tar;
using System.IO.Compression;

namespace AgeFormal.Learning.Data;

/// <summary>CIFAR in the tar archive of its publication, plain or compressed with gzip.</summary>
internal static class CifarArchive
{
    /// <summary>A part of the data; null where the archive has no file of it.</summary>
    /// <exception cref="DataFormatException">The archive or a file of it is damaged.</exception>
    /// <exception cref="IOException">The archive cannot be read.</exception>
    public static StoredImages? Open(string path, DataSplit split, CancellationToken cancellation)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return Open(stream, path, split, cancellation);
    }

    /// <summary>A part of the data in an archive in a seekable stream.</summary>
    public static StoredImages? Open(
        Stream stream,
        string source,
        DataSplit split,
        CancellationToken cancellation
    )
    {
        var files = Files(stream, source, cancellation);
        foreach (var version in CifarFiles.Versions)
        {
            (string, byte[])[] chosen =
            [
                .. version
                    .Files(split)
                    .Where(files.ContainsKey)
                    .Select(name => ($"{source}, {name}", files[name])),
            ];
            if (chosen.Length > 0)
                return CifarFiles.Read(
                    version,
                    chosen,
                    files.TryGetValue(version.Names, out var names)
                        ? CifarFiles.Names($"{source}, {version.Names}", names)
                        : []
                );
        }
        return null;
    }

    // The files that CIFAR has, by name; others are passed over. All of them together stay within what the archive may unpack to.
    private static Dictionary<string, byte[]> Files(
        Stream stream,
        string source,
        CancellationToken cancellation
    )
    {
        long left = FileContent.MostUnpacked(stream.Length - stream.Position);
        var known = CifarFiles
            .Versions.SelectMany(version =>
                version.Train.Append(version.Test).Append(version.Names)
            )
            .ToHashSet(StringComparer.Ordinal);
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        using var unpacked = FileContent.IsPacked(stream)
            ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true)
            : stream;
        using var archive = new TarReader(unpacked, leaveOpen: true);
        try
        {
            while (archive.GetNextEntry() is { } entry)
            {
                cancellation.ThrowIfCancellationRequested();
                var name = Path.GetFileName(entry.Name);
                if (entry.DataStream is not { } data || !known.Contains(name))
                    continue;
                files[name] = FileContent.Unpack(data, $"{source}, {name}", left, cancellation);
                left -= files[name].Length;
            }
        }
        catch (Exception cause)
            when (cause
                    is InvalidDataException
                        or EndOfStreamException
                        or FormatException
                        or ArgumentException
                        or OverflowException
                        or NotSupportedException
            )
        {
            throw new DataFormatException(
                source,
                stream.Position,
                $"damage of the archive ({cause.Message})",
                "a complete tar archive, plain or compressed with gzip",
                cause
            );
        }
        return files;
    }
}
