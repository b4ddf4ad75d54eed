using System.Globalization;
using System.Text;
using AgeFormal.Algebra;
using AgeFormal.Facade;
using AgeFormal.Operators;
using SkiaSharp;

namespace AgeFormal.Docs.Tests.Pictures;

/// <summary>
/// An animated drawing: a digit that is turned step by step, and beside it the four maps of one channel that the trained p4-CNN
/// computes for each turned digit. Each frame is executed; nothing is turned by the drawing.
/// </summary>
internal static class TurningPicture
{
    private const string Layer = "c1";
    private const int Digit = 4;
    private const int Channel = 4;
    private const int Tile = 120;
    private const int Gap = 20;
    private const int Top = 46;
    private const double Seconds = 1.6;

    /// <summary>The drawing as SVG.</summary>
    public static string Svg()
    {
        var demonstration = Demonstration.Embedded();
        using var network = demonstration.Trained.Compile(Precision.Double);
        var input = demonstration
            .Sample.Slice(demonstration.Sample.Labels.Span.IndexOf(Digit), 1)
            .ToSignal(network.Op.Input);
        var group = network.Op.Input.Group;
        var inputs = group.Group.Elements.Select(h => SignalAction.Transform(input, h)).ToArray();
        var maps = inputs.Select(turned => network.Activations(turned)[Layer]).ToArray();
        var residual = group.Group.Elements.Max(h =>
            Difference(maps[h], SignalAction.Transform(maps[0], h))
        );
        var svg = new StringBuilder();
        Head(svg, residual);
        foreach (var h in group.Group.Elements)
            Frame(svg, h, inputs[h], maps[h], group.Group);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Head(StringBuilder svg, double residual)
    {
        var width = 5 * Tile + 7 * Gap;
        var height = Top + Tile + 58;
        Line(
            svg,
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" font-family="sans-serif" font-size="15">"""
        );
        Line(svg, $"""<rect width="{width}" height="{height}" rx="12" fill="#16233A"/>""");
        Text(svg, Gap, 30, "the input");
        Text(
            svg,
            2 * Gap + Tile + Gap,
            30,
            "one channel of the trained network, in its four orientations"
        );
        var worst = residual.ToString("F9", CultureInfo.InvariantCulture);
        Text(
            svg,
            Gap,
            height - 22,
            $"Turn the input: every map turns alike and moves on by one place. Largest difference: {worst}"
        );
    }

    // Shown for its part of the round, and hidden for the rest of it.
    private static void Frame(
        StringBuilder svg,
        int h,
        Signal<double> input,
        Signal<double> maps,
        FiniteGroup group
    )
    {
        var shown = string.Join(';', group.Elements.Select(other => other == h ? 1 : 0));
        Line(svg, $"""<g opacity="{(h == 0 ? 1 : 0)}">""");
        Line(
            svg,
            $"""<animate attributeName="opacity" calcMode="discrete" dur="{(Seconds * group.Order).ToString(CultureInfo.InvariantCulture)}s" repeatCount="indefinite" values="{shown}"/>"""
        );
        Picture(svg, Gap, Values(input, 0, 0), "#FFFFFF");
        foreach (var k in group.Elements)
            // The map that was at e is at h now, and keeps its colour.
            Picture(
                svg,
                3 * Gap + Tile + k * (Tile + Gap),
                Values(maps, Channel, k),
                OrientationColours.Of(group.Multiply(group.Inverse(h), k))
            );
        Line(svg, "</g>");
    }

    private static void Picture(StringBuilder svg, int x, double[,] values, string colour) =>
        Line(
            svg,
            $"""<image x="{x}" y="{Top}" width="{Tile}" height="{Tile}" style="image-rendering:pixelated" href="data:image/png;base64,{Convert.ToBase64String(Png(values, colour))}"/>"""
        );

    private static byte[] Png(double[,] values, string colour)
    {
        var (rows, columns) = (values.GetLength(0), values.GetLength(1));
        var (least, most) = (values.Cast<double>().Min(), values.Cast<double>().Max());
        var full = SKColor.Parse(colour);
        using var pixels = new SKBitmap(columns, rows, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (var row = 0; row < rows; row++)
        for (var column = 0; column < columns; column++)
        {
            var share = (values[row, column] - least) / Math.Max(most - least, double.Epsilon);
            pixels.SetPixel(column, row, new(Share(full.Red), Share(full.Green), Share(full.Blue)));
            byte Share(byte part) => (byte)Math.Round(part * share);
        }
        using var png = pixels.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    // [b, c, h, y, x]; digits of the published convention are stored by columns, and shown upright.
    private static double[,] Values(Signal<double> signal, int channel, int h)
    {
        var (order, rows, columns) = (
            signal.Type.FibreSize,
            signal.Type.Grid.Sizes[0],
            signal.Type.Grid.Sizes[1]
        );
        var values = new double[columns, rows];
        for (var row = 0; row < rows; row++)
        for (var column = 0; column < columns; column++)
            values[column, row] = signal.Values[
                ((channel * order + h) * rows + row) * columns + column
            ];
        return values;
    }

    private static double Difference(Signal<double> a, Signal<double> b) =>
        a.Values.Zip(b.Values, (one, other) => Math.Abs(one - other)).Max();

    private static void Text(StringBuilder svg, int x, int y, string text) =>
        Line(svg, $"""<text x="{x}" y="{y}" fill="#E8EEF7">{text}</text>""");

    private static void Line(StringBuilder svg, string line) => svg.Append(line).Append('\n');
}
