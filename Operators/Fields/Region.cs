using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>The outline of a region inside its box of array indices.</summary>
public enum Outline
{
    /// <summary>All indices of the box.</summary>
    Box,

    /// <summary>The hexagon |q|, |r|, |q + r| ≤ R in a box of side 2R + 1, axial coordinates about the centre.</summary>
    Hexagon,
}

/// <summary>
/// A finite set of lattice points about a centre in ½ℤ^d: the window of a kernel or the grid of a signal.
/// The index i of an axis of size n lies at i − (n − 1)/2, in doubled coordinates 2i − (n − 1).
/// </summary>
public sealed record Region
{
    private Region(EqArray<int> sizes, Outline outline)
    {
        Sizes = sizes;
        Outline = outline;
    }

    /// <summary>The side of the box per axis, slowest axis first.</summary>
    public EqArray<int> Sizes { get; }

    /// <summary>The outline inside the box.</summary>
    public Outline Outline { get; }

    /// <summary>d.</summary>
    public int Dimension => Sizes.Count;

    /// <summary>The number of array indices of the box.</summary>
    public int BoxCount => Sizes.Aggregate(1, (product, size) => product * size);

    /// <summary>The box with the given sides.</summary>
    /// <exception cref="ArgumentException">No axis or more than three, a side below 1 or above 2²⁶, or more than 2³⁰ points.</exception>
    public static Region Box(params ReadOnlySpan<int> sizes)
    {
        if (sizes.Length is < 1 or > 3)
            throw new ArgumentException(
                $"A region has 1, 2 or 3 axes, received {sizes.Length}.",
                nameof(sizes)
            );
        var count = 1L;
        foreach (var size in sizes)
        {
            if (size < 1)
                throw new ArgumentException(
                    $"Each side of a region is at least 1, received {size}.",
                    nameof(sizes)
                );
            if (size > Limits.Extent)
                throw new ArgumentException(
                    $"Each side of a region is at most {Limits.Extent}, received {size}.",
                    nameof(sizes)
                );
            count *= size;
            if (count > Limits.Values)
                throw new ArgumentException(
                    $"A region has at most {Limits.Values} points, received {string.Join('×', sizes.ToArray())}.",
                    nameof(sizes)
                );
        }
        return new Region(EqArray.Create(sizes), Outline.Box);
    }

    /// <summary>The box of dimension d with equal sides.</summary>
    /// <exception cref="ArgumentException">As for <see cref="Box"/>.</exception>
    public static Region Cube(int dimension, int side)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, 3);
        var sizes = new int[dimension];
        sizes.AsSpan().Fill(side);
        return Box(sizes);
    }

    /// <summary>The hexagon of radius R, stored in a box of side 2R + 1.</summary>
    /// <exception cref="ArgumentException">R is negative, or the box is larger than one may be.</exception>
    public static Region Hexagon(int radius)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(radius);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(radius, Limits.Extent / 2 - 1);
        return new Region(Box(2 * radius + 1, 2 * radius + 1).Sizes, Outline.Hexagon);
    }

    /// <summary>The largest symmetric region of a side on a lattice: a box, or a hexagon on the hexagonal lattice.</summary>
    /// <exception cref="ArgumentException">A hexagon with an even side, or a side that no region has.</exception>
    public static Region On(PointGroup group, int side)
    {
        ArgumentNullException.ThrowIfNull(group);
        if (group.Lattice != Lattice.Hexagonal)
            return Cube(group.Dimension, side);
        if (side % 2 == 0)
            throw new ArgumentException(
                $"A hexagon has an odd side, received {side}.",
                nameof(side)
            );
        return Hexagon((side - 1) / 2);
    }

    /// <summary>The sizes of the axes that store one value per point: the box, or one axis for another outline.</summary>
    public EqArray<int> StorageSizes => Outline == Outline.Box ? Sizes : [Points().Count];

    /// <summary>Whether the point, in doubled coordinates, is one of the region.</summary>
    public bool Contains(EqArray<int> point) =>
        BoxIndexOf(point) >= 0
        && (Outline == Outline.Box || Math.Abs((long)point[0] + point[1]) <= Sizes[0] - 1);

    /// <summary>The row-major index of a point of the box, or −1 outside it and off its lattice.</summary>
    /// <exception cref="ArgumentException">The point has another number of coordinates.</exception>
    public int BoxIndexOf(EqArray<int> point)
    {
        if (point.Count != Dimension)
            throw new ArgumentException(
                $"A point of {this} has {Dimension} coordinates, received {point.Count}.",
                nameof(point)
            );
        var index = 0;
        for (var axis = 0; axis < Dimension; axis++)
        {
            var doubled = (long)point[axis] + Sizes[axis] - 1;
            if (doubled < 0 || doubled % 2 != 0 || doubled / 2 >= Sizes[axis])
                return -1;
            index = index * Sizes[axis] + (int)(doubled / 2);
        }
        return index;
    }

    /// <summary>The points in row-major order, in doubled coordinates.</summary>
    /// <exception cref="ArgumentException">The box has more than 2²⁴ points, of which no list is made.</exception>
    public PointSet Points()
    {
        RequireListed();
        return PointSet.Of(
            Enumerable.Range(0, BoxCount).Select(PointAt).Where(Contains).ToEqArray()
        );
    }

    /// <summary>The points with each axis stretched by its dilation, in doubled coordinates.</summary>
    /// <exception cref="ArgumentException">Another number of dilations than axes, or a dilated side above 2²⁶.</exception>
    public PointSet Points(EqArray<int> dilation) =>
        dilation.Count == Dimension
        && dilation
            .Zip(Sizes)
            .All(axis => (long)Math.Abs((long)axis.First) * axis.Second <= Limits.Extent)
            ? PointSet.Of(
                Points()
                    .Points.Select(point =>
                        point.Select((x, axis) => x * dilation[axis]).ToEqArray()
                    )
                    .ToEqArray()
            )
            : throw new ArgumentException(
                $"{Dimension} dilations with a dilated side of at most {Limits.Extent} are expected for {this}, received {dilation}.",
                nameof(dilation)
            );

    /// <summary>For each index of the box, whether the point there belongs to the region.</summary>
    /// <exception cref="ArgumentException">The box has more than 2²⁴ points, of which no list is made.</exception>
    public EqArray<bool> Mask()
    {
        RequireListed();
        return Enumerable.Range(0, BoxCount).Select(i => Contains(PointAt(i))).ToEqArray();
    }

    private void RequireListed()
    {
        if (BoxCount > Limits.ListedPoints)
            throw new ArgumentException(
                $"The region {this} has {BoxCount} points; a list of at most {Limits.ListedPoints} is made."
            );
    }

    /// <summary>The region that h maps this one to: the box with permuted sides.</summary>
    /// <exception cref="ArgumentException">The group acts on another number of axes, or h is not an index of H.</exception>
    public Region Transform(PointGroup group, int element)
    {
        ArgumentNullException.ThrowIfNull(group);
        if (group.Dimension != Dimension)
            throw new ArgumentException(
                $"{group.Symbol} acts on {group.Dimension} axes, received the region {this}.",
                nameof(group)
            );
        if (Outline != Outline.Box)
            return this;
        var matrix = group.Matrices[element];
        var sizes = new int[Dimension];
        for (var i = 0; i < Dimension; i++)
        for (var j = 0; j < Dimension; j++)
            sizes[i] += Math.Abs(matrix[i, j]) * Sizes[j];
        return Box(sizes);
    }

    /// <summary>
    /// The elements h of H that map the region to itself: those that map its corners into it. A region is what its lattice
    /// has in the convex hull of its corners, and all its points are one corner plus points of 2ℤ^d, which h maps to such.
    /// </summary>
    public EqArray<int> Stabilizer(PointGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        if (group.Dimension != Dimension)
            throw new ArgumentException(
                $"A group on {Dimension} axes is expected, {group.Symbol} acts on {group.Dimension}.",
                nameof(group)
            );
        var corners = Corners().ToArray();
        return group
            .Group.Elements.Where(h => corners.All(corner => Contains(group.Act(h, corner))))
            .ToEqArray();
    }

    // The corners of the convex hull, in doubled coordinates.
    private IEnumerable<EqArray<int>> Corners() =>
        Enumerable
            .Range(0, 1 << Dimension)
            .Select(signs =>
                Sizes.Select((size, axis) => (signs >> axis & 1) == 0 ? 1 - size : size - 1)
            )
            .Select(corner => corner.ToEqArray())
            // A hexagon lacks the two corners whose coordinates have one sign, and has one on each of their sides.
            .SelectMany(corner =>
                Contains(corner) ? [corner] : new EqArray<int>[] { [corner[0], 0], [0, corner[1]] }
            );

    /// <summary>For example <c>3×3</c> or <c>hexagon 5</c>.</summary>
    public override string ToString() =>
        Outline == Outline.Box ? string.Join('×', Sizes) : $"hexagon {Sizes[0]}";

    /// <summary>The point at a row-major index of the box, in doubled coordinates.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not one of the box.</exception>
    public EqArray<int> PointAt(int boxIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(boxIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(boxIndex, BoxCount);
        var point = new int[Dimension];
        for (var axis = Dimension - 1; axis >= 0; axis--)
        {
            point[axis] = 2 * (boxIndex % Sizes[axis]) - (Sizes[axis] - 1);
            boxIndex /= Sizes[axis];
        }
        return EqArray.Create<int>(point);
    }
}
