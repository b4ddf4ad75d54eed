using System.Text;
using System.Xml;
using AgeFormal.Operators;
using OxyPlot;
using SkiaSharp;

namespace AgeFormal.Learning.Plots;

/// <summary>A chart as a file.</summary>
internal static class ChartFile
{
    private const float Scale = 2;
    private const int Quality = 100;

    /// <summary>Writes a chart atomically, as the name of the file says: <c>.svg</c> or <c>.png</c>, which has twice the points.</summary>
    /// <exception cref="ArgumentException">The name ends otherwise.</exception>
    /// <exception cref="IOException">The folder is absent or the disk is full; nothing was changed.</exception>
    public static void Write(string path, IChart chart, CancellationToken cancellation = default)
    {
        var bytes = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".svg" => Encoding.UTF8.GetBytes(Svg(chart)),
            ".png" => Png(chart),
            var other => throw new ArgumentException(
                $"The drawing '{path}' ends in '{other}'; expected .svg or .png.",
                nameof(path)
            ),
        };
        AtomicFile.Write(path, stream => stream.Write(bytes), cancellation);
    }

    /// <summary>The chart as a text of SVG.</summary>
    public static string Svg(IChart chart) =>
        new SvgExporter { Width = chart.Width, Height = chart.Height }.ExportToString(
            chart.Model()
        );

    /// <summary>The chart as the bytes of a PNG file.</summary>
    public static byte[] Png(IChart chart)
    {
        using var bitmap = new SKBitmap((int)(Scale * chart.Width), (int)(Scale * chart.Height));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.White);
            canvas.Scale(Scale);
            IPlotModel model = chart.Model();
            model.Update(true);
            model.Render(new SkiaContext(canvas), new OxyRect(0, 0, chart.Width, chart.Height));
        }
        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(SKEncodedImageFormat.Png, Quality);
        return data.ToArray();
    }

    /// <summary>A text of a drawing, which is XML: not every character can be in it.</summary>
    public static string Written(string text) =>
        string.Concat(text.Select(letter => XmlConvert.IsXmlChar(letter) ? letter : '\uFFFD'));
}
