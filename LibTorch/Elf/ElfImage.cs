using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace AgeFormal.LibTorch.Elf;

/// <summary>
/// Bounds-checked view of an ELF64 little-endian shared library. Every read outside the file, and every header that
/// is not as the ABI has it, throws <see cref="ElfFormatException"/>.
/// </summary>
internal readonly ref struct ElfImage
{
    private const int HeaderSize = 64;
    private const int SectionHeaderSize = 64;
    private const int LongestName = 4096;

    private readonly ReadOnlySpan<byte> bytes;

    private ElfImage(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    /// <summary>Checks the file header: magic, 64 bit, little-endian, version 1, shared object.</summary>
    public static ElfImage Open(ReadOnlySpan<byte> bytes)
    {
        var image = new ElfImage(bytes);
        image.CheckRange(0, HeaderSize, "file header");
        Expect("magic number", 0, image.U32(0, "magic number"), 0x464c457f, "7F 45 4C 46");
        Expect("class", 4, bytes[4], 2, "2 (64 bit)");
        Expect("byte order", 5, bytes[5], 1, "1 (little-endian)");
        Expect("version", 6, bytes[6], 1, "1");
        Expect("type", 16, image.U16(16, "type"), 3, "3 (shared object)");
        return image;
    }

    /// <summary>The section header table. Offsets and sizes are checked against the file.</summary>
    public List<ElfSection> Sections()
    {
        var table = Range(U64(0x28, "section table offset"), 0, "section table");
        var width = U16(0x3A, "section header size");
        Expect("section header size", 0x3A, width, SectionHeaderSize, "64");
        var count = U16(0x3C, "section count");
        CheckRange(table, (long)count * SectionHeaderSize, "section table");
        var sections = new List<ElfSection>(count);
        for (var i = 0; i < count; i++)
        {
            var header = table + i * SectionHeaderSize;
            var type = U32(header + 4, "section type");
            var size = type == ElfSection.NoBits ? 0UL : U64(header + 32, "section size");
            var offset = type == ElfSection.NoBits ? 0UL : U64(header + 24, "section offset");
            sections.Add(
                new ElfSection(
                    i,
                    type,
                    Range(offset, size, Invariant($"section {i}")),
                    (int)size,
                    U32(header + 40, "section link"),
                    U32(header + 44, "section info")
                )
            );
        }
        return sections;
    }

    /// <summary>The name at an index of a string table, without its terminating zero.</summary>
    public string Name(ElfSection strings, uint index, string what)
    {
        if (index >= strings.Size)
            throw ElfFormatException.Unexpected(
                what,
                strings.Offset,
                Invariant($"string {index}"),
                Invariant($"an index below {strings.Size}")
            );
        var start = strings.Offset + (int)index;
        var room = Math.Min(strings.Size - (int)index, LongestName);
        var length = bytes.Slice(start, room).IndexOf((byte)0);
        return length >= 0
            ? Encoding.Latin1.GetString(bytes.Slice(start, length))
            : throw ElfFormatException.Unexpected(
                what,
                start,
                "a name without end",
                Invariant($"a zero byte within {room} bytes")
            );
    }

    /// <summary>The unsigned 16-bit number at an offset.</summary>
    public ushort U16(int offset, string what)
    {
        CheckRange(offset, 2, what);
        return BinaryPrimitives.ReadUInt16LittleEndian(bytes[offset..]);
    }

    /// <summary>The unsigned 32-bit number at an offset.</summary>
    public uint U32(int offset, string what)
    {
        CheckRange(offset, 4, what);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);
    }

    /// <summary>The unsigned 64-bit number at an offset.</summary>
    public ulong U64(int offset, string what)
    {
        CheckRange(offset, 8, what);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes[offset..]);
    }

    /// <summary>Throws unless a field has its one allowed value.</summary>
    public static void Expect(string what, int offset, uint found, uint allowed, string expected)
    {
        if (found != allowed)
            throw ElfFormatException.Unexpected(what, offset, Invariant($"{found}"), expected);
    }

    private int Range(ulong offset, ulong size, string what)
    {
        var length = (ulong)bytes.Length;
        return offset <= length && size <= length - offset
            ? (int)offset
            : throw ElfFormatException.Unexpected(
                what,
                offset <= long.MaxValue ? (long)offset : long.MaxValue,
                Invariant($"{size} bytes at {offset}"),
                Invariant($"a range inside the file of {length} bytes")
            );
    }

    private void CheckRange(int offset, long size, string what)
    {
        if (offset < 0 || offset > bytes.Length || size > bytes.Length - offset)
            throw ElfFormatException.Unexpected(
                what,
                offset,
                Invariant($"{size} bytes long"),
                Invariant($"an end inside the file of {bytes.Length} bytes")
            );
    }

    private static string Invariant(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
