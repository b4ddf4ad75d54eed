namespace AgeFormal.Symmetry.Motions;

/// <summary>
/// A bijection of the places of a tensor, the signals of a batch aside, as a product over blocks of axes: each axis is in
/// one block, and the blocks have as few axes as possible.
/// </summary>
internal sealed class Motion
{
    private Motion(int[] sizes, Block[] blocks)
    {
        Sizes = sizes;
        Blocks = blocks;
    }

    public int[] Sizes { get; }

    public Block[] Blocks { get; }

    public int Rank => Sizes.Length;

    public static Motion Still(int[] sizes) =>
        new(sizes, [.. Enumerable.Range(0, sizes.Length).Select(axis => new Block([axis], null))]);

    /// <summary>The motion of blocks of which each axis is in one; axes that are in none keep their places.</summary>
    public static Motion Of(int[] sizes, params IEnumerable<Block> blocks)
    {
        Block[] factors = [.. blocks.SelectMany(block => block.Factors(sizes))];
        return new(
            sizes,
            [
                .. factors
                    .Concat(
                        Enumerable
                            .Range(0, sizes.Length)
                            .Except(factors.SelectMany(block => block.Axes))
                            .Select(axis => new Block([axis], null))
                    )
                    .OrderBy(block => block.Axes[0]),
            ]
        );
    }

    /// <summary>Whether no block has axes on both sides.</summary>
    public bool Separates(params int[] axes) =>
        Blocks.All(block => block.Axes.All(axes.Contains) || !block.Axes.Any(axes.Contains));

    /// <summary>The axes of the blocks that have one of these.</summary>
    public int[] Hull(int[] axes) =>
        [
            .. Blocks
                .Where(block => block.Axes.Any(axes.Contains))
                .SelectMany(block => block.Axes)
                .Order(),
        ];

    /// <summary>Where the places of some axes, which <see cref="Separates"/>, go; null where nothing moves.</summary>
    public int[]? Joint(params int[] axes)
    {
        Block[] within = [.. Blocks.Where(block => block.Axes.Any(axes.Contains))];
        if (within.All(block => block.Map is null))
            return null;
        if (within is [{ Map: { } only }])
            if (within[0].Axes.Length == axes.Length)
                return only;
        var sizes = Places.Of(Sizes, axes);
        var steps = Places.Steps(sizes);
        var from = new int[] { 0 };
        var to = new int[] { 0 };
        Places.Volume(sizes);
        foreach (var block in within)
        {
            var offsets = Places.Offsets(
                Places.Of(Sizes, block.Axes),
                [.. block.Axes.Select(axis => steps[Array.IndexOf(axes, axis)])]
            );
            var nextFrom = new int[from.Length * offsets.Length];
            var nextTo = new int[nextFrom.Length];
            for (int i = 0, next = 0; i < from.Length; i++)
            for (var j = 0; j < offsets.Length; j++, next++)
            {
                nextFrom[next] = from[i] + offsets[j];
                nextTo[next] = to[i] + offsets[block.Map is null ? j : block.Map[j]];
            }
            (from, to) = (nextFrom, nextTo);
        }
        var map = new int[from.Length];
        for (var i = 0; i < map.Length; i++)
            map[from[i]] = to[i];
        return map;
    }

    /// <summary>How some axes move, which are then the only ones, where that depends on them alone; null where it does not.</summary>
    public Motion? Restrict(int[] axes)
    {
        var blocks = new List<Block>();
        foreach (var block in Blocks)
        {
            int[] part =
            [
                .. Enumerable.Range(0, block.Axes.Length).Where(i => axes.Contains(block.Axes[i])),
            ];
            if (part.Length == 0)
                continue;
            int[] kept = [.. part.Select(i => Array.IndexOf(axes, block.Axes[i]))];
            if (block.Map is null)
                blocks.Add(new(kept, null));
            else if (block.Restricted(Places.Of(Sizes, block.Axes), part) is { } map)
                blocks.Add(new(kept, map));
            else
                return null;
        }
        return Of(Places.Of(Sizes, axes), blocks);
    }

    /// <summary>The same motion of the values in another shape of as many values.</summary>
    public Motion Reshape(int[] target)
    {
        if (target.SequenceEqual(Sizes))
            return this;
        var blocks = new List<Block>();
        var segments = Segments(Sizes, target).ToList();
        var open = Blocks.ToList();
        while (segments.Count > 0)
        {
            // The segments and blocks that hang together.
            var from = segments[0].From.ToHashSet();
            var to = segments[0].To.ToHashSet();
            segments.RemoveAt(0);
            for (var grows = true; grows; )
            {
                grows = false;
                foreach (var block in open.Where(block => block.Axes.Any(from.Contains)))
                foreach (var axis in block.Axes)
                    grows |= from.Add(axis);
                foreach (
                    var segment in segments
                        .Where(segment => segment.From.Any(from.Contains))
                        .ToArray()
                )
                {
                    from.UnionWith(segment.From);
                    to.UnionWith(segment.To);
                    segments.Remove(segment);
                    grows = true;
                }
            }
            open.RemoveAll(block => block.Axes.Any(from.Contains));
            if (to.Count > 0)
                blocks.Add(new([.. to.Order()], Joint([.. from.Order()])));
        }
        return Of(target, blocks);
    }

    /// <summary>Axis i of the result is axis order[i].</summary>
    public Motion Transpose(int[] order) =>
        Of(
            Places.Of(Sizes, order),
            Blocks.Select(block =>
            {
                int[] axes = [.. block.Axes.Select(axis => Array.IndexOf(order, axis)).Order()];
                if (block.Map is not { } map || block.Axes.Length == 1)
                    return new Block(axes, block.Map);
                var own = Places.Of(Sizes, block.Axes);
                var steps = Places.Steps(own);
                // For each place after the transposition the place before it.
                var before = Places.Offsets(
                    [.. axes.Select(axis => Sizes[order[axis]])],
                    [.. axes.Select(axis => steps[Array.IndexOf(block.Axes, order[axis])])]
                );
                var after = new int[before.Length];
                for (var i = 0; i < before.Length; i++)
                    after[before[i]] = i;
                return new Block(axes, [.. before.Select(place => after[map[place]])]);
            })
        );

    /// <summary>This motion and then another one.</summary>
    public Motion Then(Motion next)
    {
        var blocks = new List<Block>();
        var open = Blocks.Concat(next.Blocks).ToList();
        while (open.Count > 0)
        {
            var axes = open[0].Axes;
            for (var size = 0; size < axes.Length; )
            {
                size = axes.Length;
                axes = next.Hull(Hull(axes));
            }
            open.RemoveAll(block => block.Axes.Any(axes.Contains));
            var (first, second) = (Joint(axes), next.Joint(axes));
            blocks.Add(
                new(
                    axes,
                    first is null ? second
                        : second is null ? first
                        : [.. first.Select(place => second[place])]
                )
            );
        }
        return Of(Sizes, blocks);
    }

    /// <summary>Whether two motions of one shape are the same.</summary>
    public bool Agrees(Motion other) =>
        Sizes.SequenceEqual(other.Sizes)
        && Blocks.Length == other.Blocks.Length
        && Blocks
            .Zip(other.Blocks)
            .All(pair =>
                pair.First.Axes.SequenceEqual(pair.Second.Axes)
                && (
                    ReferenceEquals(pair.First.Map, pair.Second.Map)
                    || pair.First.Map is { } a
                        && pair.Second.Map is { } b
                        && a.AsSpan().SequenceEqual(b)
                )
            );

    // The shortest runs of axes with equal products.
    private static IEnumerable<(int[] From, int[] To)> Segments(int[] from, int[] to)
    {
        int i = 0,
            j = 0;
        while (i < from.Length || j < to.Length)
        {
            var (startI, startJ) = (i, j);
            var left = i < from.Length ? (long)from[i++] : 1;
            var right = j < to.Length ? (long)to[j++] : 1;
            while (left != right)
                if (left < right)
                    left *= from[i++];
                else
                    right *= to[j++];
            yield return (
                [.. Enumerable.Range(startI, i - startI)],
                [.. Enumerable.Range(startJ, j - startJ)]
            );
        }
    }
}
