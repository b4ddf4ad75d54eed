using System.IO.Compression;

namespace AgeFormal.Learning.Data;

/// <summary>
/// An idx file of bytes as MNIST has them: images [count, rows, columns] (magic 0x00000803) or labels [count] (magic
/// 0x00000801), the magic and the sizes big-endian. Source: Y. LeCun, C. Cortes, C. Burges, the MNIST database.
/// </summary>
public abstract record IdxFile
{
    /// <summary>The largest content that is read: 2³⁰ bytes, more than twenty times the MNIST training images.</summary>
    public const int MaximumLength = 1 << 30;

    /// <summary>
    /// Compressed, at most this and sixteen times the file are unpacked: digits shrink to a fifth, and a file that claims more is
    /// refused before it is unpacked.
    /// </summary>
    private const long UnpackedAtLeast = 1 << 25;

    private const int UnpackedPerByte = 16;

    private IdxFile() { }

    /// <summary>The number of images or labels.</summary>
    public abstract int Count { get; }

    /// <summary>Grey values from 0 to 255, row-major: [count, rows, columns].</summary>
    public sealed record Images : IdxFile
    {
        internal Images(int count, int rows, int columns, byte[] owned)
        {
            Count = count;
            Rows = rows;
            Columns = columns;
            Pixels = owned;
        }

        /// <inheritdoc/>
        public override int Count { get; }

        /// <summary>The height in pixels, at least 1.</summary>
        public int Rows { get; }

        /// <summary>The width in pixels, at least 1.</summary>
        public int Columns { get; }

        /// <summary>All pixels, Count · Rows · Columns bytes.</summary>
        public ReadOnlyMemory<byte> Pixels { get; }

        /// <summary>The pixels of one image, [rows, columns].</summary>
        /// <exception cref="ArgumentOutOfRangeException">The index is not from 0 to Count − 1.</exception>
        public ReadOnlySpan<byte> this[int index]
        {
            get
            {
                ArgumentOutOfRangeException.ThrowIfNegative(index);
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
                return Pixels.Span.Slice(index * Rows * Columns, Rows * Columns);
            }
        }

        /// <summary>Equality of sizes and pixels.</summary>
        public bool Equals(Images? other) =>
            other is not null
            && (Count, Rows, Columns) == (other.Count, other.Rows, other.Columns)
            && Pixels.Span.SequenceEqual(other.Pixels.Span);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add((Count, Rows, Columns));
            hash.AddBytes(Pixels.Span);
            return hash.ToHashCode();
        }
    }

    /// <summary>Labels, one byte each: [count].</summary>
    public sealed record Labels : IdxFile
    {
        internal Labels(byte[] owned) => Values = owned;

        /// <inheritdoc/>
        public override int Count => Values.Length;

        /// <summary>The labels in the order of the images.</summary>
        public ReadOnlyMemory<byte> Values { get; }

        /// <summary>Equality of the labels.</summary>
        public bool Equals(Labels? other) =>
            other is not null && Values.Span.SequenceEqual(other.Values.Span);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.AddBytes(Values.Span);
            return hash.ToHashCode();
        }
    }

    /// <summary>The result of the function for the case at hand.</summary>
    public T Match<T>(Func<Images, T> images, Func<Labels, T> labels)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(labels);
        return this is Images i ? images(i) : labels((Labels)this);
    }

    /// <summary>Reads a plain file or one compressed with gzip; its first bytes decide, not its name.</summary>
    /// <exception cref="IdxException">The file breaks the format.</exception>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    public static IdxFile Read(string path, CancellationToken cancellation = default)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return Read(stream, path, cancellation);
    }

    /// <summary>Reads a seekable stream from its position to its end, plain or compressed with gzip.</summary>
    /// <exception cref="IdxException">The content breaks the format.</exception>
    /// <exception cref="ArgumentException">The stream is not seekable.</exception>
    public static IdxFile Read(
        Stream stream,
        string source = "idx stream",
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek)
            throw new ArgumentException("Expected a seekable stream.", nameof(stream));
        long start = stream.Position;
        bool compressed = stream.ReadByte() == 0x1f && stream.ReadByte() == 0x8b;
        stream.Position = start;
        if (!compressed)
            return IdxContent.Read(stream, source, MaximumLength, cancellation);
        long most = Math.Min(
            MaximumLength,
            UnpackedAtLeast + UnpackedPerByte * (stream.Length - start)
        );
        try
        {
            using var content = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
            return IdxContent.Read(content, source, most, cancellation);
        }
        catch (InvalidDataException cause)
        {
            throw new IdxException(
                source,
                "gzip data",
                $"damage ({cause.Message})",
                "a complete gzip file",
                cause
            );
        }
    }

    /// <summary>Reads a file of images.</summary>
    /// <exception cref="IdxException">The file breaks the format or holds labels.</exception>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    public static Images ReadImages(string path, CancellationToken cancellation = default) =>
        Read(path, cancellation)
            .Match(
                images: images => images,
                labels: labels =>
                    throw new IdxException(
                        path,
                        "magic",
                        "labels (0x00000801)",
                        "images (0x00000803)"
                    )
            );

    /// <summary>Reads a file of labels.</summary>
    /// <exception cref="IdxException">The file breaks the format or holds images.</exception>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    public static Labels ReadLabels(string path, CancellationToken cancellation = default) =>
        Read(path, cancellation)
            .Match(
                images: images =>
                    throw new IdxException(
                        path,
                        "magic",
                        "images (0x00000803)",
                        "labels (0x00000801)"
                    ),
                labels: labels => labels
            );
}
