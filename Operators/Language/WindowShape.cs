using AgeFormal.Algebra;

namespace AgeFormal.Operators.Language;

/// <summary>The points of a window, where a design fixes them.</summary>
public abstract record WindowShape
{
    private WindowShape() { }

    /// <summary>The same side along every axis: a box, or a hexagon on the hexagonal lattice.</summary>
    /// <param name="Length">The side.</param>
    public sealed record Side(int Length) : WindowShape;

    /// <summary>A box with its own side per axis.</summary>
    /// <param name="Sides">Two or three sides, slowest axis first.</param>
    public sealed record Box(EqArray<int> Sides) : WindowShape;

    /// <summary>The hexagon of a radius, in axial coordinates.</summary>
    /// <param name="Radius">The radius.</param>
    public sealed record Hexagon(int Radius) : WindowShape;

    /// <summary>The region on the lattice of a group.</summary>
    /// <exception cref="ArgumentException">The side is even on the hexagonal lattice.</exception>
    public Region On(PointGroup group) =>
        Match(
            side: side => Region.On(group, side.Length),
            box: box => Region.Box(box.Sides.AsSpan()),
            hexagon: hexagon => Region.Hexagon(hexagon.Radius)
        );

    /// <summary>The number of points on a lattice of a dimension.</summary>
    /// <param name="dimension">d.</param>
    public double CountIn(int dimension) =>
        Match(
            side: side => Math.Pow(side.Length, dimension),
            box: box => box.Sides.Aggregate(1.0, (count, side) => count * side),
            hexagon: hexagon => 3.0 * hexagon.Radius * (hexagon.Radius + 1.0) + 1
        );

    /// <summary>One function per case.</summary>
    public T Match<T>(Func<Side, T> side, Func<Box, T> box, Func<Hexagon, T> hexagon)
    {
        ArgumentNullException.ThrowIfNull(side);
        ArgumentNullException.ThrowIfNull(box);
        ArgumentNullException.ThrowIfNull(hexagon);
        return this switch
        {
            Side shape => side(shape),
            Box shape => box(shape),
            Hexagon shape => hexagon(shape),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>As in a design: <c>3</c>, <c>3×5</c> or <c>hexagon 2</c>.</summary>
    public sealed override string ToString() =>
        Match(
            side: side => $"{side.Length}",
            box: box => string.Join('×', box.Sides),
            hexagon: hexagon => $"hexagon {hexagon.Radius}"
        );
}
