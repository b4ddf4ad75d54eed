using System.Globalization;
using AgeFormal.Algebra;
using static AgeFormal.Verification.Rendering.Html.Node;

namespace AgeFormal.Verification.Rendering.Html;

/// <summary>How a cell of a drawn function is set off.</summary>
/// <param name="Differs">The two sides of Theorem 1 differ here.</param>
/// <param name="IsPlace">The place of the counterexample.</param>
/// <param name="IsOutside">Outside of the set on which the function is declared.</param>
internal sealed record CellMark(bool Differs = false, bool IsPlace = false, bool IsOutside = false);

/// <summary>Values on a small torus as drawn matrices, rows leaning by half a cell on the hexagonal lattice.</summary>
internal static class CellGrid
{
    private const double Side = 1;
    private const double Gap = 0.6;

    /// <summary>One matrix, its rows of n values; the n × n blocks of a third axis below each other.</summary>
    /// <param name="label">The text for readers who do not see it.</param>
    /// <param name="n">The length of a row.</param>
    /// <param name="lattice">The lattice.</param>
    /// <param name="values">The values in the order of translations.</param>
    /// <param name="mark">How a cell is set off, by its index.</param>
    public static Node Matrix(
        string label,
        int n,
        Lattice lattice,
        EqArray<string> values,
        Func<int, CellMark> mark
    )
    {
        var width = Math.Max(1.0, values.Max(value => value.Length) * 0.5);
        var rows = (values.Count + n - 1) / n;
        (double X, double Y) Corner(int cell)
        {
            var (row, column) = (cell / n, cell % n);
            var lean = lattice == Lattice.Hexagonal ? row % n * width / 2 : 0;
            return (column * width + lean, row * Side + row / n * Gap);
        }
        var right = Enumerable.Range(0, values.Count).Max(cell => Corner(cell).X) + width;
        var bottom = rows * Side + (rows - 1) / n * Gap;
        return Svg.Drawing(
            label,
            -0.1,
            -0.1,
            right + 0.2,
            bottom + 0.2,
            26,
            values
                .Index()
                .SelectMany(cell => Cell(cell.Item, Corner(cell.Index), width, mark(cell.Index)))
        );
    }

    private static IEnumerable<Node> Cell(
        string value,
        (double X, double Y) corner,
        double width,
        CellMark mark
    )
    {
        var kind = string.Concat(
            "cell",
            mark.IsOutside ? " outside" : "",
            value == "0" ? " zero" : "",
            mark.Differs ? " differs" : "",
            mark.IsPlace ? " place" : ""
        );
        yield return Tag("rect")
            .With("x", Svg.Number(corner.X + 0.03))
            .With("y", Svg.Number(corner.Y + 0.03))
            .With("width", Svg.Number(width - 0.06))
            .With("height", Svg.Number(Side - 0.06))
            .With("rx", "0.1")
            .Class(kind);
        if (!mark.IsOutside)
            yield return Tag("text", value)
                .With("x", Svg.Number(corner.X + width / 2))
                .With("y", Svg.Number(corner.Y + Side / 2))
                .Class(kind);
    }

    /// <summary>A title with matrices side by side, each with a name below.</summary>
    public static Node Row(Node title, IEnumerable<(string Name, Node Matrix)> matrices) =>
        Tag(
                "figure",
                Tag("figcaption", title),
                Tag(
                        "div",
                        matrices.Select(matrix =>
                            Tag(
                                    "div",
                                    matrix.Matrix,
                                    matrix.Name.Length == 0
                                        ? ""
                                        : Tag("span", matrix.Name).Class("turn")
                                )
                                .Class("matrix")
                        )
                    )
                    .Class("matrices")
            )
            .Class("function");

    /// <summary>A count in figures.</summary>
    public static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);
}
