using AgeFormal.Algebra;
using AgeFormal.Symmetry.Motions;

namespace AgeFormal.Symmetry;

/// <summary>The representation that the channels of an output are of, by its orbits.</summary>
internal static class OutputFields
{
    /// <summary>
    /// For example <c>2 × regular, 3 × trivial</c>; empty where no channel moves, where channels move with space, or where the
    /// motions of elements do not multiply as the elements do, since equal weights left a choice.
    /// </summary>
    /// <param name="group">The group.</param>
    /// <param name="motions">The motion of the output by element; null for those that are not carried.</param>
    public static string Of(PointGroup group, IReadOnlyList<Motion?> motions)
    {
        int[] carried = [.. group.Group.Elements.Where(element => motions[element] is not null)];
        if (carried.Any(element => motions[element]!.Rank < 2 || !motions[element]!.Separates(1)))
            return "";
        var maps = carried.ToDictionary(element => element, element => motions[element]!.Joint(1));
        if (maps.Values.All(map => map is null))
            return "";
        int Image(int element, int channel) => maps[element] is { } map ? map[channel] : channel;
        int[] channels = [.. Enumerable.Range(0, motions[carried[0]]!.Sizes[1])];
        foreach (var a in carried)
        foreach (var b in carried)
            if (
                channels.Any(channel =>
                    Image(group.Group.Multiply(a, b), channel) != Image(a, Image(b, channel))
                )
            )
                return "";
        return string.Join(
            ", ",
            channels
                .Select(channel =>
                    carried.Select(element => Image(element, channel)).Distinct().Order().ToArray()
                )
                .DistinctBy(orbit => orbit[0])
                .GroupBy(orbit =>
                    Name(
                        group,
                        [.. carried.Where(element => Image(element, orbit[0]) == orbit[0])],
                        carried.Length
                    )
                )
                .OrderBy(same => -same.First().Length)
                .Select(same => $"{same.Count()} × {same.Key}")
        );
    }

    private static string Name(PointGroup group, int[] stabilizer, int order) =>
        stabilizer.Length == order ? "trivial"
        : stabilizer.Length == 1 ? "regular"
        : $"cosets of {{{string.Join(", ", stabilizer.Select(element => group.Group.ElementNames[element]))}}}";
}
