using AgeFormal.Laws;
using AgeFormal.Learning.Data;
using SkiaSharp;

namespace AgeFormal.Learning.Tests.Data;

public sealed class PictureFileTests
{
    private static readonly ImageSet Colour = ImageSet.Of(
        3,
        [4, 5],
        [.. Enumerable.Range(0, 60).Select(i => i * 41 % 256 / 255f)],
        []
    );

    [Test]
    public void A_picture_that_is_written_is_read_again()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("a.png");
        PictureFile.Write(file, Colour);
        Assert.That(PictureFile.Read(file), Is.EqualTo(Colour));
        var grey = ImageSet.Of(1, [4, 5], Colour.Pixels.Span[..20], []);
        PictureFile.Write(file, grey);
        Assert.That(PictureFile.Read(file), Is.EqualTo(grey), "one channel where all agree");
        Assert.That(
            () => PictureFile.Write(file, ImageSet.Of(2, [1, 1], [0, 0], [])),
            Throws.ArgumentException.With.Message.Contains("grey or colour")
        );
    }

    [Test]
    public void What_is_transparent_is_black()
    {
        using var pixels = new SKBitmap(
            new SKImageInfo(2, 1, SKColorType.Rgba8888, SKAlphaType.Unpremul)
        );
        pixels.SetPixel(0, 0, new SKColor(255, 255, 255, 0));
        pixels.SetPixel(1, 0, new SKColor(255, 255, 255, 255));
        using var png = pixels.Encode(SKEncodedImageFormat.Png, 100);
        Assert.That(
            PictureFile.Read(new MemoryStream(png.ToArray())).Pixels.ToArray(),
            Is.EqualTo(new float[] { 0, 1 })
        );
    }

    [TestCase(1, "abcdef", 3)]
    [TestCase(2, "cbafed", 3)]
    [TestCase(3, "fedcba", 3)]
    [TestCase(4, "defabc", 3)]
    [TestCase(5, "adbecf", 2)]
    [TestCase(6, "daebfc", 2)]
    [TestCase(7, "fcebda", 2)]
    [TestCase(8, "cfbead", 2)]
    public void The_orientation_that_a_camera_notes_is_heeded(int tag, string upright, int columns)
    {
        // Blocks of 16×16 survive the compression of a JPEG, which is then told to be turned.
        const int side = 16;
        using var pixels = new SKBitmap(
            new SKImageInfo(3 * side, 2 * side, SKColorType.Rgba8888, SKAlphaType.Opaque)
        );
        for (int y = 0; y < 2 * side; y++)
        for (int x = 0; x < 3 * side; x++)
        {
            byte grey = (byte)(40 * (3 * (y / side) + x / side));
            pixels.SetPixel(x, y, new SKColor(grey, grey, grey));
        }
        using var jpeg = pixels.Encode(SKEncodedImageFormat.Jpeg, 100);
        byte[] plain = jpeg.ToArray();
        byte[] exif =
        [
            0xff,
            0xe1,
            0,
            34,
            .. "Exif\0\0MM"u8,
            0,
            42,
            0,
            0,
            0,
            8, //
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte)tag,
            0,
            0,
            0,
            0,
            0,
            0,
        ];
        var read = PictureFile.Read(new MemoryStream([.. plain[..2], .. exif, .. plain[2..]]));
        Assert.That(read.Columns, Is.EqualTo(columns * side));
        var letters = new char[6];
        for (int i = 0; i < 6; i++)
        {
            int place =
                (i / columns * side + side / 2) * read.Columns + i % columns * side + side / 2;
            letters[i] = (char)('a' + (int)Math.Round(read.Pixels.Span[place] * 255 / 40));
        }
        Assert.That(new string(letters), Is.EqualTo(upright));
    }

    [Test]
    public void What_is_no_picture_is_refused()
    {
        Assert.That(
            () => PictureFile.Read(new MemoryStream([1, 2, 3]), "a.png"),
            Throws
                .TypeOf<DataFormatException>()
                .With.Message.EqualTo(
                    "a.png: byte 0: found the bytes 010203; expected a PNG, JPEG or BMP picture."
                )
        );
        Assert.That(
            () => PictureFile.Read(new MemoryStream(), "a.png"),
            Throws.TypeOf<DataFormatException>().With.Message.Contains("an empty file")
        );
        Assert.That(() => PictureFile.Read("/nowhere/a.png"), Throws.InstanceOf<IOException>());
    }

    [Test]
    public void A_header_that_claims_more_than_the_file_could_hold_is_refused_before_memory_is_taken()
    {
        var bytes = PictureBytes.Png(Colour);
        // Width and height of a PNG file lie at bytes 16 to 23; the checksum of the header follows.
        bytes.AsSpan(16, 8).Clear();
        bytes[17] = bytes[21] = 1;
        PictureBytes.Seal(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(
            () => PictureFile.Read(new MemoryStream(bytes)),
            Throws.TypeOf<DataFormatException>().With.Message.Contains("65536×65536")
        );
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1_000_000));
    }
}
