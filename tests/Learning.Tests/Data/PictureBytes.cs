using System.Buffers.Binary;
using AgeFormal.Learning.Data;
using SkiaSharp;

namespace AgeFormal.Learning.Tests.Data;

/// <summary>Pictures as files in memory.</summary>
internal static class PictureBytes
{
    public static byte[] Png(ImageSet image) => Encode(image, SKEncodedImageFormat.Png);

    public static byte[] Jpeg(ImageSet image) => Encode(image, SKEncodedImageFormat.Jpeg);

    /// <summary>Puts the right checksum behind the header of a PNG file.</summary>
    public static void Seal(byte[] png)
    {
        uint sum = uint.MaxValue;
        foreach (var value in png.AsSpan(12, 17))
        {
            sum ^= value;
            for (int bit = 0; bit < 8; bit++)
                sum = (sum >> 1) ^ (0xEDB88320 & (0 - (sum & 1)));
        }
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), ~sum);
    }

    private static byte[] Encode(ImageSet image, SKEncodedImageFormat format)
    {
        using var pixels = new SKBitmap(
            new SKImageInfo(image.Columns, image.Rows, SKColorType.Rgba8888, SKAlphaType.Opaque)
        );
        byte At(int channel, int place) =>
            (byte)Math.Round(255 * image[0][channel % image.Channels * image.Points + place]);
        for (int place = 0; place < image.Points; place++)
            pixels.SetPixel(
                place % image.Columns,
                place / image.Columns,
                new SKColor(At(0, place), At(1, place), At(2, place))
            );
        using var encoded = pixels.Encode(format, 90);
        return encoded.ToArray();
    }
}
