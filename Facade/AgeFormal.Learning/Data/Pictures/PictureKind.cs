namespace AgeFormal.Learning.Data;

/// <summary>The formats of pictures that are read. What a file is, its first bytes say, not its name.</summary>
internal static class PictureKind
{
    /// <summary>The extensions under which pictures are looked for in a folder.</summary>
    public static bool IsNamed(string path) =>
        Path.GetExtension(path).ToUpperInvariant() is ".PNG" or ".JPG" or ".JPEG" or ".BMP";

    /// <summary>Whether the content starts as a picture of one of the formats.</summary>
    public static bool Starts(ReadOnlySpan<byte> content) =>
        content.StartsWith(
            (ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]
        )
        || content.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff])
        || content.StartsWith("BM"u8);

    /// <summary>The formats in words.</summary>
    public const string Names = "a PNG, JPEG or BMP picture";
}
