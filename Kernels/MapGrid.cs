using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Kernels;

/// <summary>A grid within zeros, so that a window centred on a point reads the same shifts everywhere.</summary>
internal sealed class MapGrid
{
    public MapGrid(ResponseGrid responses, MapWindow sizes)
    {
        Sizes = sizes;
        var grid = responses.Sizes.Output.Sizes;
        int[] reach = [.. sizes.Window.Select((size, axis) => sizes.Dilation[axis] * (size / 2))];
        var around = grid.Select((size, axis) => size + 2 * reach[axis]).ToEqArray();
        var centre = ResponseGrid.Offset(reach, around);
        Shifts =
        [
            .. Enumerable
                .Range(0, sizes.Taps)
                .Select(tap =>
                    ResponseGrid.Offset(
                        [
                            .. ResponseGrid
                                .Coordinates(tap, sizes.Window)
                                .Select((x, axis) => x * sizes.Dilation[axis]),
                        ],
                        around
                    ) - centre
                ),
        ];
        Points = new([
            .. responses.Points.Select(point =>
                centre + ResponseGrid.Offset(ResponseGrid.Coordinates(point, grid), around)
            ),
        ]);
        Volume = (int)around.Volume();
    }

    public MapWindow Sizes { get; }

    /// <summary>Whether the gate is the sigmoid, which the kernels compute; they leave another one to their caller.</summary>
    public bool IsSigmoid => Sizes.Gate == PointwiseFunction.Sigmoid;

    /// <summary>Whether it looks at the maximum over c.</summary>
    public bool HasMaxima => Sizes.Statistics.Contains(Reduction.Max);

    /// <summary>Where the points lie.</summary>
    public Places Points { get; }

    /// <summary>How far from a point every entry of the window reads.</summary>
    public int[] Shifts { get; }

    /// <summary>The number of places, the zeros among them.</summary>
    public int Volume { get; }
}
