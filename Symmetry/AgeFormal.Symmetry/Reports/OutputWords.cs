using AgeFormal.Symmetry.Motions;

namespace AgeFormal.Symmetry;

/// <summary>The motion of an output in words.</summary>
internal static class OutputWords
{
    public static string Of(Motion motion)
    {
        Block[] moving = [.. motion.Blocks.Where(block => block.Map is not null)];
        if (moving.Length == 0)
            return "invariant";
        var parts = new List<string>();
        if (moving.Any(block => block.Axes.Any(axis => axis >= 2)))
            parts.Add("moves in space");
        foreach (var block in moving.Where(block => block.Axes.Contains(1)))
            parts.Add($"channels in cycles of {Cycles(block.Map!)}");
        return string.Join(", ", parts);
    }

    private static string Cycles(int[] map)
    {
        var lengths = new SortedDictionary<int, int>();
        var isSeen = new bool[map.Length];
        for (var start = 0; start < map.Length; start++)
        {
            var length = 0;
            for (var at = start; !isSeen[at]; at = map[at])
            {
                isSeen[at] = true;
                length++;
            }
            if (length > 0)
                lengths[length] = lengths.GetValueOrDefault(length) + 1;
        }
        return string.Join(" and ", lengths.Keys.Select(length => $"{length}"));
    }
}
