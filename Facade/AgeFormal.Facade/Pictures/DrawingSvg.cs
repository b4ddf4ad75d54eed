using System.Globalization;
using System.Xml.Linq;

namespace AgeFormal.Facade.Pictures;

/// <summary>Drawings as text of SVG: one file that refers to nothing outside of it.</summary>
internal static class DrawingSvg
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>The text.</summary>
    public static string Write(Drawing drawing) =>
        new XElement(
            Svg + "svg",
            new XAttribute("viewBox", $"0 0 {Number(drawing.Width)} {Number(drawing.Height)}"),
            new XAttribute("width", Number(drawing.Width)),
            new XAttribute("height", Number(drawing.Height)),
            new XElement(Svg + "title", drawing.Title),
            new XElement(
                Svg + "rect",
                new XAttribute("width", "100%"),
                new XAttribute("height", "100%"),
                new XAttribute("fill", "#fff")
            ),
            drawing.Shapes.Select(shape => shape.Match(picture: Picture, line: Line, label: Label))
        ).ToString() + "\n";

    private static XElement Picture(Shape.Picture shape) =>
        new(
            Svg + "image",
            new XAttribute("x", Number(shape.X)),
            new XAttribute("y", Number(shape.Y)),
            new XAttribute("width", Number(shape.Width)),
            new XAttribute("height", Number(shape.Height)),
            new XAttribute("opacity", Number(shape.Cover)),
            new XAttribute("preserveAspectRatio", "none"),
            new XAttribute("style", "image-rendering:pixelated"),
            new XAttribute(
                "href",
                $"data:image/png;base64,{Convert.ToBase64String(shape.Pixels.Png())}"
            )
        );

    private static XElement Line(Shape.Line shape) =>
        new(
            Svg + "polyline",
            new XAttribute(
                "points",
                string.Join(' ', shape.Points.Select(at => $"{Number(at.X)},{Number(at.Y)}"))
            ),
            new XAttribute("fill", "none"),
            new XAttribute("stroke", shape.Colour),
            new XAttribute("stroke-width", Number(shape.Thickness)),
            new XAttribute("stroke-opacity", Number(shape.Cover)),
            new XAttribute("stroke-linecap", "round"),
            new XAttribute("stroke-linejoin", "round")
        );

    private static XElement Label(Shape.Label shape) =>
        new(
            Svg + "text",
            new XAttribute("x", Number(shape.X)),
            new XAttribute("y", Number(shape.Y)),
            new XAttribute("font-size", Number(shape.Size)),
            new XAttribute("font-family", "system-ui, sans-serif"),
            new XAttribute("text-anchor", shape.IsCentred ? "middle" : "start"),
            shape.Text
        );

    private static string Number(double value) =>
        value.ToString("0.##", CultureInfo.InvariantCulture);
}
