using AgeFormal.Algebra;

namespace AgeFormal.Programs.Steps;

/// <summary>
/// Sizes of axes before the size of the batch is known: n ≥ 0 stands for n, −n for n times the batch. At most one axis of a
/// tensor grows with the batch.
/// </summary>
internal static class Sizes
{
    /// <summary>The axis of the signals of a batch.</summary>
    public const int Batch = -1;

    /// <summary>Whether some axis grows with the batch.</summary>
    public static bool GrowWithBatch(this EqArray<int> shape) =>
        shape.AsSpan().ContainsAnyInRange(int.MinValue, -1);

    /// <summary>The sizes for a batch.</summary>
    public static long[] For(this EqArray<int> shape, long batch) =>
        [.. shape.Select(size => size < 0 ? -size * batch : size)];

    /// <summary>The number of values, negative where it grows with the batch.</summary>
    /// <exception cref="OverflowException">The number has more than 64 bits.</exception>
    public static long Volume(this EqArray<int> shape) =>
        shape.Aggregate(1L, (product, size) => checked(product * size));

    /// <summary>The number of values for a batch.</summary>
    /// <exception cref="OverflowException">The number has more than 64 bits.</exception>
    public static long Volume(this EqArray<int> shape, long batch)
    {
        var volume = shape.Volume();
        return volume < 0 ? checked(-volume * batch) : volume;
    }

    /// <summary>The shape of a result in which each operand is repeated along axes that it lacks; null where there is none.</summary>
    public static EqArray<int>? Broadcast(EqArray<int> left, EqArray<int> right)
    {
        var shape = new int[Math.Max(left.Count, right.Count)];
        for (var i = 1; i <= shape.Length; i++)
        {
            var l = i <= left.Count ? left[left.Count - i] : 1;
            var r = i <= right.Count ? right[right.Count - i] : 1;
            if (l != r && l != 1 && r != 1)
                return null;
            shape[^i] = l == 1 ? r : l;
        }
        return EqArray.Create<int>(shape);
    }
}
