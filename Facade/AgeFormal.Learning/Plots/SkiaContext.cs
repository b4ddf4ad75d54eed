using OxyPlot;
using SkiaSharp;
using HorizontalAlignment = OxyPlot.HorizontalAlignment;

namespace AgeFormal.Learning.Plots;

/// <summary>What OxyPlot draws with, on a canvas of Skia.</summary>
/// <remarks>
/// OxyPlot has one of its own, which needs a later SkiaSharp than TorchSharp has and the native libraries of HarfBuzz beside it.
/// </remarks>
internal sealed class SkiaContext(SKCanvas canvas) : RenderContextBase
{
    private readonly int _saved = canvas.SaveCount;

    /// <inheritdoc/>
    public override void DrawLine(
        IList<ScreenPoint> points,
        OxyColor stroke,
        double thickness,
        EdgeRenderingMode edgeRenderingMode,
        double[] dashArray,
        LineJoin lineJoin
    )
    {
        using var path = Path(points);
        Stroke(path, stroke, thickness, dashArray);
    }

    /// <inheritdoc/>
    public override void DrawPolygon(
        IList<ScreenPoint> points,
        OxyColor fill,
        OxyColor stroke,
        double thickness,
        EdgeRenderingMode edgeRenderingMode,
        double[] dashArray,
        LineJoin lineJoin
    )
    {
        using var path = Path(points);
        path.Close();
        if (fill.IsVisible())
        {
            using var paint = Paint(fill, SKPaintStyle.Fill);
            canvas.DrawPath(path, paint);
        }
        Stroke(path, stroke, thickness, dashArray);
    }

    /// <inheritdoc/>
    public override void DrawText(
        ScreenPoint p,
        string text,
        OxyColor fill,
        string fontFamily,
        double fontSize,
        double fontWeight,
        double rotation,
        HorizontalAlignment horizontalAlignment,
        VerticalAlignment verticalAlignment,
        OxySize? maxSize
    )
    {
        if (string.IsNullOrEmpty(text) || !fill.IsVisible())
            return;
        using var paint = Letters(fontSize, fontWeight);
        paint.Color = Colour(fill);
        var (width, metrics) = (paint.MeasureText(text), paint.FontMetrics);
        var x = horizontalAlignment switch
        {
            HorizontalAlignment.Left => 0,
            HorizontalAlignment.Center => -width / 2,
            _ => -width,
        };
        var y = verticalAlignment switch
        {
            VerticalAlignment.Top => -metrics.Ascent,
            VerticalAlignment.Middle => -(metrics.Ascent + metrics.Descent) / 2,
            _ => -metrics.Descent,
        };
        canvas.Save();
        canvas.Translate((float)p.X, (float)p.Y);
        canvas.RotateDegrees((float)rotation);
        canvas.DrawText(text, x, y, paint);
        canvas.Restore();
    }

    /// <inheritdoc/>
    public override OxySize MeasureText(
        string text,
        string fontFamily,
        double fontSize,
        double fontWeight
    )
    {
        if (string.IsNullOrEmpty(text))
            return OxySize.Empty;
        using var paint = Letters(fontSize, fontWeight);
        return new(paint.MeasureText(text), paint.FontMetrics.Descent - paint.FontMetrics.Ascent);
    }

    /// <inheritdoc/>
    public override int ClipCount => canvas.SaveCount - _saved;

    /// <inheritdoc/>
    public override void PushClip(OxyRect clippingRectangle)
    {
        canvas.Save();
        canvas.ClipRect(
            SKRect.Create(
                (float)clippingRectangle.Left,
                (float)clippingRectangle.Top,
                (float)clippingRectangle.Width,
                (float)clippingRectangle.Height
            )
        );
    }

    /// <inheritdoc/>
    public override void PopClip() => canvas.Restore();

    private void Stroke(SKPath path, OxyColor stroke, double thickness, double[]? dashes)
    {
        if (!stroke.IsVisible() || thickness <= 0)
            return;
        using var paint = Paint(stroke, SKPaintStyle.Stroke);
        paint.StrokeWidth = (float)thickness;
        using var effect = dashes is { Length: > 0 }
            ? SKPathEffect.CreateDash([.. dashes.Select(length => (float)(length * thickness))], 0)
            : null;
        paint.PathEffect = effect;
        canvas.DrawPath(path, paint);
    }

    private static SKPath Path(IList<ScreenPoint> points)
    {
        var path = new SKPath();
        path.AddPoly(
            [.. points.Select(point => new SKPoint((float)point.X, (float)point.Y))],
            close: false
        );
        return path;
    }

    private static SKPaint Paint(OxyColor colour, SKPaintStyle style) =>
        new()
        {
            Color = Colour(colour),
            Style = style,
            IsAntialias = true,
        };

    private static SKPaint Letters(double size, double weight) =>
        new()
        {
            TextSize = (float)size,
            IsAntialias = true,
            FakeBoldText = weight > FontWeights.Normal,
        };

    private static SKColor Colour(OxyColor colour) => new(colour.R, colour.G, colour.B, colour.A);
}
