using System.Buffers.Binary;
using System.Collections.Immutable;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Weights;

/// <summary>
/// The safetensors format: a 64-bit little-endian length N, N bytes of JSON header, then the row-major little-endian
/// tensors, each byte of which belongs to exactly one of them.
/// Law: reading what was written gives an equal <see cref="TensorFile"/>.
/// Source: the format description of huggingface/safetensors. Deviation: dtypes below eight bits and the eight-bit
/// floating-point and complex ones are refused as unknown.
/// </summary>
public static class Safetensors
{
    private const int LengthSize = 8;

    /// <summary>Reads a file.</summary>
    /// <exception cref="SafetensorsException">The file breaks the format.</exception>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static TensorFile Read(string path, CancellationToken cancellation = default)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return Read(stream, path, cancellation);
    }

    /// <summary>Reads from the position of the stream to its end.</summary>
    /// <param name="stream">A stream, seekable or not.</param>
    /// <param name="source">The name that errors give to the stream.</param>
    /// <param name="cancellation">Checked between blocks and tensors.</param>
    /// <exception cref="SafetensorsException">The content breaks the format.</exception>
    public static TensorFile Read(
        Stream stream,
        string source = "safetensors stream",
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(stream);
        SafetensorsHeader header = SafetensorsHeaderParser.Parse(
            ReadHeader(stream, source, cancellation),
            source
        );
        var tensors = new Dictionary<string, TensorData>(StringComparer.Ordinal);
        long available = stream.CanSeek ? stream.Length - stream.Position : header.DataLength;
        if (available < header.DataLength)
            throw Truncated(
                header.Entries.First(entry => entry.End > available),
                source,
                available
            );
        foreach (SafetensorsHeader.Entry entry in header.Entries)
        {
            byte[] bytes = StreamPrefix.Read(stream, entry.End - entry.Begin, cancellation);
            if (bytes.Length < entry.End - entry.Begin)
                throw Truncated(entry, source, entry.Begin + bytes.Length);
            tensors.Add(entry.Name, new TensorData(entry.Dtype, entry.Shape, bytes));
        }

        if (stream.ReadByte() >= 0)
            throw new SafetensorsException(
                SafetensorsFault.TrailingData,
                source,
                null,
                $"bytes after offset {header.DataLength} of the data",
                "the file to end there, where the last tensor ends"
            );
        return TensorFile.Of(
            header.Names.Select(name => KeyValuePair.Create(name, tensors[name])),
            header.Metadata
        );
    }

    /// <summary>
    /// Writes a file atomically (<see cref="AtomicFile"/>). Equal contents give equal bytes: tensors by descending
    /// <see cref="Dtype"/>, then by name; metadata by key; the header padded so that the data start at a multiple of 8.
    /// </summary>
    /// <exception cref="SafetensorsException">The header would pass the limit of 100 000 000 bytes.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing was changed.</exception>
    /// <exception cref="IOException">The folder is absent or the disk is full; nothing was changed.</exception>
    public static void Write(
        string path,
        TensorFile content,
        CancellationToken cancellation = default
    ) => AtomicFile.Write(path, stream => Write(stream, content, path, cancellation), cancellation);

    /// <summary>Writes to the stream, with the same bytes as the file would have; what the stream throws passes on.</summary>
    /// <exception cref="ArgumentException">The stream cannot be written.</exception>
    /// <exception cref="SafetensorsException">The header would pass the limit of 100 000 000 bytes.</exception>
    public static void Write(
        Stream stream,
        TensorFile content,
        string target = "safetensors stream",
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(content);
        if (!stream.CanWrite)
            throw new ArgumentException(
                "A stream that can be written is expected, received a closed or read-only one.",
                nameof(stream)
            );
        ImmutableArray<KeyValuePair<string, TensorData>> tensors = SafetensorsLayout.Order(content);
        ReadOnlyMemory<byte> header = SafetensorsLayout.Header(tensors, content.Metadata);
        if (header.Length > SafetensorsHeader.MaximumLength)
            throw HeaderLength(target, $"a header of {header.Length} bytes", LengthLimit);
        Span<byte> length = stackalloc byte[LengthSize];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header.Span);
        foreach ((_, TensorData tensor) in tensors)
        {
            cancellation.ThrowIfCancellationRequested();
            stream.Write(tensor.Bytes.Span);
        }
    }

    private static string LengthLimit => $"at most {SafetensorsHeader.MaximumLength} bytes";

    private static byte[] ReadHeader(Stream stream, string source, CancellationToken cancellation)
    {
        byte[] prefix = StreamPrefix.Read(stream, LengthSize, cancellation);
        if (prefix.Length < LengthSize)
            throw new SafetensorsException(
                SafetensorsFault.Truncated,
                source,
                null,
                $"a file of {prefix.Length} bytes",
                $"at least {LengthSize} bytes, the length of the header"
            );
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > SafetensorsHeader.MaximumLength)
            throw OfOtherKind(
                prefix,
                StreamPrefix.Read(stream, FileStart.Length - LengthSize, cancellation),
                source
            ) ?? HeaderLength(source, $"a header length of {length} bytes", LengthLimit);
        byte[] header = StreamPrefix.Read(stream, (long)length, cancellation);
        return OfOtherKind(prefix, header, source) is { } other ? throw other
            : (ulong)header.Length == length ? header
            : throw HeaderLength(
                source,
                $"a header length of {length} bytes",
                $"at most the {header.Length} bytes that follow it in the file"
            );
    }

    private static SafetensorsException? OfOtherKind(
        byte[] prefix,
        ReadOnlySpan<byte> rest,
        string source
    ) =>
        SafetensorsException.OfOtherKind(
            source,
            FileStart.Of([.. prefix, .. rest[..Math.Min(rest.Length, FileStart.Length)]])
        );

    private static SafetensorsException HeaderLength(string file, string found, string expected) =>
        new(SafetensorsFault.HeaderLength, file, null, found, expected);

    private static SafetensorsException Truncated(
        SafetensorsHeader.Entry entry,
        string file,
        long available
    ) =>
        new(
            SafetensorsFault.Truncated,
            file,
            entry.Name,
            $"{available} bytes of data",
            $"{entry.End} bytes, the end of data_offsets [{entry.Begin}, {entry.End}]"
        );
}
