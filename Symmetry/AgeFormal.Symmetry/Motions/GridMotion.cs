using AgeFormal.Algebra;

namespace AgeFormal.Symmetry.Motions;

/// <summary>
/// A symmetry of boxes: axis i of the image is the axis <c>Source[i]</c>, read backwards where <c>Flips[i]</c>. It moves the
/// points of a box about the box's own centre.
/// </summary>
internal sealed record GridMotion(EqArray<int> Source, EqArray<bool> Flips)
{
    public int Dimension => Source.Count;

    /// <summary>The motion of a matrix; null where it is no permutation of axes with signs.</summary>
    public static GridMotion? Of(IntMatrix matrix)
    {
        var source = new int[matrix.Dimension];
        var flips = new bool[matrix.Dimension];
        for (var i = 0; i < source.Length; i++)
        {
            int[] entries = [.. Enumerable.Range(0, source.Length).Where(j => matrix[i, j] != 0)];
            if (entries.Length != 1 || Math.Abs(matrix[i, entries[0]]) != 1)
                return null;
            (source[i], flips[i]) = (entries[0], matrix[i, entries[0]] < 0);
        }
        return source.Distinct().Count() == source.Length
            ? new(source.ToEqArray(), flips.ToEqArray())
            : null;
    }

    /// <summary>All symmetries of cubes of a dimension, the identity first.</summary>
    public static IEnumerable<GridMotion> All(int dimension) =>
        Orders([.. Enumerable.Range(0, dimension)])
            .SelectMany(order =>
                Enumerable
                    .Range(0, 1 << dimension)
                    .Select(signs => new GridMotion(
                        order.ToEqArray(),
                        Enumerable
                            .Range(0, dimension)
                            .Select(i => (signs >> i & 1) == 1)
                            .ToEqArray()
                    ))
            );

    /// <summary>Whether a box of these sizes is mapped to itself.</summary>
    public bool Keeps(ReadOnlySpan<int> sizes)
    {
        for (var i = 0; i < Dimension; i++)
            if (sizes[i] != sizes[Source[i]])
                return false;
        return true;
    }

    /// <summary>Where each point of a box that is kept goes, row-major.</summary>
    public int[] Map(ReadOnlySpan<int> sizes)
    {
        var volume = 1;
        foreach (var size in sizes)
            volume *= size;
        var map = new int[volume];
        var point = new int[Dimension];
        for (var place = 0; place < volume; place++)
        {
            var image = 0;
            for (var i = 0; i < Dimension; i++)
                image =
                    image * sizes[i]
                    + (Flips[i] ? sizes[i] - 1 - point[Source[i]] : point[Source[i]]);
            map[place] = image;
            for (var axis = Dimension - 1; axis >= 0 && ++point[axis] == sizes[axis]; axis--)
                point[axis] = 0;
        }
        return map;
    }

    private static IEnumerable<int[]> Orders(int[] items) =>
        items.Length == 0
            ?
            [
                [],
            ]
            : items.SelectMany(
                (first, i) =>
                    Orders([.. items[..i], .. items[(i + 1)..]])
                        .Select(rest => (int[])[first, .. rest])
            );
}
