namespace AgeFormal.Symmetry.Checking;

/// <summary>Arithmetic of the places of boxes, row-major.</summary>
internal static class Box
{
    public static int Volume(IEnumerable<int> sizes) =>
        sizes.Aggregate(1, (all, size) => checked(all * size));

    public static int[] Steps(int[] sizes)
    {
        var steps = new int[sizes.Length];
        for (int axis = sizes.Length - 1, step = 1; axis >= 0; step *= sizes[axis--])
            steps[axis] = step;
        return steps;
    }

    /// <summary>For each place the sum of its coordinates, each times a step.</summary>
    public static int[] Sums(int[] sizes, int[] steps)
    {
        var sums = new int[Volume(sizes)];
        for (int axis = sizes.Length - 1, inner = 1; axis >= 0; inner *= sizes[axis--])
        for (var place = 0; place < sums.Length; place++)
            sums[place] += place / inner % sizes[axis] * steps[axis];
        return sums;
    }

    /// <summary>For each place that of its coordinates on some axes, in a box of these axes alone.</summary>
    public static int[] Onto(int[] sizes, int[] axes)
    {
        var own = Steps([.. axes.Select(axis => sizes[axis])]);
        var steps = new int[sizes.Length];
        for (var i = 0; i < axes.Length; i++)
            steps[axes[i]] = own[i];
        return Sums(sizes, steps);
    }

    /// <summary>For each place of a box of some axes that of the whole with zeros on the others.</summary>
    public static int[] Into(int[] sizes, int[] axes)
    {
        var steps = Steps(sizes);
        return Sums([.. axes.Select(axis => sizes[axis])], [.. axes.Select(axis => steps[axis])]);
    }

    /// <summary>Where the places of a box go by a turn about its centre; null where it is none, or does not keep the box.</summary>
    public static int[]? Turned(int[] sizes, ReadOnlySpan<int> turn)
    {
        if (turn.Length != sizes.Length)
            return null;
        var steps = Steps(sizes);
        var (own, start) = (new int[sizes.Length], 0);
        for (var i = 0; i < turn.Length; i++)
        {
            var from = Math.Abs((long)turn[i]) - 1;
            if (from < 0 || from >= sizes.Length)
                return null;
            if (own[from] != 0 || sizes[from] != sizes[i])
                return null;
            own[from] = Math.Sign(turn[i]) * steps[i];
            start += turn[i] < 0 ? (sizes[i] - 1) * steps[i] : 0;
        }
        return [.. Sums(sizes, own).Select(place => place + start)];
    }

    public static bool IsBijection(ReadOnlySpan<int> map, int volume)
    {
        var isTaken = new bool[volume];
        foreach (var to in map)
            if (to < 0 || to >= volume || isTaken[to])
                return false;
            else
                isTaken[to] = true;
        return map.Length == volume;
    }

    /// <summary>The maps of groups of axes of which a map is the product; null where it is none.</summary>
    public static int[][]? Factors(int[] map, int[] sizes, params int[][] groups)
    {
        var onto = groups.Select(axes => Onto(sizes, axes)).ToArray();
        var into = groups.Select(axes => Into(sizes, axes)).ToArray();
        var factors = groups
            .Select((_, g) => into[g].Select(place => onto[g][map[place]]).ToArray())
            .ToArray();
        for (var place = 0; place < map.Length; place++)
        {
            var image = 0;
            for (var g = 0; g < groups.Length; g++)
                image += into[g][factors[g][onto[g][place]]];
            if (image != map[place])
                return null;
        }
        return factors;
    }
}
