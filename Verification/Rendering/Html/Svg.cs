using System.Globalization;
using System.Text;
using static AgeFormal.Verification.Rendering.Html.Node;

namespace AgeFormal.Verification.Rendering.Html;

/// <summary>Inline drawings.</summary>
internal static class Svg
{
    /// <summary>A drawing with a text for readers who do not see it.</summary>
    /// <param name="label">The text.</param>
    /// <param name="left">The smallest x.</param>
    /// <param name="top">The smallest y.</param>
    /// <param name="width">The extent in x.</param>
    /// <param name="height">The extent in y.</param>
    /// <param name="scale">Pixels per unit.</param>
    /// <param name="content">The shapes.</param>
    public static Node Drawing(
        string label,
        double left,
        double top,
        double width,
        double height,
        double scale,
        IEnumerable<Node> content
    ) =>
        Tag("svg", content)
            .With("viewBox", $"{Number(left)} {Number(top)} {Number(width)} {Number(height)}")
            .With("width", Number(width * scale))
            .With("height", Number(height * scale))
            .With("role", "img")
            .With("aria-label", label);

    /// <summary>A round dot per point, in one path: a line of no length with round ends.</summary>
    public static Node Dots(IEnumerable<(double X, double Y)> points, string kind)
    {
        var path = new StringBuilder();
        foreach (var (x, y) in points)
            path.Append(CultureInfo.InvariantCulture, $"M{Number(x)} {Number(y)}h0");
        return Tag("path").With("d", path.ToString()).Class(kind);
    }

    /// <summary>A circle per point, in one path.</summary>
    public static Node Rings(IEnumerable<(double X, double Y)> points, double radius, string kind)
    {
        var path = new StringBuilder();
        var (r, d) = (Number(radius), Number(2 * radius));
        foreach (var (x, y) in points)
            path.Append(
                CultureInfo.InvariantCulture,
                $"M{Number(x - radius)} {Number(y)}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0 -{d} 0"
            );
        return Tag("path").With("d", path.ToString()).Class(kind);
    }

    /// <summary>A cross at a point.</summary>
    public static Node Cross((double X, double Y) at, double arm, string kind) =>
        Tag("path")
            .With(
                "d",
                $"M{Number(at.X - arm)} {Number(at.Y)}H{Number(at.X + arm)}M{Number(at.X)} {Number(at.Y - arm)}V{Number(at.Y + arm)}"
            )
            .Class(kind);

    /// <summary>A line between two points.</summary>
    public static Node Line((double X, double Y) from, (double X, double Y) to, string kind) =>
        Tag("path")
            .With("d", $"M{Number(from.X)} {Number(from.Y)}L{Number(to.X)} {Number(to.Y)}")
            .Class(kind);

    /// <summary>A coordinate with at most three decimals.</summary>
    public static string Number(double value) =>
        Math.Round(value, 3).ToString("0.###", CultureInfo.InvariantCulture);
}
