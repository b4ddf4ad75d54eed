using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using AgeFormal.Laws;

namespace AgeFormal.Learning.Tests.Data.Formats;

/// <summary>Files of data sets assembled independently of the library.</summary>
internal static class DataBytes
{
    public const int CifarValues = 3 * 32 * 32;

    /// <summary>Records of CIFAR: value i of record n is (7·n + i) mod 256.</summary>
    public static byte[] Cifar(params byte[][] labels) =>
        [
            .. labels.SelectMany(
                (label, n) =>
                    label.Concat(Enumerable.Range(0, CifarValues).Select(i => (byte)(7 * n + i)))
            ),
        ];

    public static byte[] Npy(string type, string shape, byte[] elements, bool isFortran = false)
    {
        var text =
            $"{{'descr': '{type}', 'fortran_order': {(isFortran ? "True" : "False")}, 'shape': {shape}, }}";
        text = text.PadRight((10 + text.Length + 64) / 64 * 64 - 11) + "\n";
        var head = new byte[10];
        ((byte[])[0x93, .. "NUMPY"u8, 1, 0]).CopyTo(head, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(8), (ushort)text.Length);
        return [.. head, .. Encoding.ASCII.GetBytes(text), .. elements];
    }

    public static byte[] Npz(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        return stream.ToArray();
    }

    public static byte[] Tar(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new TarWriter(stream, leaveOpen: true))
            foreach (var (name, content) in entries)
                archive.WriteEntry(
                    new UstarTarEntry(TarEntryType.RegularFile, name)
                    {
                        DataStream = new MemoryStream(content),
                        ModificationTime = DateTimeOffset.UnixEpoch,
                    }
                );
        return stream.ToArray();
    }

    public static byte[] TarGz(params (string Name, byte[] Content)[] entries) =>
        IdxBytes.Gzip(Tar(entries));
}
