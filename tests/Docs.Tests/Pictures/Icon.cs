using AgeFormal.Algebra;
using SkiaSharp;

namespace AgeFormal.Docs.Tests.Pictures;

/// <summary>The icon of the packages: the orbit of one blade under p4, each copy in the colour of its h.</summary>
internal static class Icon
{
    private const int Size = 128;
    private const int Steps = 16;

    // In steps from the centre, by rows and columns as the lattice counts them.
    private static readonly (int Row, int Column)[] Blade = [(-1, 1), (-11, 2), (-12, 11), (-4, 7)];

    /// <summary>The picture as PNG.</summary>
    public static byte[] Png()
    {
        using var pixels = new SKBitmap(Size, Size);
        using var canvas = new SKCanvas(pixels);
        canvas.Clear(SKColors.Transparent);
        using var paint = new SKPaint { IsAntialias = true, Color = new SKColor(0x16, 0x23, 0x3A) };
        canvas.DrawRoundRect(0, 0, Size, Size, 24, 24, paint);
        foreach (var h in PointGroups.P4.Group.Elements)
        {
            using var path = new SKPath();
            path.AddPoly([.. Blade.Select(point => Turned(h, point))]);
            paint.Color = SKColor.Parse(OrientationColours.Of(h));
            canvas.DrawPath(path, paint);
        }
        using var png = pixels.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static SKPoint Turned(int h, (int Row, int Column) point)
    {
        var turned = PointGroups.P4.Act(h, [point.Row, point.Column]);
        return new(Place(turned[1]), Place(turned[0]));
    }

    private static float Place(int steps) => Size / 2f + steps * (Size / (2f * Steps));
}
