using AgeFormal.Operators;

namespace AgeFormal.Testing.Snapshots;

/// <summary>The place of an entry in words.</summary>
internal static class Entry
{
    private static readonly string[] Axes = ["z", "y", "x"];

    /// <summary>For example <c>batch 0, channel 1, h = r, y 3, x 4</c>.</summary>
    public static string Of(FieldType type, int index)
    {
        var place = Places(
            [index / type.Count + 1, .. type.Shape.Select(size => (long)size)],
            index
        );
        var turn =
            type.Fibre == Fibre.Trivial
                ? ""
                : $", h = {type.Group.Group.ElementNames[(int)place[2]]}";
        var axes = Axes[^type.Grid.Dimension..].Zip(place[3..], (axis, i) => $", {axis} {i}");
        return $"batch {place[0]}, channel {place[1]}{turn}{string.Concat(axes)}";
    }

    /// <summary>For example <c>[0, 3, 4]</c>.</summary>
    public static string Of(ReadOnlySpan<long> shape, int index) =>
        $"[{string.Join(", ", Places(shape, index))}]";

    private static long[] Places(ReadOnlySpan<long> shape, int index)
    {
        var place = new long[shape.Length];
        long rest = index;
        for (var axis = shape.Length - 1; axis >= 0; axis--)
            (rest, place[axis]) = Math.DivRem(rest, shape[axis]);
        return place;
    }
}
