using SkiaSharp;

namespace AgeFormal.Learning.Data;

/// <summary>The eight ways in which a camera may have been held, as the tag Orientation of EXIF names them.</summary>
internal static class Orientation
{
    /// <summary>The picture as it is to be looked at.</summary>
    public static ImageSet Upright(ImageSet stored, SKEncodedOrigin origin) =>
        origin switch
        {
            SKEncodedOrigin.TopRight => Mirrored(stored, rows: false, columns: true),
            SKEncodedOrigin.BottomRight => Mirrored(stored, rows: true, columns: true),
            SKEncodedOrigin.BottomLeft => Mirrored(stored, rows: true, columns: false),
            SKEncodedOrigin.LeftTop => stored.Transpose(),
            SKEncodedOrigin.RightTop => Mirrored(stored.Transpose(), rows: false, columns: true),
            SKEncodedOrigin.RightBottom => Mirrored(stored.Transpose(), rows: true, columns: true),
            SKEncodedOrigin.LeftBottom => Mirrored(stored.Transpose(), rows: true, columns: false),
            _ => stored,
        };

    private static ImageSet Mirrored(ImageSet image, bool rows, bool columns)
    {
        var pixels = image.Pixels.ToArray();
        for (int line = 0; line < pixels.Length / image.Columns; line++)
            if (columns)
                pixels.AsSpan(line * image.Columns, image.Columns).Reverse();
        for (int plane = 0; rows && plane < pixels.Length / image.Points; plane++)
        for (int row = 0; row < image.Rows / 2; row++)
        {
            int other = plane * image.Points + (image.Rows - 1 - row) * image.Columns;
            int own = plane * image.Points + row * image.Columns;
            for (int column = 0; column < image.Columns; column++)
                (pixels[own + column], pixels[other + column]) = (
                    pixels[other + column],
                    pixels[own + column]
                );
        }
        return image.Changed(image.Grid, pixels, image.Labels);
    }
}
