using AgeFormal.Algebra;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Programs.Blocks;

/// <summary>How often the windows at all positions read a point of the input with an entry: <c>[point, entry]</c>.</summary>
internal static class ReadCounts
{
    public static EqArray<int> Of(Responses responses)
    {
        var taps = responses.Taps;
        var counts = new int[checked((int)responses.Input.Volume() * taps)];
        var inside = responses.Output.Mask();
        var places = (int)responses.Output.Sizes.Volume();
        for (var place = 0; place < places; place++)
            if (inside[place])
                for (var tap = 0; tap < taps; tap++)
                    if (Point(responses, place, tap) is var point && point >= 0)
                        counts[point * taps + tap]++;
        return EqArray.Create<int>(counts);
    }

    // −1 in the padding.
    private static int Point(Responses responses, int place, int tap)
    {
        var (point, volume) = (0, 1);
        for (var axis = responses.Input.Count - 1; axis >= 0; axis--)
        {
            var (output, window, size) = (
                responses.Output.Sizes[axis],
                responses.Window[axis],
                responses.Input[axis]
            );
            var at =
                responses.Stride[axis] * (place % output)
                + responses.Dilation[axis] * (tap % window)
                - responses.Padding[axis];
            if (at < 0 || at >= size)
                return -1;
            point += at * volume;
            (place, tap, volume) = (place / output, tap / window, volume * size);
        }
        return point;
    }
}
