using System.Buffers.Binary;
using System.IO.Compression;

namespace AgeFormal.Laws;

/// <summary>Idx files assembled independently of the library.</summary>
public static class IdxBytes
{
    public const uint ImagesMagic = 0x00000803;
    public const uint LabelsMagic = 0x00000801;

    public static byte[] Of(uint[] words, byte[] content)
    {
        byte[] bytes = new byte[4 * words.Length + content.Length];
        for (int i = 0; i < words.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 * i), words[i]);
        content.CopyTo(bytes, 4 * words.Length);
        return bytes;
    }

    public static byte[] Images(uint count, uint rows, uint columns, byte[] pixels) =>
        Of([ImagesMagic, count, rows, columns], pixels);

    public static byte[] Labels(params byte[] labels) =>
        Of([LabelsMagic, (uint)labels.Length], labels);

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
