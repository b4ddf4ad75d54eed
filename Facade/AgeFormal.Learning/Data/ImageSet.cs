using System.Runtime.InteropServices;
using AgeFormal.Algebra;
using AgeFormal.Networks.Images;
using AgeFormal.Operators;

namespace AgeFormal.Learning.Data;

/// <summary>
/// Images as float32, [count, channels, …grid] row-major, planar or volumes, of any number of channels, with or without
/// labels: the class of each image, [count], or of each of its points, [count, …grid]. Immutable; equal when sizes, pixels
/// and labels are. Laws: every size is positive; there are no labels, or one for each image, or one for each point of it; no
/// label is negative, and where the classes have names, each label has one.
/// </summary>
public sealed record ImageSet : IImageSource
{
    private ImageSet(
        int count,
        int channels,
        EqArray<int> grid,
        ReadOnlyMemory<float> pixels,
        ReadOnlyMemory<int> labels
    )
    {
        Count = count;
        Channels = channels;
        Grid = grid;
        Pixels = pixels;
        Labels = labels;
        Points = grid.Aggregate(1, (product, size) => product * size);
    }

    /// <summary>The number of images.</summary>
    public int Count { get; }

    /// <summary>The number of channels: 1 for grey images, 3 for red, green and blue.</summary>
    public int Channels { get; }

    /// <summary>The sizes of an image's axes: [rows, columns], or [depth, rows, columns] for a volume.</summary>
    public EqArray<int> Grid { get; }

    /// <summary>The number of points of the grid.</summary>
    public int Points { get; }

    /// <summary>The number of values of an image: channels times points.</summary>
    public int Length => Channels * Points;

    /// <summary>The height in pixels: the size of the last axis but one.</summary>
    public int Rows => Grid[^2];

    /// <summary>The width in pixels: the size of the last axis.</summary>
    public int Columns => Grid[^1];

    /// <summary>All pixels, [count, channels, …grid].</summary>
    public ReadOnlyMemory<float> Pixels { get; }

    /// <summary>The labels: none, the class of each image, or the class of each point of each image.</summary>
    public ReadOnlyMemory<int> Labels { get; }

    /// <summary>The labels of an image: 0 without labels, 1 for its class, the number of its points for a mask.</summary>
    public int LabelsPerImage => Count == 0 ? 0 : Labels.Length / Count;

    /// <summary>Whether the images have labels; true of a set without images.</summary>
    public bool IsLabelled => Labels.Length > 0 || Count == 0;

    /// <summary>Whether the labels are masks: the class of each point.</summary>
    public bool HasMasks => Points > 1 && LabelsPerImage == Points;

    /// <summary>The names of the classes, by label; empty where they have none.</summary>
    public EqArray<string> Classes { get; private init; } = [];

    /// <summary>What made the images ready for a network; null for images as stored, and where it is not known.</summary>
    public Preprocessing? Preparation { get; internal init; }

    /// <summary>The pixels of one image, [channels, …grid].</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not from 0 to Count − 1.</exception>
    public ReadOnlySpan<float> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return Pixels.Span.Slice(index * Length, Length);
        }
    }

    /// <summary>A set of the given pixels and labels, which are copied.</summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="grid">The sizes of the axes, two or three.</param>
    /// <param name="pixels">The pixels, [count, channels, …grid]; their number says how many images there are.</param>
    /// <param name="labels">None, one for each image, or one for each point of each image.</param>
    /// <exception cref="ArgumentException">A law is broken.</exception>
    public static ImageSet Of(
        int channels,
        EqArray<int> grid,
        ReadOnlySpan<float> pixels,
        ReadOnlySpan<int> labels
    )
    {
        var length = ImageSizes.Length(channels, grid);
        var (count, rest) = Math.DivRem(pixels.Length, length);
        if (rest != 0)
            throw new ArgumentException(
                $"Expected images of {ImageSizes.Text(channels, grid)} pixels, received {pixels.Length}.",
                nameof(pixels)
            );
        ImageSizes.CheckLabels(labels, count, length / channels, []);
        return new(count, channels, grid, pixels.ToArray(), labels.ToArray());
    }

    /// <summary>A set of grey images with the class of each; pixels and labels are copied.</summary>
    /// <exception cref="ArgumentException">A size is not positive, or the pixels are not one image for each label.</exception>
    public static ImageSet Of(
        int rows,
        int columns,
        ReadOnlySpan<float> pixels,
        ReadOnlySpan<byte> labels
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        return (long)rows * columns * labels.Length == pixels.Length
            ? new(labels.Length, 1, [rows, columns], pixels.ToArray(), Widened(labels))
            : throw new ArgumentException(
                $"Expected {labels.Length} × {rows} × {columns} pixels for {labels.Length} labels, received {pixels.Length}.",
                nameof(pixels)
            );
    }

    /// <summary>The digits from <paramref name="start"/> on, grey value v as v/255.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the set.</exception>
    public static ImageSet Of(DigitSet digits, int start, int count)
    {
        ArgumentNullException.ThrowIfNull(digits);
        ImageSizes.CheckRange(start, count, digits.Count);
        IdxFile.Images images = digits.Images;
        int area = images.Rows * images.Columns;
        return new(
            count,
            1,
            [images.Rows, images.Columns],
            Brightness(images.Pixels.Span.Slice(start * area, count * area)),
            Widened(digits.Labels.Values.Span.Slice(start, count))
        );
    }

    /// <summary>The images from <paramref name="start"/> on, sharing the pixels of this set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the set.</exception>
    public ImageSet Slice(int start, int count)
    {
        ImageSizes.CheckRange(start, count, Count);
        var each = LabelsPerImage;
        return new(
            count,
            Channels,
            Grid,
            Pixels.Slice(start * Length, count * Length),
            Labels.Slice(start * each, count * each)
        )
        {
            Preparation = Preparation,
            Classes = Classes,
        };
    }

    /// <summary>The images of the given indices, in that order, prepared as this set is.</summary>
    /// <exception cref="ArgumentException">An index is not from 0 to Count − 1, or memory does not hold as many.</exception>
    public ImageSet Read(IReadOnlyList<int> indices)
    {
        ImageSizes.CheckIndices(indices, Count, Length);
        int each = LabelsPerImage;
        var pixels = new float[indices.Count * Length];
        var labels = new int[indices.Count * each];
        for (int i = 0; i < indices.Count; i++)
        {
            this[indices[i]].CopyTo(pixels.AsSpan(i * Length));
            Labels.Span.Slice(indices[i] * each, each).CopyTo(labels.AsSpan(i * each));
        }
        return new(indices.Count, Channels, Grid, pixels, labels)
        {
            Preparation = Preparation,
            Classes = Classes,
        };
    }

    /// <summary>The set with other labels, which are copied, and names of the classes or none.</summary>
    /// <exception cref="ArgumentException">A law is broken.</exception>
    public ImageSet WithLabels(ReadOnlySpan<int> labels, EqArray<string> classes = default)
    {
        ImageSizes.CheckLabels(labels, Count, Points, classes);
        return new(Count, Channels, Grid, Pixels, labels.ToArray())
        {
            Preparation = Preparation,
            Classes = classes,
        };
    }

    /// <summary>Mean and deviation of each channel over all images.</summary>
    /// <exception cref="ArgumentException">There are no images, or a channel is constant or not finite.</exception>
    public Normalization Measure() => Normalization.Measure(Pixels.Span, Channels, Points);

    /// <summary>Each image (x − mean)/deviation, in single precision.</summary>
    /// <exception cref="ArgumentException">The constants are those of another number of channels.</exception>
    public ImageSet Normalize(Normalization by) => ImagePreparation.Normalize(this, by);

    /// <summary>Images in [0, 1] as a network reads them: normalised, then in its order of the axes.</summary>
    /// <exception cref="ArgumentException">The constants are those of another number of channels.</exception>
    public ImageSet Prepare(Preprocessing by) => ImagePreparation.Prepare(this, by);

    /// <summary>
    /// Images in [0, 1] as a network reads them: of its number of channels and its size, then as by
    /// <see cref="Prepare(Preprocessing)"/>. Grey becomes colour by repetition, colour grey by luminance.
    /// </summary>
    /// <param name="by">The preprocessing.</param>
    /// <param name="type">The input of the network, on the lattice.</param>
    /// <exception cref="ArgumentException">
    /// The number of channels cannot be changed so, the images are volumes of another size, or the constants do not fit.
    /// </exception>
    public ImageSet Prepare(Preprocessing by, FieldType type) =>
        ImagePreparation.Prepare(this, by, type);

    /// <summary>Each image, and its mask, in another size; volumes keep theirs.</summary>
    /// <exception cref="ArgumentException">A size is not positive, or the images are volumes of another size.</exception>
    public ImageSet Fit(int rows, int columns, PictureFit fit = PictureFit.Contain) =>
        Resizing.Fit(this, rows, columns, fit);

    /// <summary>Each image, and its mask, with rows and columns, the last two axes, exchanged.</summary>
    public ImageSet Transpose() => ImagePreparation.Transpose(this);

    /// <summary>The images as a batch of signals on the lattice.</summary>
    /// <exception cref="ArgumentException">The set is empty, or the type has other channels or another grid.</exception>
    public Signal<double> ToSignal(FieldType type) => ImagePreparation.ToSignal(this, type);

    /// <inheritdoc/>
    public string Identity =>
        ContentIdentity.Of(MemoryMarshal.AsBytes(Pixels.Span), MemoryMarshal.AsBytes(Labels.Span));

    /// <summary>Equality of sizes, pixels and labels.</summary>
    public bool Equals(ImageSet? other) =>
        other is not null
        && (Count, Channels) == (other.Count, other.Channels)
        && Grid == other.Grid
        && Pixels.Span.SequenceEqual(other.Pixels.Span)
        && Labels.Span.SequenceEqual(other.Labels.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add((Count, Channels, Grid));
        foreach (var label in Labels.Span)
            hash.Add(label);
        return hash.ToHashCode();
    }

    /// <summary>The sizes, for example <c>300 images of 28×28</c> or <c>9 images of 3×32×32</c>.</summary>
    public override string ToString() =>
        $"{Count} images of {(Channels == 1 ? string.Join('×', Grid) : $"{Channels}×{string.Join('×', Grid)}")}";

    /// <summary>The set of values that nobody else holds; the laws are the caller's.</summary>
    internal static ImageSet Owning(
        int count,
        int channels,
        EqArray<int> grid,
        float[] pixels,
        ReadOnlyMemory<int> labels,
        EqArray<string> classes = default
    ) => new(count, channels, grid, pixels, labels) { Classes = classes };

    /// <summary>The set with other pixels and labels and the same names of its classes.</summary>
    internal ImageSet Changed(EqArray<int> grid, float[] pixels, ReadOnlyMemory<int> labels) =>
        Changed(Channels, grid, pixels, labels);

    /// <summary>The set with other channels, pixels and labels and the same names of its classes.</summary>
    internal ImageSet Changed(
        int channels,
        EqArray<int> grid,
        float[] pixels,
        ReadOnlyMemory<int> labels
    ) => new(Count, channels, grid, pixels, labels) { Classes = Classes };

    /// <summary>Stored value v as v/255.</summary>
    internal static float[] Brightness(ReadOnlySpan<byte> stored)
    {
        var pixels = new float[stored.Length];
        Brightness(stored, pixels);
        return pixels;
    }

    /// <summary>Stored value v as v/255.</summary>
    internal static void Brightness(ReadOnlySpan<byte> stored, Span<float> pixels)
    {
        for (int i = 0; i < stored.Length; i++)
            pixels[i] = stored[i] / (float)Preprocessing.White;
    }

    /// <summary>Labels of one byte each.</summary>
    internal static int[] Widened(ReadOnlySpan<byte> labels)
    {
        var wide = new int[labels.Length];
        for (int i = 0; i < labels.Length; i++)
            wide[i] = labels[i];
        return wide;
    }
}
