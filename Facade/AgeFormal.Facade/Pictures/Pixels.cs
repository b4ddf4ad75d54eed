using AgeFormal.Algebra;
using SkiaSharp;

namespace AgeFormal.Facade.Pictures;

/// <summary>A picture of pixels.</summary>
/// <param name="Width">The columns.</param>
/// <param name="Height">The rows.</param>
/// <param name="Rgba">Red, green, blue and cover of each pixel in row order.</param>
internal sealed record Pixels(int Width, int Height, EqArray<byte> Rgba)
{
    /// <summary>The values of a grid's box as pixels; what no point shows is clear.</summary>
    /// <param name="layout">Which point a pixel shows.</param>
    /// <param name="value">The value of a point, from 0 to 1.</param>
    /// <param name="colour">The colour of a value.</param>
    public static Pixels Of(
        PlaneLayout layout,
        Func<int, double> value,
        Func<double, (byte R, byte G, byte B)> colour
    )
    {
        var rgba = new byte[4 * layout.Table.Count];
        for (var i = 0; i < layout.Table.Count; i++)
            if (layout.Table[i] >= 0)
                (rgba[4 * i], rgba[4 * i + 1], rgba[4 * i + 2], rgba[4 * i + 3]) = colour(
                    value(layout.Table[i])
                )
                    is var (r, g, b)
                    ? (r, g, b, (byte)255)
                    : default;
        return new(layout.Width, layout.Height, EqArray.Create<byte>(rgba));
    }

    /// <summary>The picture as a PNG file.</summary>
    public byte[] Png()
    {
        using var image = ToSkia();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>The picture for Skia, to be disposed of by the caller.</summary>
    public SKImage ToSkia() =>
        SKImage.FromPixelCopy(
            new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Unpremul),
            [.. Rgba]
        );

    /// <summary>Bytes in rows as a PNG file of grey values.</summary>
    public static byte[] Grey(int width, int height, byte[] values)
    {
        using var image = SKImage.FromPixelCopy(
            new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque),
            values
        );
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }
}
