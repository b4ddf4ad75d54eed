namespace AgeFormal.Symmetry.Motions;

/// <summary>Arithmetic of places in boxes, row-major.</summary>
internal static class Places
{
    /// <summary>The largest box whose places are listed one by one.</summary>
    public const int Most = 1 << 25;

    /// <summary>The number of places of some axes.</summary>
    /// <exception cref="LossException">There are too many.</exception>
    public static int Volume(ReadOnlySpan<int> sizes)
    {
        var volume = 1L;
        foreach (var size in sizes)
        {
            volume *= size;
            if (volume > Most)
                throw LossException.Unknown($"a motion of more than {Most} places would be listed");
        }
        return (int)volume;
    }

    /// <summary>The sizes of some axes.</summary>
    public static int[] Of(int[] sizes, int[] axes) => [.. axes.Select(axis => sizes[axis])];

    /// <summary>For each place of a box the place in another box that has some of its axes, in order.</summary>
    public static int[] Coordinates(int[] sizes, ReadOnlySpan<int> kept)
    {
        var steps = new int[sizes.Length];
        var step = 1;
        for (var i = kept.Length - 1; i >= 0; i--)
        {
            steps[kept[i]] = step;
            step *= sizes[kept[i]];
        }
        return Offsets(sizes, steps);
    }

    /// <summary>For each place of a box the sum of its coordinates, each times a step.</summary>
    public static int[] Offsets(int[] sizes, int[] steps)
    {
        var offsets = new int[Volume(sizes)];
        var point = new int[sizes.Length];
        var offset = 0;
        for (var place = 0; place < offsets.Length; place++)
        {
            offsets[place] = offset;
            for (var axis = sizes.Length - 1; axis >= 0; axis--)
            {
                offset += steps[axis];
                if (++point[axis] < sizes[axis])
                    break;
                offset -= steps[axis] * sizes[axis];
                point[axis] = 0;
            }
        }
        return offsets;
    }

    /// <summary>The step of each axis of a box.</summary>
    public static int[] Steps(ReadOnlySpan<int> sizes)
    {
        var steps = new int[sizes.Length];
        var step = 1;
        for (var i = sizes.Length - 1; i >= 0; i--)
        {
            steps[i] = step;
            step *= sizes[i];
        }
        return steps;
    }

    /// <summary>Whether a map moves nothing.</summary>
    public static bool IsStill(ReadOnlySpan<int> map)
    {
        for (var i = 0; i < map.Length; i++)
            if (map[i] != i)
                return false;
        return true;
    }
}
