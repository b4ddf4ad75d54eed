using AgeFormal.Algebra;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Kernels;

/// <summary>
/// A grid with zeros between its rows, so that a window reads the same shifts at every point: what lies past the end of a row
/// lies before the beginning of the next.
/// </summary>
internal sealed class MapGrid
{
    public MapGrid(ResponseGrid responses, MapWindow sizes)
    {
        Sizes = sizes;
        var grid = responses.Sizes.Output.Sizes;
        int[] reach = [.. sizes.Window.Select((size, axis) => sizes.Dilation[axis] * (size / 2))];
        var pitch = grid.Select((size, axis) => size + (axis == 0 ? 0 : reach[axis])).ToEqArray();
        Taps =
        [
            .. Enumerable
                .Range(0, sizes.Taps)
                .Select(tap =>
                    ResponseGrid.Offset(
                        [
                            .. ResponseGrid
                                .Coordinates(tap, sizes.Window)
                                .Select((x, axis) => x * sizes.Dilation[axis] - reach[axis]),
                        ],
                        pitch
                    )
                ),
        ];
        First = Taps.Max(Math.Abs);
        Points = new(
            [
                .. responses.Points.Select(point =>
                    First + ResponseGrid.Offset(ResponseGrid.Coordinates(point, grid), pitch)
                ),
            ]
        );
        End = Enumerable.Range(0, Points.Count).Max(point => Points[point]) + 1;
        Length = End + First;
    }

    public MapWindow Sizes { get; }

    /// <summary>Where the points lie.</summary>
    public Places Points { get; }

    /// <summary>How far from a point every entry of the window reads.</summary>
    public int[] Taps { get; }

    /// <summary>The first place of a point.</summary>
    public int First { get; }

    /// <summary>The place after the last one of a point.</summary>
    public int End { get; }

    /// <summary>The number of places, with those around that windows read.</summary>
    public int Length { get; }
}
