using AgeFormal.Algebra;

namespace AgeFormal.Learning.Data;

/// <summary>The laws of the sizes of images.</summary>
internal static class ImageSizes
{
    /// <summary>The number of values of an image.</summary>
    /// <exception cref="ArgumentException">A size is not positive, there are not two or three axes, or an image has 2³¹ values.</exception>
    public static int Length(int channels, EqArray<int> grid)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        if (grid.Count is not (2 or 3))
            throw new ArgumentException(
                $"Expected the sizes of two or three axes, received {grid.Count}.",
                nameof(grid)
            );
        long length = channels;
        foreach (var size in grid)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size, nameof(grid));
            // Each factor is below 2³¹, so that the product of one more fits in 64 bits.
            length *= size;
            if (length > Array.MaxLength)
                throw new ArgumentException(
                    $"Expected images of at most {Array.MaxLength} values, received {Text(channels, grid)}.",
                    nameof(grid)
                );
        }
        return (int)length;
    }

    /// <summary>The sizes, for example <c>3×32×32</c>.</summary>
    public static string Text(int channels, EqArray<int> grid) =>
        $"{channels}×{string.Join('×', grid)}";

    /// <summary>Requires no labels, one for each image or one for each point, each with a name where classes have names.</summary>
    /// <exception cref="ArgumentException">There are others.</exception>
    public static void CheckLabels(
        ReadOnlySpan<int> labels,
        int count,
        int points,
        EqArray<string> classes
    )
    {
        if (labels.Length != 0 && labels.Length != count && labels.Length != (long)count * points)
            throw new ArgumentException(
                $"Expected no labels, {count} for as many images, or {(long)count * points} for their points; received {labels.Length}.",
                nameof(labels)
            );
        int most = classes.Count == 0 ? int.MaxValue : classes.Count - 1;
        int other = labels.IndexOfAnyExceptInRange(0, most);
        if (other >= 0)
            throw new ArgumentException(
                $"Expected labels from 0 to {most}, received {labels[other]} at index {other}.",
                nameof(labels)
            );
    }

    /// <summary>Requires indices of what there is, and no more of them than memory has values for.</summary>
    /// <exception cref="ArgumentException">They are others.</exception>
    public static void CheckIndices(IReadOnlyList<int> indices, int available, int length)
    {
        ArgumentNullException.ThrowIfNull(indices);
        if ((long)indices.Count * length > Array.MaxLength)
            throw new ArgumentException(
                $"Expected images of at most {Array.MaxLength} values at once, received {indices.Count} of {length}.",
                nameof(indices)
            );
        foreach (int index in indices)
            if (index < 0 || index >= available)
                throw new ArgumentOutOfRangeException(
                    nameof(indices),
                    index,
                    $"Expected indices of {available} images."
                );
    }

    /// <summary>Requires a range within what there is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static void CheckRange(int start, int count, int available)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count > available - start)
            throw new ArgumentOutOfRangeException(
                nameof(count),
                $"{start} + {count}",
                $"Expected a range within {available} images."
            );
    }
}
