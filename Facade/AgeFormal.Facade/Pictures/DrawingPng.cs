using SkiaSharp;

namespace AgeFormal.Facade.Pictures;

/// <summary>Drawings as PNG files. Text is painted where the machine has a font; what is drawn does not depend on it.</summary>
internal static class DrawingPng
{
    /// <summary>The file, two pixels for each of the drawing's.</summary>
    public static byte[] Write(Drawing drawing)
    {
        const int scale = 2;
        using var surface = SKSurface.Create(
            new SKImageInfo(
                (int)Math.Ceiling(scale * drawing.Width),
                (int)Math.Ceiling(scale * drawing.Height),
                SKColorType.Rgba8888,
                SKAlphaType.Premul
            )
        );
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        canvas.Scale(scale);
        foreach (var shape in drawing.Shapes)
            shape.Match(
                picture: picture => Paint(canvas, picture),
                line: line => Paint(canvas, line),
                label: label => Paint(canvas, label)
            );
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static bool Paint(SKCanvas canvas, Shape.Picture shape)
    {
        using var image = shape.Pixels.ToSkia();
        using var paint = new SKPaint
        {
            Color = SKColors.Black.WithAlpha(Level(shape.Cover)),
            FilterQuality = SKFilterQuality.None,
        };
        canvas.DrawImage(
            image,
            SKRect.Create((float)shape.X, (float)shape.Y, (float)shape.Width, (float)shape.Height),
            paint
        );
        return true;
    }

    private static bool Paint(SKCanvas canvas, Shape.Line shape)
    {
        using var path = new SKPath();
        path.AddPoly(
            [.. shape.Points.Select(at => new SKPoint((float)at.X, (float)at.Y))],
            close: false
        );
        using var paint = new SKPaint
        {
            IsAntialias = true,
            IsStroke = true,
            StrokeWidth = (float)shape.Thickness,
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
            Color = SKColor.Parse(shape.Colour).WithAlpha(Level(shape.Cover)),
        };
        canvas.DrawPath(path, paint);
        return true;
    }

    private static bool Paint(SKCanvas canvas, Shape.Label shape)
    {
        using var paint = new SKPaint
        {
            IsAntialias = true,
            Color = SKColors.Black,
            TextSize = (float)shape.Size,
            TextAlign = shape.IsCentred ? SKTextAlign.Center : SKTextAlign.Left,
        };
        canvas.DrawText(shape.Text, (float)shape.X, (float)shape.Y, paint);
        return true;
    }

    private static byte Level(double cover) => (byte)Math.Round(255 * Math.Clamp(cover, 0, 1));
}
