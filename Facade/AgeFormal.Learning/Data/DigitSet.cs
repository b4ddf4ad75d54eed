namespace AgeFormal.Learning.Data;

/// <summary>Images with their digits. Law: as many labels as images, each from 0 to 9.</summary>
public sealed record DigitSet
{
    private DigitSet(IdxFile.Images images, IdxFile.Labels labels)
    {
        Images = images;
        Labels = labels;
    }

    /// <summary>The images, [count, rows, columns].</summary>
    public IdxFile.Images Images { get; }

    /// <summary>The digit of each image.</summary>
    public IdxFile.Labels Labels { get; }

    /// <summary>The number of images, which is the number of labels.</summary>
    public int Count => Images.Count;

    /// <summary>A set of the given images and labels.</summary>
    /// <param name="images">The images.</param>
    /// <param name="labels">Their labels, in the same order.</param>
    /// <param name="source">The name that errors give to the labels.</param>
    /// <exception cref="IdxException">The counts differ, or a label is not a digit.</exception>
    public static DigitSet Of(
        IdxFile.Images images,
        IdxFile.Labels labels,
        string source = "labels"
    )
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(labels);
        if (images.Count != labels.Count)
            throw new IdxException(
                source,
                "count",
                $"{labels.Count} labels",
                $"{images.Count}, one for each image"
            );
        int other = labels.Values.Span.IndexOfAnyExceptInRange((byte)0, (byte)9);
        return other < 0
            ? new DigitSet(images, labels)
            : throw new IdxException(
                source,
                $"label {other}",
                $"{labels.Values.Span[other]}",
                "a digit from 0 to 9"
            );
    }
}
