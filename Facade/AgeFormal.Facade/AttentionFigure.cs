using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Facade.Pictures;
using AgeFormal.Operators;

namespace AgeFormal.Facade;

/// <summary>Attention maps as a drawing: a row for each map, a column for each h.</summary>
internal static class AttentionFigure
{
    private const double Side = 112;
    private const double Gap = 10;
    private const double Head = 46;
    private const double Caption = 22;
    private const double Overlaid = 0.62;
    private const int MostCells = 400;

    public static Drawing Of(CapturedMaps maps, int batch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(batch);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(batch, maps.Input.Batch);
        var orientations = Bearing.Of(maps.Input.Type.Group, maps.Axes);
        var image = Plane(maps.Input, maps, batch);
        var columns =
            1 + (maps.Maps.Count == 0 ? 0 : maps.Maps.Max(map => map.Signal.Type.FibreSize));
        var width = Gap + (columns + 1) * (Side + Gap);
        var shapes = new List<Shape>();
        for (var h = 0; h < columns - 1; h++)
            shapes.AddRange(Heading(orientations, h, Gap + (h + 1) * (Side + Gap) + Side / 2));
        var top = Head;
        shapes.Add(
            new Shape.Picture(Gap, top + Caption, Side, Side * image.Height / image.Width, image, 1)
        );
        foreach (var map in maps.Maps)
        {
            shapes.AddRange(Row(map, maps, batch, image, orientations, top));
            top += Caption + Side * image.Height / image.Width + Gap;
        }
        if (maps.Maps.Count == 0)
        {
            shapes.Add(new Shape.Label(Gap, top + 14, 13, "no attention maps", false));
            top += Caption + Side + Gap;
        }
        return new(
            $"attention maps {string.Join(", ", maps.Maps.Select(map => map.Name))}",
            width,
            top,
            shapes.ToEqArray()
        );
    }

    private static IEnumerable<Shape> Heading(EqArray<Bearing> orientations, int h, double x)
    {
        var of = orientations[h];
        yield return new Shape.Line(
            of.Arrow(
                (x - 12 - 8 * of.X, 20 - 8 * of.Y),
                16,
                orientations.Any(one => one.IsMirrored)
            ),
            1.6,
            "#1f4fa8",
            1
        );
        yield return new Shape.Label(x + 6, 25, 14, of.Name, false);
    }

    private static IEnumerable<Shape> Row(
        CapturedAttention map,
        CapturedMaps maps,
        int batch,
        Pixels image,
        EqArray<Bearing> orientations,
        double top
    )
    {
        var planes = map.IsOverPositions ? Means(map, batch) : Channels(map, batch);
        var (least, most) = (planes.Min(plane => plane.Min()), planes.Max(plane => plane.Max()));
        double Scaled(double value) => most > least ? (value - least) / (most - least) : 0.5;
        yield return new Shape.Label(
            Gap + Side + Gap,
            top + 15,
            13,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{map.Name}{(map.IsOnInput ? " (on the input)" : "")} · {map.Signal.Type.Grid} · {least:G3} to {most:G3}"
            ),
            false
        );
        var (y, tall) = (top + Caption, Side * image.Height / image.Width);
        var layout = map.IsOverPositions
            ? PlaneLayout.Of(map.Signal.Type, maps.Axes)
            : PlaneLayout.Cells(planes[0].Count);
        for (var h = 0; h < planes.Count; h++)
        {
            var (x, plane) = (Gap + (h + 1) * (Side + Gap), planes[h]);
            var pixels = Pixels.Of(layout, i => Scaled(plane[i]), Palette.At);
            if (!map.IsOverPositions)
            {
                yield return new Shape.Picture(x, y, Side, tall, pixels, 1);
                continue;
            }
            yield return new Shape.Picture(x, y, Side, tall, image, 1);
            var part = PlaneLayout.Part(map.Signal.Type, map.Steps, maps.Input.Type);
            yield return new Shape.Picture(
                x + Side * (1 - part) / 2,
                y + tall * (1 - part) / 2,
                Side * part,
                tall * part,
                pixels,
                Overlaid
            );
        }
        if (!map.IsOverPositions || planes.Count == 1 || map.Signal.Type.Grid.Dimension != 2)
            yield break;
        var right = Gap + (planes.Count + 1) * (Side + Gap);
        yield return new Shape.Picture(right, y, Side, tall, image, 0.45);
        foreach (var arrow in Arrows(map, maps, layout, planes, Scaled, orientations))
            yield return arrow with
            {
                Points = arrow
                    .Points.Select(at => (right + Side * at.X, y + tall * at.Y))
                    .ToEqArray(),
            };
    }

    // In units of the image: at every step-th point of the map, one arrow for each h, as long as its value.
    private static IEnumerable<Shape.Line> Arrows(
        CapturedAttention map,
        CapturedMaps maps,
        PlaneLayout layout,
        EqArray<EqArray<double>> planes,
        Func<double, double> scaled,
        EqArray<Bearing> orientations
    )
    {
        var part = PlaneLayout.Part(map.Signal.Type, map.Steps, maps.Input.Type);
        var stands = ArrowGrid.Of(map.Signal.Type.Grid);
        var unit = part * stands.Step / map.Signal.Type.Grid.Sizes.Max();
        var hasMirrors = orientations.Any(one => one.IsMirrored);
        foreach (var point in stands.Points)
        {
            if (layout.Middle(point) is not { } middle)
                continue;
            var at = ((1 - part) / 2 + part * middle.X, (1 - part) / 2 + part * middle.Y);
            for (var h = 0; h < planes.Count; h++)
                if (scaled(planes[h][point]) is var length and > 0.04)
                    yield return new(
                        orientations[h].Arrow(at, 0.5 * unit * length, hasMirrors),
                        0.9,
                        "#a3192c",
                        0.35 + 0.65 * length
                    );
        }
    }

    private static EqArray<EqArray<double>> Means(CapturedAttention map, int batch) =>
        Enumerable
            .Range(0, map.Signal.Type.FibreSize)
            .Select(h =>
            {
                var channels = Enumerable
                    .Range(0, map.Signal.Type.Channels)
                    .Select(channel => map.At(h, channel, batch))
                    .ToArray();
                return Enumerable
                    .Range(0, channels[0].Count)
                    .Select(point => channels.Average(channel => channel[point]))
                    .ToEqArray();
            })
            .ToEqArray();

    private static EqArray<EqArray<double>> Channels(CapturedAttention map, int batch) =>
        Enumerable
            .Range(0, map.Signal.Type.FibreSize)
            .Select(h =>
                Enumerable
                    .Range(0, Math.Min(MostCells, map.Signal.Type.Channels))
                    .Select(channel => map.At(h, channel, batch)[0])
                    .ToEqArray()
            )
            .ToEqArray();

    private static Pixels Plane(Signal<double> input, CapturedMaps maps, int batch)
    {
        var (points, values) = (input.Type.Grid.BoxCount, input.Values);
        var start = batch * input.Type.Count;
        var count = input.Type.Count / points;
        double[] means =
        [
            .. Enumerable
                .Range(0, points)
                .Select(point =>
                    Enumerable
                        .Range(0, count)
                        .Average(plane => values[start + plane * points + point])
                ),
        ];
        var (least, most) = (means.Min(), means.Max());
        return Pixels.Of(
            PlaneLayout.Of(input.Type, maps.Axes),
            i => most > least ? (means[i] - least) / (most - least) : 0.5,
            Palette.Grey
        );
    }
}
