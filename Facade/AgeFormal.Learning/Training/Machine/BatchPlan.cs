using AgeFormal.Learning.Data;

namespace AgeFormal.Learning.Training;

/// <summary>
/// Which examples the steps of an epoch take: a new order in every epoch, a pure function of seed and epoch. A single example
/// left over at the end of an epoch joins the step before it: one value has no variance, and a gradient of one example is all
/// noise.
/// </summary>
internal static class BatchPlan
{
    /// <summary>The batches of an epoch, counted from 1. Law: they partition 0 … count − 1.</summary>
    public static int[][] Of(int seed, int epoch, int count, int size)
    {
        int[] order = SplitMix.Permutation(SplitMix.Stream((ulong)seed, (ulong)epoch), count);
        int[][] batches = [.. order.Chunk(size)];
        return size > 1 && batches is [.., { } last, [int single]]
            ? [.. batches[..^2], [.. last, single]]
            : batches;
    }

    /// <summary>The number of batches of an epoch.</summary>
    public static int StepsOf(int count, int size) =>
        count % size == 1 && size > 1 && count > 1
            ? count / size
            : (int)(((long)count + size - 1) / size);
}
