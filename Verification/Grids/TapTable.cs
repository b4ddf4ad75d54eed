using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Grids;

/// <summary>
/// T(o, n) = π(P(o) + n): the index of the input grid that output point o reads for the window point n, after the padding
/// map π.
/// </summary>
/// <remarks>
/// An output value at (o, k) reads T(o, k▹n), a value on the lattice T(o, n). The layer commutes with h iff
/// T(h▹o, hk▹n) = h▹T(o, k▹n) for all o, k and n. For a window with H▹S = S the points k▹n run over S for every k, so that
/// T(h▹o, h▹n) = h▹T(o, n) for all o and n says the same.
/// </remarks>
internal sealed class TapTable
{
    private const int Zero = -1;
    private const int Nothing = -2;

    private readonly Geometry _geometry;
    private readonly PointSet _window;
    private readonly int[] _outputs;
    private readonly int[] _reads;

    public TapTable(Geometry geometry, PointSet window)
    {
        _geometry = geometry;
        _window = window;
        _outputs = Inside(geometry.Output);
        _reads = Reads(geometry, window);
    }

    /// <summary>Whether h, which maps the window and both grids to themselves, maps the taps of every o to those of h▹o.</summary>
    public bool Commutes(PointGroup group, int h, TapComparison comparison)
    {
        var input = GridPermutation.Of(_geometry.Input, group, h);
        var output = GridPermutation.Of(_geometry.Output, group, h);
        var window =
            _window.Permutation(group, h)
            ?? throw new ArgumentException(
                $"A window that {group.Group.ElementNames[h]} maps to itself is expected.",
                nameof(h)
            );
        var turned = window.AsSpan();
        var count = turned.Length;
        Span<int> expected = new int[count];
        Span<int> actual = new int[count];
        foreach (var o in _outputs)
        {
            var from = _reads.AsSpan(o * count, count);
            var to = _reads.AsSpan(output[o] * count, count);
            for (var n = 0; n < count; n++)
            {
                expected[n] = from[n] < 0 ? from[n] : input[from[n]];
                actual[n] = to[turned[n]];
            }
            if (!expected.SequenceEqual(actual) && !AreEqual(expected, actual, comparison))
                return false;
        }
        return true;
    }

    private static bool AreEqual(Span<int> expected, Span<int> actual, TapComparison comparison) =>
        comparison switch
        {
            TapComparison.Labelled => false,
            TapComparison.Multiset => Sorted(expected).SequenceEqual(Sorted(actual)),
            TapComparison.Set => Distinct(Sorted(expected)).SequenceEqual(Distinct(Sorted(actual))),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The taps in ascending order without those that take no part in the reduction.</summary>
    private static ReadOnlySpan<int> Sorted(Span<int> taps)
    {
        taps.Sort();
        var first = 0;
        while (first < taps.Length && taps[first] == Nothing)
            first++;
        return taps[first..];
    }

    private static int[] Distinct(ReadOnlySpan<int> sorted)
    {
        var distinct = new List<int>(sorted.Length);
        foreach (var tap in sorted)
            if (distinct.Count == 0 || distinct[^1] != tap)
                distinct.Add(tap);
        return [.. distinct];
    }

    /// <summary>The indices of the box that belong to the grid.</summary>
    private static int[] Inside(Region grid)
    {
        var all = Enumerable.Range(0, grid.BoxCount);
        if (grid.Outline == Outline.Box)
            return [.. all];
        var mask = grid.Mask();
        return [.. all.Where(i => mask[i])];
    }

    private static int[] Reads(Geometry geometry, PointSet window)
    {
        var outside = geometry.Mode == PaddingMode.Excluded ? Nothing : Zero;
        var count = window.Count;
        var sizes = geometry.Output.Sizes;
        var reads = new int[geometry.Output.BoxCount * count];
        // Read per axis first: each axis of a box is padded on its own.
        var inner = geometry.Output.BoxCount;
        for (var axis = 0; axis < sizes.Count; axis++)
        {
            inner /= sizes[axis];
            var size = geometry.Input.Sizes[axis];
            var along = Along(geometry, window, axis);
            for (var o = 0; o < geometry.Output.BoxCount; o++)
            {
                var row = o / inner % sizes[axis] * count;
                for (var n = 0; n < count; n++)
                {
                    ref var read = ref reads[o * count + n];
                    var index = along[row + n];
                    read = read < 0 || index < 0 ? outside : read * size + index;
                }
            }
        }
        if (geometry.Input.Outline == Outline.Box)
            return reads;
        var mask = geometry.Input.Mask();
        for (var i = 0; i < reads.Length; i++)
            if (reads[i] >= 0 && !mask[reads[i]])
                reads[i] = outside;
        return reads;
    }

    /// <summary>For each output index of an axis and each window point the index read on that axis, or −1.</summary>
    private static int[] Along(Geometry geometry, PointSet window, int axis)
    {
        var size = geometry.Input.Sizes[axis];
        var along = new int[geometry.Output.Sizes[axis] * window.Count];
        for (var n = 0; n < window.Count; n++)
        {
            // P(o) + n + size − 1 is even for the windows and grids that typing admits.
            var offset = window.Points[n][axis] + size - 1;
            for (var o = 0; o < geometry.Output.Sizes[axis]; o++)
                along[o * window.Count + n] = geometry.Read(
                    axis,
                    (geometry.Position(axis, o) + offset) >> 1
                );
        }
        return along;
    }
}
