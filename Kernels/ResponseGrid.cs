using AgeFormal.Algebra;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Kernels;

/// <summary>Where the responses of a layer are read and written, in arrays of the padded input.</summary>
internal sealed class ResponseGrid
{
    // The lanes of the widest register.
    private const int Slack = 16;

    public ResponseGrid(Responses sizes)
    {
        Sizes = sizes;
        Padded = sizes.Input.Select((size, axis) => size + 2 * sizes.Padding[axis]).ToEqArray();
        Channel = (int)Padded.Volume() + Slack;
        Points =
        [
            .. sizes.Output.Mask().Index().Where(point => point.Item).Select(point => point.Index),
        ];
        Reads = new([
            .. Points.Select(point =>
                Offset(
                    [
                        .. Coordinates(point, sizes.Output.Sizes)
                            .Select((x, axis) => x * sizes.Stride[axis]),
                    ],
                    Padded
                )
            ),
        ]);
        Taps =
        [
            .. Enumerable
                .Range(0, sizes.Taps)
                .Select(tap =>
                    Offset(
                        [
                            .. Coordinates(tap, sizes.Window)
                                .Select((x, axis) => x * sizes.Dilation[axis]),
                        ],
                        Padded
                    )
                ),
        ];
        Inner = new([
            .. Enumerable
                .Range(0, (int)sizes.Input.Volume())
                .Select(point =>
                    Offset(
                        [
                            .. Coordinates(point, sizes.Input)
                                .Select((x, axis) => x + sizes.Padding[axis]),
                        ],
                        Padded
                    )
                ),
        ]);
    }

    public Responses Sizes { get; }

    /// <summary>The sizes of the padded input.</summary>
    public EqArray<int> Padded { get; }

    /// <summary>The number of places of a padded channel, with those that a register may reach past its end.</summary>
    public int Channel { get; }

    /// <summary>The indices of the output's points in its grid; all of them but outside of an outline.</summary>
    public int[] Points { get; }

    /// <summary>Where the first entry of the window at a point reads.</summary>
    public Places Reads { get; }

    /// <summary>How far from there every entry reads.</summary>
    public int[] Taps { get; }

    /// <summary>Where the points of the input lie in the padded one.</summary>
    public Places Inner { get; }

    internal static int[] Coordinates(int index, EqArray<int> sizes)
    {
        var coordinates = new int[sizes.Count];
        for (var axis = sizes.Count - 1; axis >= 0; axis--)
        {
            coordinates[axis] = index % sizes[axis];
            index /= sizes[axis];
        }
        return coordinates;
    }

    internal static int Offset(int[] coordinates, EqArray<int> sizes) =>
        coordinates.Zip(sizes).Aggregate(0, (offset, pair) => offset * pair.Second + pair.First);
}
