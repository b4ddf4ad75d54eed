using System.Buffers.Binary;
using System.Text;

namespace AgeFormal.Networks.Onnx.Reading;

/// <summary>A field of a message as it lies in a file.</summary>
/// <param name="Number">The number of the field.</param>
/// <param name="Value">The integer, or the bits of a number of fixed size.</param>
/// <param name="Bytes">The bytes of a field with a length.</param>
/// <param name="HasLength">Whether the field is bytes.</param>
internal readonly record struct WireField(
    int Number,
    ulong Value,
    ReadOnlyMemory<byte> Bytes,
    bool HasLength
);

/// <summary>A message of the protobuf wire format, read without copies of its bytes.</summary>
internal sealed class WireMessage
{
    private readonly List<WireField> _fields = [];

    private WireMessage() { }

    /// <summary>The fields in the order of the file.</summary>
    public IReadOnlyList<WireField> Fields => _fields;

    /// <exception cref="FormatException">The bytes are no message; names the offset.</exception>
    public static WireMessage Of(ReadOnlyMemory<byte> bytes)
    {
        var message = new WireMessage();
        var at = 0;
        while (at < bytes.Length)
        {
            var start = at;
            var tag = Integer(bytes.Span, ref at);
            var number = tag >> 3;
            if (number is 0 or > int.MaxValue)
                throw new FormatException(
                    $"at offset {start} the field number {number}, expected one from 1"
                );
            switch (tag & 7)
            {
                case 0:
                    message._fields.Add(
                        new((int)number, Integer(bytes.Span, ref at), default, false)
                    );
                    break;
                case 1:
                    Need(8);
                    message._fields.Add(
                        new(
                            (int)number,
                            BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span[at..]),
                            default,
                            false
                        )
                    );
                    at += 8;
                    break;
                case 2:
                    var length = Integer(bytes.Span, ref at);
                    Need(length);
                    message._fields.Add(new((int)number, 0, bytes.Slice(at, (int)length), true));
                    at += (int)length;
                    break;
                case 5:
                    Need(4);
                    message._fields.Add(
                        new(
                            (int)number,
                            BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[at..]),
                            default,
                            false
                        )
                    );
                    at += 4;
                    break;
                default:
                    throw new FormatException(
                        $"at offset {start} the wire type {tag & 7}, expected 0, 1, 2 or 5"
                    );
            }
            void Need(ulong count)
            {
                if (count > (ulong)(bytes.Length - at))
                    throw new FormatException(
                        $"at offset {start} a field of {count} bytes, expected at most the {bytes.Length - at} that are left"
                    );
            }
        }
        return message;
    }

    public IEnumerable<WireMessage> Messages(int number) => Lengths(number).Select(WireMessage.Of);

    public WireMessage? Message(int number) => Messages(number).LastOrDefault();

    public IEnumerable<ReadOnlyMemory<byte>> Lengths(int number) =>
        _fields
            .Where(field => field.Number == number)
            .Select(field =>
                field.HasLength
                    ? field.Bytes
                    : throw new FormatException($"the field {number} is a number, expected bytes")
            );

    public IEnumerable<string> Texts(int number) =>
        Lengths(number).Select(bytes => Encoding.UTF8.GetString(bytes.Span));

    public string Text(int number) => Texts(number).LastOrDefault() ?? "";

    public long Integer(int number, long absent = 0) =>
        _fields.LastOrDefault(field => field.Number == number && !field.HasLength)
            is { Number: > 0 } found
            ? (long)found.Value
            : absent;

    public bool Has(int number) => _fields.Exists(field => field.Number == number);

    /// <summary>Integers, packed or not.</summary>
    public IEnumerable<long> Integers(int number)
    {
        foreach (var field in _fields)
            if (field.Number == number)
                if (!field.HasLength)
                    yield return (long)field.Value;
                else
                    for (var at = 0; at < field.Bytes.Length; )
                        yield return (long)Integer(field.Bytes.Span, ref at);
    }

    /// <summary>Numbers of 32 bits, packed or not.</summary>
    public IEnumerable<float> Singles(int number)
    {
        foreach (var field in _fields)
            if (field.Number == number)
                if (!field.HasLength)
                    yield return BitConverter.UInt32BitsToSingle((uint)field.Value);
                else if (field.Bytes.Length % 4 != 0)
                    throw new FormatException(
                        $"the field {number} has {field.Bytes.Length} bytes, expected a multiple of 4"
                    );
                else
                    for (var at = 0; at < field.Bytes.Length; at += 4)
                        yield return BinaryPrimitives.ReadSingleLittleEndian(
                            field.Bytes.Span[at..]
                        );
    }

    /// <summary>Numbers of 64 bits, packed or not.</summary>
    public IEnumerable<double> Doubles(int number)
    {
        foreach (var field in _fields)
            if (field.Number == number)
                if (!field.HasLength)
                    yield return BitConverter.UInt64BitsToDouble(field.Value);
                else if (field.Bytes.Length % 8 != 0)
                    throw new FormatException(
                        $"the field {number} has {field.Bytes.Length} bytes, expected a multiple of 8"
                    );
                else
                    for (var at = 0; at < field.Bytes.Length; at += 8)
                        yield return BinaryPrimitives.ReadDoubleLittleEndian(
                            field.Bytes.Span[at..]
                        );
    }

    private static ulong Integer(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (at >= bytes.Length)
                throw new FormatException(
                    $"at offset {at} the end, expected the rest of an integer"
                );
            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw new FormatException($"at offset {at} an integer of more than 10 bytes");
    }
}
