using System.Buffers.Binary;

namespace AgeFormal.Networks.Onnx.Reading;

/// <summary>A constant of a graph that is read: real numbers, or whole ones.</summary>
/// <param name="Shape">The sizes.</param>
/// <param name="Values">The values, row-major. Every format but the widest integers is exact in 64 bits.</param>
/// <param name="IsInteger">Whether division is that of whole numbers.</param>
internal sealed record ReadTensor(int[] Shape, double[] Values, bool IsInteger)
{
    /// <summary>A TensorProto.</summary>
    /// <param name="message">The message.</param>
    /// <param name="folder">Where files of external data lie; null where there are none.</param>
    /// <exception cref="FormatException">The value, and what was expected.</exception>
    public static ReadTensor Of(WireMessage message, string? folder)
    {
        var volume = 1L;
        var shape = new List<int>();
        foreach (var size in message.Integers(1))
        {
            if (size is < 0 or > int.MaxValue || volume * size > int.MaxValue)
                throw new FormatException(
                    $"the size {size}, expected one from 0 to {int.MaxValue}"
                );
            volume *= size;
            shape.Add((int)size);
        }
        var type = message.Integer(2);
        var width = type switch
        {
            1 or 6 or 12 => 4,
            2 or 3 or 9 => 1,
            4 or 5 or 10 or 16 => 2,
            7 or 11 or 13 => 8,
            _ => throw new FormatException($"the element type {type}, expected one of numbers"),
        };
        var isInteger = type is not (1 or 10 or 11 or 16);
        ReadOnlyMemory<byte>? raw =
            message.Integer(14) == 1 ? External(message, folder)
            : message.Has(9) ? message.Lengths(9).Last()
            : default(ReadOnlyMemory<byte>?);
        if (raw is { } bytes)
        {
            if (bytes.Length != volume * width)
                throw new FormatException(
                    $"{bytes.Length} bytes, expected {volume * width} for [{string.Join(", ", shape)}]"
                );
            var values = new double[volume];
            var span = bytes.Span;
            for (var i = 0; i < values.Length; i++)
                values[i] = Number(type, span[(i * width)..]);
            return new([.. shape], values, isInteger);
        }
        IEnumerable<double> typed = type switch
        {
            1 => message.Singles(4).Select(value => (double)value),
            11 => message.Doubles(10),
            7 => message.Integers(7).Select(value => (double)value),
            12 or 13 => message.Integers(11).Select(value => (double)(ulong)value),
            10 => message
                .Integers(5)
                .Select(value => (double)BitConverter.UInt16BitsToHalf((ushort)value)),
            16 => message
                .Integers(5)
                .Select(value =>
                    (double)BitConverter.UInt32BitsToSingle((uint)(ushort)value << 16)
                ),
            _ => message.Integers(5).Select(value => (double)(int)value),
        };
        double[] listed = [.. typed];
        return listed.Length == volume
            ? new([.. shape], listed, isInteger)
            : throw new FormatException(
                $"{listed.Length} values, expected {volume} for [{string.Join(", ", shape)}]"
            );
    }

    private static double Number(long type, ReadOnlySpan<byte> bytes) =>
        type switch
        {
            1 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
            2 or 9 => bytes[0],
            3 => (sbyte)bytes[0],
            4 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            5 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
            6 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
            7 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
            10 => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
            11 => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
            12 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            13 => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
            _ => BitConverter.UInt32BitsToSingle(
                (uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16
            ),
        };

    // A part of a file beside the model, never of one elsewhere.
    private static ReadOnlyMemory<byte> External(WireMessage message, string? folder)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in message.Messages(13))
            entries[entry.Text(1)] = entry.Text(2);
        var location = entries.GetValueOrDefault("location", "");
        if (
            folder is null
            || location.Length == 0
            || Path.IsPathRooted(location)
            || location.Contains('\0', StringComparison.Ordinal)
            || location.Split('/', '\\').Contains("..")
        )
            throw new FormatException(
                $"the external file '{location}', expected one beside the model"
            );
        var path = Path.Combine(folder, location);
        if (!File.Exists(path))
            throw new FormatException($"the external file '{location}' is absent");
        using var stream = File.OpenRead(path);
        var offset = Number("offset", 0);
        var length = Number("length", stream.Length - offset);
        if (offset < 0 || length < 0 || length > int.MaxValue || offset > stream.Length - length)
            throw new FormatException(
                $"{length} bytes at {offset} of '{location}', expected a part of its {stream.Length}"
            );
        var bytes = new byte[length];
        stream.Position = offset;
        stream.ReadExactly(bytes);
        return bytes;
        long Number(string key, long absent) =>
            !entries.TryGetValue(key, out var text) ? absent
            : long.TryParse(text, out var value) ? value
            : throw new FormatException($"the {key} '{text}' of external data, expected a number");
    }
}
