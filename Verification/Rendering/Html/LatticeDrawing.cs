using AgeFormal.Algebra;
using AgeFormal.Operators;
using static AgeFormal.Verification.Rendering.Html.Node;

namespace AgeFormal.Verification.Rendering.Html;

/// <summary>
/// Where the outputs of a layer lie on its input grid: the input points, the outputs, the window of one output with what
/// it reads beyond the border, the centres of both grids and the drift from one to the other.
/// </summary>
internal static class LatticeDrawing
{
    /// <summary>The largest side that is drawn: beyond it points would touch.</summary>
    public const int LargestSide = 96;

    private const double Margin = 0.9;
    private const double LargestPixels = 420;
    private const double LargestStep = 26;

    /// <summary>Whether outputs lie elsewhere than inputs: a stride, or centres that differ.</summary>
    public static bool IsWorthDrawing(LayerReport layer) =>
        layer.Layer.Meaning.Geometry.Stride.Any(step => step > 1)
        || layer.Offsets.Any(offset => offset != 0);

    /// <summary>The drawing with its legend, or why there is none.</summary>
    public static Node Of(LayerReport layer)
    {
        var geometry = layer.Layer.Meaning.Geometry;
        if (geometry.Input.Dimension != 2)
            return Page.Note(
                $"Not drawn: the grid has {geometry.Input.Dimension} axes, a drawing has 2."
            );
        if (geometry.Input.Sizes.Max() > LargestSide)
            return Page.Note(
                $"Not drawn: {geometry.Input} is larger than {LargestSide} points a side."
            );
        return Tag("figure", Drawing(layer), Caption(layer)).Class("lattice");
    }

    private static Node Drawing(LayerReport layer)
    {
        var geometry = layer.Layer.Meaning.Geometry;
        var lattice = layer.Input.Group.Lattice;
        (double X, double Y) Place(EqArray<int> doubled) =>
            Placed(lattice, doubled[0] / 2.0, doubled[1] / 2.0);

        var inputs = geometry.Input.Points().Points.Select(Place).ToArray();
        var positions = geometry
            .Output.Points()
            .Points.Select(point =>
                point
                    .Select(
                        (x, axis) =>
                            geometry.Position(axis, (x + geometry.Output.Sizes[axis] - 1) / 2)
                    )
                    .ToEqArray()
            )
            .ToArray();
        var outputs = positions.Select(Place).ToArray();
        var window = Window(layer, positions[0]).ToArray();
        var inside = window.Where(geometry.Input.Contains).Select(Place).ToArray();
        var outside = window.Where(tap => !geometry.Input.Contains(tap)).Select(Place).ToArray();
        var drift = layer.Grid.Drift;
        var centre = Placed(lattice, drift.Pixels[0].ToDouble(), drift.Pixels[1].ToDouble());

        var all = inputs.Concat(outputs).Concat(outside).ToArray();
        var (left, top) = (all.Min(p => p.X) - Margin, all.Min(p => p.Y) - Margin);
        var width = all.Max(p => p.X) + Margin - left;
        var height = all.Max(p => p.Y) + Margin - top;
        List<Node> shapes =
        [
            Svg.Dots(inside, "window"),
            Svg.Rings(outside, 0.3, "beyond"),
            Svg.Dots(inputs, "input"),
            Svg.Rings(outputs, 0.3, "output"),
            Svg.Rings([outputs[0]], 0.3, "output chosen"),
            Svg.Cross((0, 0), 0.5, "centre-input"),
        ];
        if (!drift.IsZero)
            shapes.Add(Svg.Line((0, 0), centre, "drift"));
        shapes.Add(Svg.Rings([centre], 0.18, "centre-output"));
        return Svg.Drawing(
            $"{geometry.Input} input points, {geometry.Output} outputs, drift {drift.Offset} input points",
            left,
            top,
            width,
            height,
            Math.Min(LargestStep, LargestPixels / Math.Max(width, height)),
            shapes
        );
    }

    private static IEnumerable<EqArray<int>> Window(LayerReport layer, EqArray<int> at) =>
        layer.Layer.Meaning.Windows.Count == 0
            ? []
            : layer
                .Layer.Meaning.Windows[0]
                .Points.Points.Select(n => n.Zip(at, (x, y) => x + y).ToEqArray());

    private static Node Caption(LayerReport layer)
    {
        var geometry = layer.Layer.Meaning.Geometry;
        return Tag(
            "figcaption",
            Tag("dl", Entries(layer, geometry).SelectMany(entry => Entry(entry.Key, entry.Text)))
        );
    }

    private static IEnumerable<(string Key, string Text)> Entries(
        LayerReport layer,
        Geometry geometry
    )
    {
        yield return ("input", $"input points, {geometry.Input}");
        yield return (
            "output",
            $"outputs, {geometry.Output}, stride {string.Join('×', geometry.Stride)}"
        );
        if (layer.Layer.Meaning.Windows.Count > 0)
            yield return (
                "window",
                $"window of the first output, {layer.Layer.Meaning.Windows[0].Points.Count} points"
            );
        if (geometry.Before.Concat(geometry.After).Any(points => points > 0))
            yield return (
                "beyond",
                $"beyond the border: padding {string.Join('×', geometry.Before)} before, {string.Join('×', geometry.After)} after, {geometry.Mode.ToString().ToLowerInvariant()}"
            );
        yield return ("centre-input", "centre of the input");
        yield return (
            "centre-output",
            $"centre of the outputs, drift {layer.Grid.Drift.Offset} input points"
        );
    }

    private static IEnumerable<Node> Entry(string key, string text)
    {
        yield return Tag("dt", Key(key));
        yield return Tag("dd", text);
    }

    private static Node Key(string kind) =>
        Svg.Drawing(
            kind,
            -0.6,
            -0.6,
            1.2,
            1.2,
            15,
            [
                kind switch
                {
                    "output" or "beyond" => Svg.Rings([(0, 0)], 0.3, kind),
                    "centre-output" => Svg.Rings([(0, 0)], 0.25, kind),
                    "centre-input" => Svg.Cross((0, 0), 0.5, kind),
                    _ => Svg.Dots([(0, 0)], kind),
                },
            ]
        );

    // The slow axis points down; on the hexagonal lattice it leans by half a point, so that |q|, |r|, |q + r| are equal lengths.
    private static (double X, double Y) Placed(Lattice lattice, double slow, double fast) =>
        lattice == Lattice.Hexagonal ? (fast + slow / 2, slow * Math.Sqrt(3) / 2) : (fast, slow);
}
