using AgeFormal.Algebra;
using AgeFormal.Networks.Images;
using AgeFormal.Operators;

namespace AgeFormal.Facade.Pictures;

/// <summary>
/// Which point of a grid a pixel shows. A point of the square lattice is one pixel; on the hexagonal lattice a pixel shows
/// the nearest point, so that cells are hexagons; the slices of a volume lie side by side. Where the network reads columns
/// first, the axes are exchanged back.
/// </summary>
internal sealed record PlaneLayout
{
    private const int HexagonPixels = 8;
    private static readonly double Slant = Math.Sqrt(3) / 2;

    private PlaneLayout(int width, int height, EqArray<int> table) =>
        (Width, Height, Table) = (width, height, table);

    /// <summary>The number of columns of pixels.</summary>
    public int Width { get; }

    /// <summary>The number of rows of pixels.</summary>
    public int Height { get; }

    /// <summary>For each pixel in row order the index in the grid's box, or −1 for none.</summary>
    public EqArray<int> Table { get; }

    /// <summary>The layout of a grid.</summary>
    public static PlaneLayout Of(FieldType type, AxisOrder axes) =>
        type.Group.Lattice == Lattice.Hexagonal && type.Grid.BoxCount > 1 ? Hexagons(type.Grid)
        : type.Grid.Dimension == 2 ? Square(type.Grid.Sizes[0], type.Grid.Sizes[1], axes)
        : Slices(type.Grid);

    /// <summary>Cells in row order, as many as there are values: what has no position.</summary>
    public static PlaneLayout Cells(int count)
    {
        var width = (int)Math.Ceiling(Math.Sqrt(count));
        var height = (count + width - 1) / width;
        return new(
            width,
            height,
            Enumerable.Range(0, width * height).Select(i => i < count ? i : -1).ToEqArray()
        );
    }

    /// <summary>The middle of a point's pixels, from 0 to 1 across and down; null for a point that no pixel shows.</summary>
    public (double X, double Y)? Middle(int point)
    {
        var (x, y, count) = (0.0, 0.0, 0);
        for (var i = 0; i < Table.Count; i++)
            if (Table[i] == point)
                (x, y, count) = (x + i % Width + 0.5, y + i / Width + 0.5, count + 1);
        return count == 0 ? null : (x / count / Width, y / count / Height);
    }

    /// <summary>
    /// The part of an input's side that a map covers when laid over it, centre on centre, at most 1.
    /// </summary>
    /// <param name="map">The map.</param>
    /// <param name="steps">The distance of its neighbouring points in points of the input.</param>
    /// <param name="input">The input.</param>
    public static double Part(FieldType map, EqArray<Rational> steps, FieldType input) =>
        Math.Min(1, map.Grid.Sizes[^1] * steps[^1].ToDouble() / input.Grid.Sizes[^1]);

    private static PlaneLayout Square(int rows, int columns, AxisOrder axes) =>
        axes == AxisOrder.RowsColumns
            ? new(columns, rows, Enumerable.Range(0, rows * columns).ToEqArray())
            : new(
                rows,
                columns,
                Enumerable
                    .Range(0, rows * columns)
                    .Select(i => i % rows * columns + i / rows)
                    .ToEqArray()
            );

    private static PlaneLayout Slices(Region grid)
    {
        if (grid.Dimension == 1)
            return Square(1, grid.Sizes[0], AxisOrder.RowsColumns);
        var (depth, rows, columns) = (grid.Sizes[0], grid.Sizes[1], grid.Sizes[2]);
        var across = (int)Math.Ceiling(Math.Sqrt(depth));
        var down = (depth + across - 1) / across;
        var (width, height) = (across * (columns + 1) - 1, down * (rows + 1) - 1);
        var table = new int[width * height];
        for (var i = 0; i < table.Length; i++)
        {
            var (x, y) = (i % width, i / width);
            var slice = y / (rows + 1) * across + x / (columns + 1);
            var (row, column) = (y % (rows + 1), x % (columns + 1));
            table[i] =
                slice < depth && row < rows && column < columns
                    ? (slice * rows + row) * columns + column
                    : -1;
        }
        return new(width, height, EqArray.Create<int>(table));
    }

    private static PlaneLayout Hexagons(Region grid)
    {
        var points = grid.Points()
            .Points.Select(point =>
                (Box: grid.BoxIndexOf(point), At: Placed(point[0] / 2.0, point[1] / 2.0))
            )
            .ToArray();
        var left = points.Min(point => point.At.X) - 0.5;
        var top = points.Min(point => point.At.Y) - 0.6;
        var width = (int)
            Math.Ceiling((points.Max(point => point.At.X) + 0.5 - left) * HexagonPixels);
        var height = (int)
            Math.Ceiling((points.Max(point => point.At.Y) + 0.6 - top) * HexagonPixels);
        var table = new int[width * height];
        Array.Fill(table, -1);
        var nearest = new double[table.Length];
        Array.Fill(nearest, 1 / 3.0 + 1e-9);
        foreach (var (box, at) in points)
            for (var i = 0; i < table.Length; i++)
            {
                var dx = left + (i % width + 0.5) / HexagonPixels - at.X;
                var dy = top + (i / width + 0.5) / HexagonPixels - at.Y;
                if (dx * dx + dy * dy < nearest[i])
                    (nearest[i], table[i]) = (dx * dx + dy * dy, box);
            }
        return new(width, height, EqArray.Create<int>(table));
    }

    /// <summary>Where a point of the hexagonal lattice lies: the slow axis points down and leans by half a point.</summary>
    public static (double X, double Y) Placed(double slow, double fast) =>
        (fast + slow / 2, slow * Slant);
}
