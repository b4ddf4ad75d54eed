namespace AgeFormal.Networks.Weights;

/// <summary>Reading a claimed number of bytes without trusting the claim.</summary>
public static class StreamPrefix
{
    private const int FirstBlock = 1 << 16;

    /// <summary>
    /// The next <paramref name="count"/> bytes of the stream, or fewer when it ends before. Allocates in proportion to
    /// what the stream delivers, never to the claim: at most the rest of a seekable stream, otherwise blocks that
    /// double as they are filled.
    /// </summary>
    /// <exception cref="ArgumentException">The stream cannot be read.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or passes <see cref="Array.MaxLength"/>.</exception>
    public static byte[] Read(Stream stream, long count, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead)
            throw new ArgumentException(
                "A stream that can be read is expected, received a closed or write-only one.",
                nameof(stream)
            );
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Array.MaxLength);
        if (count == 0)
            return [];
        long first = stream.CanSeek ? Math.Max(0, stream.Length - stream.Position) : FirstBlock;
        byte[] bytes = new byte[Math.Min(count, first)];
        int filled = 0;
        while (filled < count)
        {
            cancellation.ThrowIfCancellationRequested();
            if (filled == bytes.Length)
            {
                if (stream.CanSeek)
                    break;
                Array.Resize(ref bytes, (int)Math.Min(count, 2L * bytes.Length));
            }

            int read = stream.Read(bytes, filled, bytes.Length - filled);
            if (read == 0)
                break;
            filled += read;
        }

        if (filled < bytes.Length)
            Array.Resize(ref bytes, filled);
        return bytes;
    }
}
