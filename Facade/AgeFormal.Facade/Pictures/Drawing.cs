using AgeFormal.Algebra;

namespace AgeFormal.Facade.Pictures;

/// <summary>A drawing as a value: what is written as SVG or painted as PNG is the same list of shapes.</summary>
/// <param name="Title">What readers hear who do not see it.</param>
/// <param name="Width">The extent across, in pixels.</param>
/// <param name="Height">The extent down.</param>
/// <param name="Shapes">The shapes, the lowest first.</param>
internal sealed record Drawing(string Title, double Width, double Height, EqArray<Shape> Shapes);

/// <summary>A part of a drawing.</summary>
internal abstract record Shape
{
    private Shape() { }

    /// <summary>Pixels in a rectangle, each a smaller rectangle with sharp borders.</summary>
    public sealed record Picture(
        double X,
        double Y,
        double Width,
        double Height,
        Pixels Pixels,
        double Cover
    ) : Shape;

    /// <summary>Straight lines through points.</summary>
    public sealed record Line(
        EqArray<(double X, double Y)> Points,
        double Thickness,
        string Colour,
        double Cover
    ) : Shape;

    /// <summary>A line of text that starts at a point.</summary>
    public sealed record Label(double X, double Y, double Size, string Text, bool IsCentred)
        : Shape;

    /// <summary>One function per case.</summary>
    public T Match<T>(Func<Picture, T> picture, Func<Line, T> line, Func<Label, T> label) =>
        this switch
        {
            Picture shape => picture(shape),
            Line shape => line(shape),
            Label shape => label(shape),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
