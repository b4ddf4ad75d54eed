using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AgeFormal.Algebra;

namespace AgeFormal.Learning.Data;

/// <summary>
/// An array of a <c>.npy</c> file, little-endian in row order: the magic <c>\x93NUMPY</c>, a version, the length of a header, the
/// header, a dictionary of descr, fortran_order and shape, and the elements. Source: NEP 1, A simple file format for NumPy arrays.
/// </summary>
internal sealed partial record NumpyArray
{
    private const int LongestHeader = 1 << 16;

    private readonly string _source;
    private readonly int _start;
    private readonly byte[] _content;

    private NumpyArray(string source, string type, EqArray<int> shape, byte[] content, int start)
    {
        _source = source;
        Type = type;
        Shape = shape;
        _content = content;
        _start = start;
    }

    /// <summary>The type of the elements, for example <c>&lt;f4</c> or <c>|u1</c>.</summary>
    public string Type { get; }

    public EqArray<int> Shape { get; }

    public int Count => (_content.Length - _start) / Size(Type);

    /// <summary>The elements, where each is a byte.</summary>
    public ReadOnlyMemory<byte>? Bytes =>
        Type == "|u1" ? (ReadOnlyMemory<byte>?)_content.AsMemory(_start) : null;

    /// <summary>The array of the content of a file.</summary>
    /// <exception cref="DataFormatException">The content is no such array.</exception>
    public static NumpyArray Read(byte[] content, string source)
    {
        if (!IsMagic(content))
            throw Fault(source, 0, "another start", "\\x93NUMPY, as .npy files start");
        int lengthBytes = content[6] == 1 ? 2 : 4;
        if (content[6] is not (1 or 2 or 3) || content.Length < 8 + lengthBytes)
            throw Fault(source, 6, $"version {content[6]}", "a whole header of version 1, 2 or 3");
        long length =
            lengthBytes == 2
                ? BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan(8))
                : BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan(8));
        int header = 8 + lengthBytes;
        if (length > Math.Min(LongestHeader, content.Length - header))
            throw Fault(
                source,
                8,
                $"a header of {length} bytes",
                $"at most {Math.Min(LongestHeader, content.Length - header)}"
            );
        var text = Encoding.UTF8.GetString(content, header, (int)length);
        var type = Field(DescriptionPattern(), text, source, header, "'descr' of a plain type");
        if (Field(OrderPattern(), text, source, header, "'fortran_order'") != "False")
            throw Fault(source, header, "columns first", "row order ('fortran_order': False)");
        if (Size(type) == 0)
            throw Fault(
                source,
                header,
                $"the type '{Excerpt.Of(type)}'",
                $"one of {string.Join(", ", Types)}"
            );
        var shape = Sizes(
            Field(ShapePattern(), text, source, header, "'shape' of sizes"),
            source,
            header
        );
        int start = header + (int)length;
        long bytes =
            shape.Aggregate(
                (Int128)Size(type),
                (product, size) => Int128.Min(product * size, long.MaxValue)
            )
                is var all
            && all <= Array.MaxLength
                ? (long)all
                : long.MaxValue;
        return bytes == content.Length - start
            ? new(source, type, shape, content, start)
            : throw Fault(
                source,
                start,
                $"{content.Length - start} bytes of elements",
                $"those of {type}[{string.Join(", ", shape)}]"
            );
    }

    /// <summary>The content of a file of doubles, version 1; law: <see cref="Read"/> gives type, shape and values back.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="values">The values in row order.</param>
    /// <exception cref="ArgumentException">There are not as many values as the sizes say.</exception>
    public static byte[] Write(EqArray<int> shape, ReadOnlySpan<double> values)
    {
        if (shape.Aggregate(1L, (product, size) => product * size) != values.Length)
            throw new ArgumentException(
                $"Expected the values of [{string.Join(", ", shape)}], received {values.Length}.",
                nameof(values)
            );
        var sizes = string.Concat(shape.Select(size => $"{size}, ")).TrimEnd();
        string header = $"{{'descr': '<f8', 'fortran_order': False, 'shape': ({sizes}), }}";
        // The elements start at a multiple of 64 bytes, behind a line feed.
        int start = (10 + header.Length + 1 + 63) / 64 * 64;
        var content = new byte[start + values.Length * sizeof(double)];
        byte[] magic = [0x93, .. "NUMPY"u8, 1, 0];
        magic.CopyTo(content, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(8), (ushort)(start - 10));
        content.AsSpan(10, start - 10).Fill((byte)' ');
        Encoding.ASCII.GetBytes(header, content.AsSpan(10));
        content[start - 1] = (byte)'\n';
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteDoubleLittleEndian(
                content.AsSpan(start + i * sizeof(double)),
                values[i]
            );
        return content;
    }

    /// <summary>The elements as floating-point numbers.</summary>
    public float[] Singles() => Elements((type, at) => (float)Number(type, at));

    /// <summary>The elements as labels.</summary>
    /// <exception cref="DataFormatException">One is no integer from 0 on, or none of 31 bits.</exception>
    public int[] Labels()
    {
        int index = 0;
        return Elements(
            (type, at) =>
            {
                double number = Number(type, at);
                int place = _start + index++ * Size(type);
                return number >= 0 && number <= int.MaxValue && number == Math.Floor(number)
                    ? (int)number
                    : throw Fault(
                        _source,
                        place,
                        $"the label {number.ToString(CultureInfo.InvariantCulture)}",
                        $"an integer from 0 to {int.MaxValue}"
                    );
            }
        );
    }

    private T[] Elements<T>(Func<string, ReadOnlyMemory<byte>, T> read)
    {
        var elements = new T[Count];
        int size = Size(Type);
        for (int i = 0; i < elements.Length; i++)
            elements[i] = read(Type, _content.AsMemory(_start + i * size, size));
        return elements;
    }

    private static double Number(string type, ReadOnlyMemory<byte> at) =>
        type switch
        {
            "|u1" => at.Span[0],
            "|b1" => at.Span[0] == 0 ? 0 : 1,
            "|i1" => (sbyte)at.Span[0],
            "<u2" => BinaryPrimitives.ReadUInt16LittleEndian(at.Span),
            "<i2" => BinaryPrimitives.ReadInt16LittleEndian(at.Span),
            "<u4" => BinaryPrimitives.ReadUInt32LittleEndian(at.Span),
            "<i4" => BinaryPrimitives.ReadInt32LittleEndian(at.Span),
            "<u8" => BinaryPrimitives.ReadUInt64LittleEndian(at.Span),
            "<i8" => BinaryPrimitives.ReadInt64LittleEndian(at.Span),
            "<f4" => BinaryPrimitives.ReadSingleLittleEndian(at.Span),
            _ => BinaryPrimitives.ReadDoubleLittleEndian(at.Span),
        };

    private static readonly EqArray<string> Types =
    [
        "|u1",
        "|b1",
        "|i1",
        "<u2",
        "<i2",
        "<u4",
        "<i4",
        "<u8",
        "<i8",
        "<f4",
        "<f8",
    ];

    // The last sign of a type is its number of bytes.
    private static int Size(string type) => Types.Contains(type) ? type[^1] - '0' : 0;

    private static bool IsMagic(byte[] content) =>
        content.Length >= 10 && content[0] == 0x93 && content.AsSpan(1, 5).SequenceEqual("NUMPY"u8);

    private static string Field(
        Regex pattern,
        string header,
        string source,
        int offset,
        string expected
    ) =>
        pattern.Match(header) is { Success: true } match
            ? match.Groups[1].Value
            : throw Fault(source, offset, $"the header {Excerpt.Of(header)}", expected);

    private static EqArray<int> Sizes(string text, string source, int offset)
    {
        string[] sizes = text.Split(
            ',',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        var shape = new int[sizes.Length];
        for (int i = 0; i < sizes.Length; i++)
            if (
                sizes.Length > 32
                || !int.TryParse(
                    sizes[i],
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out shape[i]
                )
            )
                throw Fault(
                    source,
                    offset,
                    $"the shape ({Excerpt.Of(text)})",
                    "at most 32 sizes below 2³¹"
                );
        return [.. shape];
    }

    private static DataFormatException Fault(
        string source,
        long offset,
        string found,
        string expected
    ) => new(source, offset, found, expected);

    [GeneratedRegex(@"'descr'\s*:\s*'([^']*)'")]
    private static partial Regex DescriptionPattern();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(True|False)")]
    private static partial Regex OrderPattern();

    [GeneratedRegex(@"'shape'\s*:\s*\(([0-9,\s]*)\)")]
    private static partial Regex ShapePattern();
}
