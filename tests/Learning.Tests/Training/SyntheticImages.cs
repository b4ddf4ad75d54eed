using AgeFormal.Learning.Data;
using AgeFormal.Operators;

namespace AgeFormal.Learning.Tests.Training;

/// <summary>Images of pseudorandom numbers with labels, as a network reads them.</summary>
internal static class SyntheticImages
{
    public static ImageSet For(TypedOp op, int count)
    {
        var (channels, grid) = (op.Input.Channels, op.Input.Grid.Sizes.ToArray());
        var points = grid.Aggregate(1, (product, size) => product * size);
        var pixels = new float[count * channels * points];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (float)(2 * SplitMix.Unit(11, (ulong)i) - 1);
        var each = op.Output.Count == op.Output.Channels ? 1 : points;
        var labels = new int[count * each];
        for (var i = 0; i < labels.Length; i++)
            labels[i] = (int)(SplitMix.Bits(12, (ulong)i) % (ulong)op.Output.Channels);
        return ImageSet.Of(channels, [.. grid], pixels, labels);
    }
}
