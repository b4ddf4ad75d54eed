namespace AgeFormal.Learning.Data;

/// <summary>
/// A file for a reader that believes what it reads: past its end nothing is read in silence, and no operation reads without
/// end, so that a loop of damaged references comes to one.
/// </summary>
internal sealed class BoundedStream(FileStream file, string source) : Stream
{
    private const long MostReads = 1 << 22;
    private const long BytesAtLeast = 1 << 26;

    private long _reads;
    private long _bytes;

    /// <summary>Begins an operation.</summary>
    public void Begin() => (_reads, _bytes) = (0, 0);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (buffer.Length > file.Length - file.Position)
            throw new DataFormatException(
                source,
                file.Position,
                $"the end of the file after {Math.Max(0, file.Length - file.Position)} bytes",
                $"{buffer.Length} bytes"
            );
        if (++_reads > MostReads || (_bytes += buffer.Length) > BytesAtLeast + 2 * file.Length)
            throw new DataFormatException(
                source,
                file.Position,
                "references that lead round and round",
                "each part of the file to be read a few times at most"
            );
        file.ReadExactly(buffer);
        return buffer.Length;
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        long position = origin switch
        {
            SeekOrigin.Current => file.Position + offset,
            SeekOrigin.End => file.Length + offset,
            _ => offset,
        };
        if (position < 0 || position > file.Length || ++_reads > MostReads)
            throw new DataFormatException(
                source,
                file.Position,
                $"a reference to byte {position}",
                $"one within the {file.Length} bytes of the file"
            );
        return file.Seek(position, SeekOrigin.Begin);
    }

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            file.Dispose();
        base.Dispose(disposing);
    }
}
