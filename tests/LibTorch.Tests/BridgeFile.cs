using System.Buffers.Binary;

namespace AgeFormal.LibTorch.Tests;

/// <summary>
/// The real libLibTorchSharp.so, and offsets in it that are found here by section name, independently of the code
/// under test.
/// </summary>
internal static class BridgeFile
{
    public static string Path =>
        System.IO.Path.Combine(
            AppContext.BaseDirectory,
            "runtimes",
            "linux-x64",
            "native",
            "libLibTorchSharp.so"
        );

    public static byte[] Read()
    {
        if (!File.Exists(Path))
            Assert.Ignore("The package's Linux library is in the output of a Linux build only.");
        return File.ReadAllBytes(Path);
    }

    /// <summary>Section header offset of a section, found by name through .shstrtab.</summary>
    public static int Header(byte[] file, string name)
    {
        var table = (int)U64(file, 0x28);
        var names = (int)U64(
            file,
            table + 64 * BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(0x3E)) + 24
        );
        var count = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(0x3C));
        return Enumerable
            .Range(0, count)
            .Select(i => table + 64 * i)
            .Single(header =>
            {
                var start = names + (int)U32(file, header);
                var end = Array.IndexOf(file, (byte)0, start);
                return System.Text.Encoding.ASCII.GetString(file[start..end]) == name;
            });
    }

    public static int Offset(byte[] file, string name) => (int)U64(file, Header(file, name) + 24);

    public static int Size(byte[] file, string name) => (int)U64(file, Header(file, name) + 32);

    public static uint U32(byte[] file, int offset) =>
        BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(offset));

    public static ulong U64(byte[] file, int offset) =>
        BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(offset));

    public static byte[] With(byte[] file, int offset, params byte[] patch)
    {
        var copy = (byte[])file.Clone();
        patch.CopyTo(copy, offset);
        return copy;
    }
}
