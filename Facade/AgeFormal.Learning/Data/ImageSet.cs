using System.Runtime.InteropServices;
using AgeFormal.Networks.Images;
using AgeFormal.Operators;

namespace AgeFormal.Learning.Data;

/// <summary>
/// Grey images as float32, [count, 1, rows, columns] row-major, with the class of each. Immutable; equal when sizes,
/// pixels and labels are. Law: as many labels as images.
/// </summary>
public sealed record ImageSet
{
    private ImageSet(
        int rows,
        int columns,
        ReadOnlyMemory<float> pixels,
        ReadOnlyMemory<byte> labels
    )
    {
        Rows = rows;
        Columns = columns;
        Pixels = pixels;
        Labels = labels;
    }

    /// <summary>The height in pixels, at least 1.</summary>
    public int Rows { get; }

    /// <summary>The width in pixels, at least 1.</summary>
    public int Columns { get; }

    /// <summary>All pixels, Count · Rows · Columns values.</summary>
    public ReadOnlyMemory<float> Pixels { get; }

    /// <summary>The class of each image.</summary>
    public ReadOnlyMemory<byte> Labels { get; }

    /// <summary>The number of images.</summary>
    public int Count => Labels.Length;

    /// <summary>What made the images ready for a network; null for images as stored, and where it is not known.</summary>
    public Preprocessing? Preparation { get; private init; }

    /// <summary>The pixels of one image, [rows, columns].</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not from 0 to Count − 1.</exception>
    public ReadOnlySpan<float> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return Pixels.Span.Slice(index * Rows * Columns, Rows * Columns);
        }
    }

    /// <summary>A set of the given pixels and labels, which are copied.</summary>
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
            ? new ImageSet(rows, columns, pixels.ToArray(), labels.ToArray())
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
        CheckRange(start, count, digits.Count);
        IdxFile.Images images = digits.Images;
        int area = images.Rows * images.Columns;
        var grey = images.Pixels.Span.Slice(start * area, count * area);
        var pixels = new float[grey.Length];
        for (int i = 0; i < grey.Length; i++)
            pixels[i] = grey[i] / (float)Preprocessing.White;
        return new(
            images.Rows,
            images.Columns,
            pixels,
            digits.Labels.Values.Slice(start, count).ToArray()
        );
    }

    /// <summary>The images from <paramref name="start"/> on, sharing the pixels of this set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the set.</exception>
    public ImageSet Slice(int start, int count)
    {
        CheckRange(start, count, Count);
        int area = Rows * Columns;
        return new(
            Rows,
            Columns,
            Pixels.Slice(start * area, count * area),
            Labels.Slice(start, count)
        )
        {
            Preparation = Preparation,
        };
    }

    /// <summary>Each image (x − mean)/deviation, in single precision.</summary>
    public ImageSet Normalize(Normalization by)
    {
        ArgumentNullException.ThrowIfNull(by);
        var (mean, deviation) = ((float)by.Mean, (float)by.Deviation);
        var pixels = Pixels.ToArray();
        foreach (ref float pixel in pixels.AsSpan())
            pixel = (pixel - mean) / deviation;
        return new(Rows, Columns, pixels, Labels);
    }

    /// <summary>Images in [0, 1] as a network reads them: normalised, then in its order of the axes.</summary>
    public ImageSet Prepare(Preprocessing by)
    {
        ArgumentNullException.ThrowIfNull(by);
        ImageSet normalized = Normalize(by.Normalization);
        return (by.Axes == AxisOrder.RowsColumns ? normalized : normalized.Transpose()) with
        {
            Preparation = by,
        };
    }

    /// <summary>Each image with rows and columns exchanged.</summary>
    public ImageSet Transpose()
    {
        var pixels = new float[Pixels.Length];
        int area = Rows * Columns;
        for (int image = 0; image < Count; image++)
        {
            var source = this[image];
            var target = pixels.AsSpan(image * area, area);
            for (int row = 0; row < Rows; row++)
            for (int column = 0; column < Columns; column++)
                target[column * Rows + row] = source[row * Columns + column];
        }
        return new(Columns, Rows, pixels, Labels);
    }

    /// <summary>The images as a batch of signals on the lattice.</summary>
    /// <exception cref="ArgumentException">The set is empty, or the type is not one channel on a grid of this size.</exception>
    public Signal<double> ToSignal(FieldType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!type.Shape.AsSpan().SequenceEqual([1, 1, Rows, Columns]))
            throw new ArgumentException(
                $"Expected a type of shape [1, 1, {Rows}, {Columns}] for these images, received {type}.",
                nameof(type)
            );
        var values = new double[Pixels.Length];
        var pixels = Pixels.Span;
        for (int i = 0; i < values.Length; i++)
            values[i] = pixels[i];
        return Signal<double>.Create(type, ImmutableCollectionsMarshal.AsImmutableArray(values));
    }

    /// <summary>Equality of sizes, pixels and labels.</summary>
    public bool Equals(ImageSet? other) =>
        other is not null
        && (Rows, Columns) == (other.Rows, other.Columns)
        && Pixels.Span.SequenceEqual(other.Pixels.Span)
        && Labels.Span.SequenceEqual(other.Labels.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add((Rows, Columns));
        hash.AddBytes(Labels.Span);
        return hash.ToHashCode();
    }

    /// <summary>The sizes, for example <c>300 images of 28×28</c>.</summary>
    public override string ToString() => $"{Count} images of {Rows}×{Columns}";

    internal static ImageSet Owning(
        int rows,
        int columns,
        float[] pixels,
        ReadOnlyMemory<byte> labels
    ) => new(rows, columns, pixels, labels);

    private static void CheckRange(int start, int count, int available)
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
