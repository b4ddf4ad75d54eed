using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>
/// Where the output points of a layer lie on its input grid. Output index o has its window's centre at
/// 2(s·o − p) + e − (n − 1) in doubled coordinates about the input's centre, e = d(k − 1) the extent of the window. Where the
/// output has u points for each of the input, ⌊o/u⌋ stands for o: the centre is the point of the input nearest to that of the
/// output. Where zeros lie between the points, the centre is one outside of the grid unless u divides o.
/// </summary>
/// <param name="Input">The input grid.</param>
/// <param name="Output">The output grid.</param>
/// <param name="Stride">s per axis.</param>
/// <param name="Before">p per axis.</param>
/// <param name="After">p′ per axis.</param>
/// <param name="Extent">e per axis.</param>
/// <param name="Mode">What is read outside the input grid.</param>
public sealed record Geometry(
    Region Input,
    Region Output,
    EqArray<int> Stride,
    EqArray<int> Before,
    EqArray<int> After,
    EqArray<int> Extent,
    PaddingMode Mode
)
{
    /// <summary>u per axis; 1 but for upsampling.</summary>
    public EqArray<int> Upsampling { get; init; } = Enumerable.Repeat(1, Stride.Count).ToEqArray();

    /// <summary>What the output holds between the points of the input, where u is above 1.</summary>
    public Interpolation Between { get; init; } = Interpolation.Nearest;

    /// <summary>
    /// Whether the grid is a torus: points that differ by a multiple of its sizes are one. Reads are then circular, and windows
    /// and sampled intermediates are found at the point with coordinates from −n to n − 1, doubled, about the centre.
    /// </summary>
    public bool IsTorus { get; private init; }

    /// <summary>The geometry of a layer that reads each point where it writes it.</summary>
    public static Geometry Pointwise(Region grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var zeros = Enumerable.Repeat(0, grid.Dimension).ToEqArray();
        return new(
            grid,
            grid,
            Enumerable.Repeat(1, grid.Dimension).ToEqArray(),
            zeros,
            zeros,
            zeros,
            PaddingMode.Zeros
        );
    }

    /// <summary>The geometry of a layer on a torus that reads each point where it writes it.</summary>
    /// <exception cref="ArgumentException">The grid is not a box.</exception>
    public static Geometry Torus(Region grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return grid.Outline == Outline.Box
            ? Pointwise(grid) with
            {
                Mode = PaddingMode.Circular,
                IsTorus = true,
            }
            : throw new ArgumentException(
                $"A torus has the points of a box, received {grid}.",
                nameof(grid)
            );
    }

    /// <summary>The geometry of a layer with a single output at the centre of its input.</summary>
    public static Geometry Global(Region grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return Pointwise(grid) with
        {
            Output =
                grid.Outline == Outline.Hexagon
                    ? Region.Hexagon(0)
                    : Region.Cube(grid.Dimension, 1),
            Extent = grid.Sizes.Select(size => size - 1).ToEqArray(),
        };
    }

    /// <summary>The position of an output index, in doubled coordinates about the input's centre.</summary>
    public int Position(int axis, int index)
    {
        var (point, rest) = Math.DivRem(index, Upsampling[axis]);
        if (rest != 0 && Between == Interpolation.Zeros)
            point = -1;
        return 2 * (Stride[axis] * point - Before[axis]) + Extent[axis] - (Input.Sizes[axis] - 1);
    }

    /// <summary>The positions of all output indices, row-major over the output's box.</summary>
    public IEnumerable<EqArray<int>> OutputPositions()
    {
        for (var i = 0; i < Output.BoxCount; i++)
        {
            var point = new int[Output.Dimension];
            var rest = i;
            for (var axis = Output.Dimension - 1; axis >= 0; axis--)
            {
                point[axis] = Position(axis, rest % Output.Sizes[axis]);
                rest /= Output.Sizes[axis];
            }
            yield return EqArray.Create<int>(point);
        }
    }

    /// <summary>The doubled coordinate under which a point is known: on a torus of n points that from −n to n − 1.</summary>
    public int Representative(int axis, int doubled)
    {
        if (!IsTorus)
            return doubled;
        var size = Input.Sizes[axis];
        var period = 2 * size;
        return (((doubled + size) % period) + period) % period - size;
    }

    /// <summary>N = n + p + p′ − e − 1 per axis: the number of places of the window, less one.</summary>
    public int Play(int axis) => Input.Sizes[axis] + Before[axis] + After[axis] - Extent[axis] - 1;

    /// <summary>The index of the input grid that an index of the padded axis reads, or −1 where it reads no point.</summary>
    public int Read(int axis, int index)
    {
        var size = Input.Sizes[axis];
        if (index >= 0 && index < size)
            return index;
        var mapped = Mode switch
        {
            PaddingMode.Zeros or PaddingMode.Excluded => -1,
            PaddingMode.Circular => ((index % size) + size) % size,
            PaddingMode.Reflect => index < 0 ? -index : 2 * (size - 1) - index,
            PaddingMode.Replicate => Math.Clamp(index, 0, size - 1),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return mapped >= 0 && mapped < size ? mapped : -1;
    }
}
