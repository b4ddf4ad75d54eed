using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace AgeFormal.Laws;

/// <summary>Damaged files: the mutant of a file with a seed is always the same one.</summary>
public static class FileMutations
{
    private static readonly string[] Numbers =
    [
        "0",
        "-0",
        "-1",
        "1e308",
        "1e999",
        "1e-999",
        "NaN",
        "Infinity",
        "0.5",
        "2147483647",
        "2147483648",
        "-2147483648",
        "4294967296",
        "9223372036854775807",
        "9223372036854775808",
        "65537",
        "1000001",
        "1/0",
        "0/0",
        new('9', 401),
        new('7', 20_000),
    ];

    private static readonly string[] Texts =
    [
        "",
        "\\ud800",
        "\\udc00x",
        "\\u0000",
        "\\u001b[31m",
        "e",
        "g",
        "π",
        "__metadata__",
        "\uFEFF",
        "'; --",
        new('a', 5000),
        "￿",
    ];

    private static readonly byte[][] Openings =
    [
        "["u8.ToArray(),
        "{\"a\":"u8.ToArray(),
        "("u8.ToArray(),
        "relu("u8.ToArray(),
        "π_H("u8.ToArray(),
        "[\"sum\",["u8.ToArray(),
    ];

    private static readonly ulong[] Words =
    [
        0,
        1,
        0x7F,
        0xFF,
        0x7FFF,
        0xFFFF,
        0x7FFF_FFFF,
        0x8000_0000,
        0xFFFF_FFFF,
        0x7FFF_FFFF_FFFF_FFFF,
        ulong.MaxValue,
        0x7FF0_0000_0000_0000,
        0x7FF8_0000_0000_0000,
    ];

    /// <summary>A mutant of one of the files: one piece of damage, or up to four.</summary>
    public static byte[] Of(IReadOnlyList<byte[]> files, int seed)
    {
        var random = new Random(seed);
        var bytes = files[random.Next(files.Count)];
        for (var times = random.Next(3) > 0 ? 1 : random.Next(2, 5); times > 0; times--)
            bytes = Damaged(bytes, files, random);
        return bytes;
    }

    private static byte[] Damaged(byte[] bytes, IReadOnlyList<byte[]> files, Random random) =>
        random.Next(12) switch
        {
            0 => Flipped(bytes, random),
            1 => bytes[..random.Next(bytes.Length + 1)],
            2 => Without(bytes, random),
            3 => Repeated(bytes, random),
            4 => Spliced(bytes, files[random.Next(files.Count)], random),
            5 => WithWord(bytes, random),
            6 or 7 or 8 => Replaced(bytes, Digits(bytes), Numbers, random),
            9 => Replaced(bytes, Quoted(bytes), Texts, random),
            10 => Nested(bytes, random),
            _ => Exchanged(bytes, random),
        };

    private static byte[] Flipped(byte[] bytes, Random random)
    {
        var flipped = bytes.ToArray();
        for (var times = random.Next(1, 9); times > 0 && flipped.Length > 0; times--)
            flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        return flipped;
    }

    private static byte[] Without(byte[] bytes, Random random)
    {
        var (start, end) = Slice(bytes, random);
        return [.. bytes[..start], .. bytes[end..]];
    }

    private static byte[] Repeated(byte[] bytes, Random random)
    {
        var (start, end) = Slice(bytes, random);
        return [.. bytes[..end], .. bytes[start..end], .. bytes[end..]];
    }

    private static byte[] Spliced(byte[] bytes, byte[] other, Random random)
    {
        var (start, end) = Slice(other, random);
        var at = random.Next(bytes.Length + 1);
        return [.. bytes[..at], .. other[start..end], .. bytes[at..]];
    }

    // The first bytes hold the sizes of binary formats, so that every second one is damaged there.
    private static byte[] WithWord(byte[] bytes, Random random)
    {
        var size = 1 << random.Next(4);
        if (bytes.Length < size)
            return bytes;
        var changed = bytes.ToArray();
        var word = new byte[8];
        var value = Words[random.Next(Words.Length)];
        if (random.Next(2) == 0)
            BinaryPrimitives.WriteUInt64LittleEndian(word, value);
        else
            BinaryPrimitives.WriteUInt64BigEndian(word, value << (64 - 8 * size));
        var range = random.Next(2) == 0 ? Math.Min(24, bytes.Length) : bytes.Length;
        word.AsSpan(0, size).CopyTo(changed.AsSpan(random.Next(Math.Max(1, range - size + 1))));
        return changed;
    }

    private static byte[] Replaced(
        byte[] bytes,
        List<(int Start, int End)> places,
        string[] by,
        Random random
    )
    {
        if (places.Count == 0)
            return Flipped(bytes, random);
        var (start, end) = places[random.Next(places.Count)];
        var text = by[random.Next(by.Length)];
        // Half of the texts are short numbers of the same kind, so that many mutants are well formed.
        if (by == Numbers && random.Next(2) == 0)
            text = random.Next(100).ToString(CultureInfo.InvariantCulture);
        return [.. bytes[..start], .. Encoding.UTF8.GetBytes(text), .. bytes[end..]];
    }

    private static byte[] Nested(byte[] bytes, Random random)
    {
        var opening = Openings[random.Next(Openings.Length)];
        var at = random.Next(bytes.Length + 1);
        var times = random.Next(2) == 0 ? random.Next(600) : random.Next(20_000);
        return
        [
            .. bytes[..at],
            .. Enumerable.Repeat(opening, times).SelectMany(piece => piece),
            .. bytes[at..],
        ];
    }

    private static byte[] Exchanged(byte[] bytes, Random random)
    {
        var (start, end) = Slice(bytes, random);
        var middle = (start + end) / 2;
        return [.. bytes[..start], .. bytes[middle..end], .. bytes[start..middle], .. bytes[end..]];
    }

    private static (int Start, int End) Slice(byte[] bytes, Random random)
    {
        var start = random.Next(bytes.Length + 1);
        var longest = Math.Min(bytes.Length - start, random.Next(2) == 0 ? 12 : 200);
        return (start, start + random.Next(longest + 1));
    }

    private static List<(int Start, int End)> Digits(byte[] bytes)
    {
        var places = new List<(int, int)>();
        for (var i = 0; i < bytes.Length; i++)
        {
            if (!char.IsAsciiDigit((char)bytes[i]))
                continue;
            var start = i;
            while (i < bytes.Length && char.IsAsciiDigit((char)bytes[i]))
                i++;
            places.Add((start, i));
        }
        return places;
    }

    private static List<(int Start, int End)> Quoted(byte[] bytes)
    {
        var places = new List<(int, int)>();
        for (var i = Array.IndexOf(bytes, (byte)'"'); i >= 0; i = Next(bytes, i))
        {
            var end = Next(bytes, i);
            if (end < 0)
                break;
            places.Add((i + 1, end));
            i = end;
        }
        return places;
    }

    private static int Next(byte[] bytes, int after) =>
        after + 1 < bytes.Length ? Array.IndexOf(bytes, (byte)'"', after + 1) : -1;
}
