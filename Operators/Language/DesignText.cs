using System.Text;

namespace AgeFormal.Operators.Language;

/// <summary>Writes designs so that <see cref="DesignParser"/> reads them back.</summary>
public static class DesignText
{
    private static readonly Renderer Unicode = new(Notation.Text);
    private static readonly Renderer Plain = new(Notation.Ascii);

    /// <summary>The design in the notation of <see cref="TermText"/>. Parse(Render(d)) = d.</summary>
    public static string Render(Design design) => Render(design, Unicode, "×");

    /// <summary>The design with the ASCII spelling of every symbol; names stay as they are. Parse(RenderAscii(d)) = d.</summary>
    public static string RenderAscii(Design design) => Render(design, Plain, "x");

    private static string Render(Design design, Renderer renderer, string times)
    {
        ArgumentNullException.ThrowIfNull(design);
        var text = new StringBuilder();
        void Line(string line) => text.Append(line).Append('\n');

        Line($"design {design.Name}");
        if (design.Description is { } description)
            Line($"about {Quoted(description)}");
        if (design.Source is { } source)
            Line($"source {Quoted(source)}");
        Line($"group {design.Group}");
        Line(
            $"input f[{design.Input.Channels}] on {(design.Input.Fibre == Fibre.Regular ? "group" : "lattice")}"
        );
        if (design.Output.Count > 0)
            Line($"output {string.Join(", ", design.Output)}");
        foreach (var window in design.Windows)
            Line($"window {window.Name}{Shape(window, times)}{(window.Stable ? " stable" : "")}");
        foreach (var constant in design.Constants)
            Line($"const {constant}");
        foreach (var parameter in design.Parameters)
            Line(
                $"param {parameter.Name}[{string.Join(", ", parameter.Axes.Select(Axis))}]{(parameter.Isotropic ? " isotropic" : "")}"
            );
        Line("");
        Line(renderer.Formula(design.Formula));
        return text.ToString();
    }

    private static string Shape(DesignWindow window, string times) =>
        window.Shape is { } shape
            ? $" {shape.ToString().Replace("×", times, StringComparison.Ordinal)}"
            : "";

    private static string Axis(ParameterAxis axis) =>
        axis.Match(
            channels: channels => $"{channels.Count}",
            pointElements: _ => DesignWords.PointElements,
            window: window => window.Window
        );

    private static string Quoted(string line) =>
        $"\"{line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
