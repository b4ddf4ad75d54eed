using AgeFormal.Operators.Language;

namespace AgeFormal.Verification.Tests.Campaign;

/// <summary>
/// A design on a torus: each window as a list of translations. Windows with points of ½ℤ^d are read on the torus of ½ℤ^d;
/// a window wider than the torus is wound around it, point by point.
/// </summary>
internal sealed class Placed
{
    private readonly Dictionary<string, int[]> _windows;
    private readonly Dictionary<string, bool[]> _inside;

    public Placed(Design design, Torus torus, IReadOnlyDictionary<string, int[][]> doubled)
    {
        Design = design;
        Torus = torus;
        var unit = doubled.Values.All(points => points.All(point => point.All(x => x % 2 == 0)))
            ? 2
            : 1;
        _windows = doubled.ToDictionary(
            window => window.Key,
            window =>
                window.Value.Select(point => torus.At([.. point.Select(x => x / unit)])).ToArray()
        );
        _inside = _windows.ToDictionary(window => window.Key, window => Indicator(window.Value));
    }

    public Design Design { get; }

    public Torus Torus { get; }

    /// <summary>The translations of a window.</summary>
    public int[] Window(string name) => _windows[name];

    /// <summary>
    /// The translation under which a parameter holds its value at x: x itself in the window; for an isotropic parameter the
    /// first of the H-orbit of x. −1 where it is 0: outside of the window, or where the orbit leaves it.
    /// </summary>
    public int Entry(DesignParameter parameter, string window, int x, bool isIsotropic)
    {
        var inside = _inside[window];
        if (!isIsotropic)
            return inside[x] ? x : -1;
        var least = int.MaxValue;
        for (var h = 0; h < Torus.Point.Order; h++)
        {
            var image = Torus.Move(h, x);
            if (!inside[image])
                return -1;
            least = Math.Min(least, image);
        }
        return least;
    }

    /// <summary>The doubled points of a shape; null where the lattice has no such window.</summary>
    public static int[][]? Points(WindowShape shape, PointMatrices group) =>
        shape.Match(
            side: of =>
                !group.IsHexagonal ? Box([.. Enumerable.Repeat(of.Length, group.Dimension)])
                : of.Length % 2 == 1 ? Hexagon((of.Length - 1) / 2)
                : null,
            box: of =>
                !group.IsHexagonal && of.Sides.Count == group.Dimension ? Box([.. of.Sides]) : null,
            hexagon: of => group.IsHexagonal ? Hexagon(of.Radius) : null
        );

    /// <summary>Whether every h maps the set to itself.</summary>
    public static bool IsStable(int[][] points, PointMatrices group) =>
        points.All(point =>
            Enumerable
                .Range(0, group.Order)
                .All(h => points.Any(other => other.SequenceEqual(group.Act(h, point))))
        );

    /// <inheritdoc/>
    public override string ToString() => $"{Torus}";

    private static int[][] Box(int[] sides)
    {
        IEnumerable<int[]> points =
        [
            [],
        ];
        foreach (var side in sides)
            points = points.SelectMany(point =>
                Enumerable.Range(0, side).Select(i => (int[])[.. point, 2 * i - (side - 1)])
            );
        return [.. points];
    }

    private static int[][] Hexagon(int radius) =>
        [
            .. Box([2 * radius + 1, 2 * radius + 1])
                .Where(point => Math.Abs(point[0] + point[1]) <= 2 * radius),
        ];

    private bool[] Indicator(int[] translations)
    {
        var inside = new bool[Torus.Translations];
        foreach (var x in translations)
            inside[x] = true;
        return inside;
    }
}
