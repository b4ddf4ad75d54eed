using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace AgeFormal.Networks.Weights;

/// <summary>
/// Kinds of files by their first bytes. Source: the signatures of the safetensors, zip and pickle formats, the numbers of
/// the fields of ModelProto in <c>onnx/onnx.proto</c>, and the magic number of <c>torch/serialization.py</c>.
/// </summary>
public static class FileStart
{
    /// <summary>How many bytes decide.</summary>
    internal const int Length = 4096;

    private const int LengthSize = 8;
    private const int FirstName = 30;
    private const byte LeastVersion = 1;
    private const byte LargestVersion = 32;

    /// <summary>The kind of a file.</summary>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static FileKind Read(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return Of(StreamPrefix.Read(stream, Length));
    }

    /// <summary>The kind of a file that starts with the given bytes; fewer than eight decide nothing.</summary>
    internal static FileKind Of(ReadOnlySpan<byte> start) =>
        start.Length < LengthSize ? FileKind.Unknown
        : IsSafetensors(start) ? FileKind.Safetensors
        : IsOnnx(start) ? FileKind.Onnx
        : start.StartsWith("PK\u0003\u0004"u8)
            ? HoldsPickle(start) ? FileKind.PyTorch
                : FileKind.Zip
        : IsPickle(start)
            ? start[2..].StartsWith(TorchMagic) ? FileKind.PyTorch
                : FileKind.Pickle
        : OfText(start[..Math.Min(start.Length, Length)]);

    // LONG1 of ten bytes, the number 0x1950a86a20f9469cfc6c.
    private static ReadOnlySpan<byte> TorchMagic =>
        [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

    private static bool IsSafetensors(ReadOnlySpan<byte> start) =>
        BinaryPrimitives.ReadUInt64LittleEndian(start) <= SafetensorsHeader.MaximumLength
        && start.Length > LengthSize
        && start[LengthSize] == (byte)'{';

    // Field 1, the version of the format, then a text (producer, domain, documentation), an integer, the graph or the operators.
    private static bool IsOnnx(ReadOnlySpan<byte> start) =>
        start[0] == 0x08
        && start[1] is >= LeastVersion and <= LargestVersion
        && start[2] is 0x12 or 0x1a or 0x22 or 0x28 or 0x32 or 0x3a or 0x42;

    // The first file of an archive of PyTorch is FOLDER/data.pkl.
    private static bool HoldsPickle(ReadOnlySpan<byte> start) =>
        start.Length > FirstName
        && start[FirstName..]
            [
                ..Math.Min(
                    start.Length - FirstName,
                    BinaryPrimitives.ReadUInt16LittleEndian(start[26..])
                )
            ]
            .EndsWith("data.pkl"u8);

    // The opcode PROTO and a version of the binary protocols.
    private static bool IsPickle(ReadOnlySpan<byte> start) =>
        start[0] == 0x80 && start[1] is >= 2 and <= 5;

    private static FileKind OfText(ReadOnlySpan<byte> start)
    {
        var whole = start.Length < Length ? start : WithoutCutCharacter(start);
        if (!Utf8.IsValid(whole) || whole.ContainsAny(NoText))
            return FileKind.Unknown;
        var text = Encoding.UTF8.GetString(whole).TrimStart('\uFEFF');
        var first = text.AsSpan().TrimStart();
        return first.StartsWith("{") || first.StartsWith("[") ? FileKind.Json
            : text.Split('\n').Select(Uncommented).FirstOrDefault(line => line.Length > 0)
                is { } line
            && IsDesign(line)
                ? FileKind.Design
            : FileKind.Text;
    }

    private static string Uncommented(string line) => line.Split('#')[0].Trim();

    private static bool IsDesign(string line) => line.Split(' ', '\t')[0] == "design";

    // The first bytes may end within a character, which has at most four.
    private static ReadOnlySpan<byte> WithoutCutCharacter(ReadOnlySpan<byte> start)
    {
        var end = start.Length;
        while (end > start.Length - 4 && (start[end - 1] & 0xc0) == 0x80)
            end--;
        return start[end - 1] >= 0xc0 ? start[..(end - 1)] : start;
    }

    // Every control character but tabulator, line feed, form feed and carriage return.
    private static readonly System.Buffers.SearchValues<byte> NoText =
        System.Buffers.SearchValues.Create([
            .. Enumerable
                .Range(0, 0x20)
                .Where(code => code is not (0x09 or 0x0a or 0x0c or 0x0d))
                .Append(0x7f)
                .Select(code => (byte)code),
        ]);
}
