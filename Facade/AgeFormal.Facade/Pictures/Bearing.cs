using AgeFormal.Algebra;
using AgeFormal.Networks.Images;

namespace AgeFormal.Facade.Pictures;

/// <summary>
/// Where an element of H points as a picture is looked at: to where it turns what points up on the square lattice, and to the
/// right on the hexagonal one.
/// </summary>
/// <param name="Name">The name of the element.</param>
/// <param name="X">To the right.</param>
/// <param name="Y">Down.</param>
/// <param name="IsMirrored">Whether it exchanges left and right.</param>
internal sealed record Bearing(string Name, double X, double Y, bool IsMirrored)
{
    /// <summary>The orientations of a group, by element.</summary>
    public static EqArray<Bearing> Of(PointGroup group, AxisOrder axes) =>
        group.Group.Elements.Select(h => Of(group, h, axes)).ToEqArray();

    /// <summary>An arrow around a point; its head has one side where there are mirrors, the side that is mirrored with it.</summary>
    /// <param name="at">The tail.</param>
    /// <param name="length">The length.</param>
    /// <param name="hasMirrors">Whether the group has mirrors.</param>
    public EqArray<(double X, double Y)> Arrow(
        (double X, double Y) at,
        double length,
        bool hasMirrors
    )
    {
        var tip = (at.X + length * X, at.Y + length * Y);
        (double, double) Barb(double side) =>
            (
                tip.Item1 - length * (0.32 * X + side * 0.28 * Y),
                tip.Item2 - length * (0.32 * Y - side * 0.28 * X)
            );
        return hasMirrors
            ? [at, tip, Barb(IsMirrored ? -1 : 1)]
            : [at, tip, Barb(1), tip, Barb(-1)];
    }

    /// <summary>The angle of a rotation of the square lattice as a fraction of a full turn, counterclockwise; null for another element.</summary>
    public static double? Turns(PointGroup group, int element, AxisOrder axes)
    {
        if (group.Lattice != Lattice.Square || group.Matrices[element].Determinant() < 0)
            return null;
        var matrix = group.Matrices[element];
        var turns = Math.Atan2(matrix[1, 0], matrix[0, 0]) / (2 * Math.PI);
        turns = axes == AxisOrder.RowsColumns ? turns : -turns;
        return turns < 0 ? turns + 1 : turns;
    }

    private static Bearing Of(PointGroup group, int element, AxisOrder axes)
    {
        var (x, y) = group.Lattice switch
        {
            Lattice.Square => axes == AxisOrder.RowsColumns
                ? Seen(group.Act(element, [-1, 0]), exchanged: false)
                : Seen(group.Act(element, [0, -1]), exchanged: true),
            Lattice.Hexagonal => group.Act(element, [0, 1]) is var at
                ? PlaneLayout.Placed(at[0], at[1])
                : default,
            Lattice.Cubic => group.Act(element, [0, -1, 0]) is var at
                ? (at[2] + 0.45 * at[0], at[1] - 0.45 * at[0])
                : default,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return new(
            group.Group.ElementNames[element],
            x,
            y,
            group.Matrices[element].Determinant() < 0
        );
    }

    private static (double X, double Y) Seen(EqArray<int> at, bool exchanged) =>
        exchanged ? (at[0], at[1]) : (at[1], at[0]);
}
