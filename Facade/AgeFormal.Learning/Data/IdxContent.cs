using System.Buffers.Binary;
using AgeFormal.Networks.Weights;

namespace AgeFormal.Learning.Data;

/// <summary>The uncompressed bytes of an idx file; every claimed size is checked against what the stream holds.</summary>
internal static class IdxContent
{
    private const uint ImagesMagic = 0x00000803;
    private const uint LabelsMagic = 0x00000801;

    /// <summary>The content, when it claims no more bytes than a bound.</summary>
    public static IdxFile Read(
        Stream stream,
        string source,
        long most,
        CancellationToken cancellation
    )
    {
        uint magic = Word(stream, source, "magic");
        if (magic is not (ImagesMagic or LabelsMagic))
            throw new IdxException(
                source,
                "magic",
                $"0x{magic:x8}",
                $"0x{ImagesMagic:x8} (images) or 0x{LabelsMagic:x8} (labels)"
            );
        int count = Size(stream, source, "count", smallest: 0);
        if (magic == LabelsMagic)
            return new IdxFile.Labels(
                Content(stream, source, "labels", count, $"{count} labels", most, cancellation)
            );
        int rows = Size(stream, source, "rows", smallest: 1);
        int columns = Size(stream, source, "columns", smallest: 1);
        // Each factor is below 2³¹, so two of them fit in 64 bits, and three once the first product is checked.
        long area = (long)rows * columns;
        long length = area > IdxFile.MaximumLength ? area : area * count;
        string claim = $"{count} × {rows} × {columns}";
        return new IdxFile.Images(
            count,
            rows,
            columns,
            Content(stream, source, "pixels", length, claim, most, cancellation)
        );
    }

    private static uint Word(Stream stream, string source, string field)
    {
        byte[] bytes = StreamPrefix.Read(stream, sizeof(uint));
        return bytes.Length == sizeof(uint)
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
            : throw new IdxException(
                source,
                field,
                $"the end of the file after {bytes.Length} bytes of it",
                $"{sizeof(uint)} bytes"
            );
    }

    private static int Size(Stream stream, string source, string field, int smallest)
    {
        uint value = Word(stream, source, field);
        return value >= smallest && value <= IdxFile.MaximumLength
            ? (int)value
            : throw new IdxException(
                source,
                field,
                $"{value}",
                $"a number from {smallest} to {IdxFile.MaximumLength}"
            );
    }

    private static byte[] Content(
        Stream stream,
        string source,
        string field,
        long length,
        string claim,
        long most,
        CancellationToken cancellation
    )
    {
        if (length > IdxFile.MaximumLength)
            throw new IdxException(source, field, claim, $"at most {IdxFile.MaximumLength} bytes");
        if (length > most)
            throw new IdxException(
                source,
                field,
                claim,
                $"at most {most} bytes, as the size of the file allows"
            );
        byte[] bytes = stream.CanSeek
            ? StreamPrefix.Read(stream, length, cancellation)
            : Unpacked(stream, (int)length, cancellation);
        if (bytes.Length < length)
            throw new IdxException(
                source,
                field,
                $"{bytes.Length} bytes",
                $"{length} bytes ({claim})"
            );
        if (stream.ReadByte() >= 0)
            throw new IdxException(
                source,
                field,
                $"more than {length} bytes",
                $"the file to end after {length} bytes ({claim})"
            );
        return bytes;
    }

    // The claim is bounded by the size of the compressed file, so that it is taken at its word.
    private static byte[] Unpacked(Stream stream, int length, CancellationToken cancellation)
    {
        byte[] bytes = new byte[length];
        int filled = 0;
        while (filled < length)
        {
            cancellation.ThrowIfCancellationRequested();
            int read = stream.Read(bytes, filled, Math.Min(length - filled, 1 << 20));
            if (read == 0)
                return bytes[..filled];
            filled += read;
        }
        return bytes;
    }
}
