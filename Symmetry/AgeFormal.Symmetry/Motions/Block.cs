namespace AgeFormal.Symmetry.Motions;

/// <summary>How some axes of a tensor move, whatever the others do.</summary>
/// <param name="Axes">The axes, ascending.</param>
/// <param name="Map">Where each of their places goes, row-major; null where nothing moves.</param>
internal sealed record Block(int[] Axes, int[]? Map)
{
    /// <summary>The block as a product of blocks of as few axes as possible.</summary>
    public IEnumerable<Block> Factors(int[] sizes)
    {
        if (Map is not { } map || Places.IsStill(map))
            return Axes.Select(axis => new Block([axis], null));
        int[] moving = [.. Axes.Where(axis => sizes[axis] > 1)];
        if (moving.Length < Axes.Length)
            return new Block(moving, map)
                .Factors(sizes)
                .Concat(Axes.Except(moving).Select(axis => new Block([axis], null)));
        var own = Places.Of(sizes, Axes);
        for (var count = 1; 2 * count <= Axes.Length; count++)
            foreach (var part in Subsets(Axes.Length, count))
            {
                int[] rest = [.. Enumerable.Range(0, Axes.Length).Except(part)];
                if (Restricted(own, part) is { } first && Restricted(own, rest) is { } second)
                    return new Block([.. part.Select(i => Axes[i])], first)
                        .Factors(sizes)
                        .Concat(new Block([.. rest.Select(i => Axes[i])], second).Factors(sizes));
            }
        return [this];
    }

    /// <summary>How some of the axes move where that depends on them alone; null where it does not.</summary>
    /// <param name="own">The sizes of the axes.</param>
    /// <param name="part">Their places among the axes, ascending.</param>
    public int[]? Restricted(int[] own, int[] part)
    {
        var coordinates = Places.Coordinates(own, part);
        var image = new int[part.Aggregate(1, (volume, i) => volume * own[i])];
        Array.Fill(image, -1);
        for (var place = 0; place < coordinates.Length; place++)
        {
            var to = coordinates[Map is null ? place : Map[place]];
            ref var known = ref image[coordinates[place]];
            if (known >= 0 && known != to)
                return null;
            known = to;
        }
        return image;
    }

    private static IEnumerable<int[]> Subsets(int size, int count) =>
        Enumerable
            .Range(0, 1 << size)
            .Where(bits => System.Numerics.BitOperations.PopCount((uint)bits) == count)
            .Select(bits => Enumerable.Range(0, size).Where(i => (bits >> i & 1) == 1).ToArray());
}
