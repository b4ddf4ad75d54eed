using System.Runtime.InteropServices;
using AgeFormal.Algebra;
using AgeFormal.Networks.Images;
using AgeFormal.Operators;

namespace AgeFormal.Learning.Data;

/// <summary>What is done to images between the file and the network.</summary>
internal static class ImagePreparation
{
    /// <summary>Each image (x − mean)/deviation, in single precision.</summary>
    public static ImageSet Normalize(ImageSet images, Normalization by)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!by.Fits(images.Channels))
            throw new ArgumentException(
                $"Expected constants for images of {images.Channels} channels, received {by}.",
                nameof(by)
            );
        var pixels = images.Pixels.ToArray();
        for (int start = 0; start < pixels.Length; start += images.Points)
        {
            int channel = start / images.Points % images.Channels;
            var (mean, deviation) = ((float)by.MeanOf(channel), (float)by.DeviationOf(channel));
            foreach (ref float pixel in pixels.AsSpan(start, images.Points))
                pixel = (pixel - mean) / deviation;
        }
        return images.Changed(images.Grid, pixels, images.Labels);
    }

    /// <summary>Images in [0, 1] as a network reads them: normalised, then in its order of the axes.</summary>
    public static ImageSet Prepare(ImageSet images, Preprocessing by)
    {
        ArgumentNullException.ThrowIfNull(by);
        var normalized = Normalize(images, by.Normalization);
        return (by.Axes == AxisOrder.RowsColumns ? normalized : Transpose(normalized)) with
        {
            Preparation = by,
        };
    }

    /// <summary>Images in [0, 1] as a network reads them: of its channels and size, normalised, in its order of the axes.</summary>
    public static ImageSet Prepare(ImageSet images, Preprocessing by, FieldType type)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(type);
        return Prepare(Sized(images, by.Fit, by.Axes, type), by);
    }

    /// <summary>Images of the channels and the size that a network reads, in their own order of the axes.</summary>
    public static ImageSet Sized(ImageSet images, PictureFit fit, AxisOrder axes, FieldType type)
    {
        var grid = type.Grid.Sizes;
        if (type.FibreSize != 1 || grid.Count != images.Grid.Count)
            throw new ArgumentException(
                $"Expected a network that reads {images}; this one reads {type}.",
                nameof(type)
            );
        bool isSwapped = axes == AxisOrder.ColumnsRows;
        return Resizing.Fit(
            Colours.Convert(images, type.Channels),
            isSwapped ? grid[^1] : grid[^2],
            isSwapped ? grid[^2] : grid[^1],
            fit
        );
    }

    /// <summary>The value that stands for black in each channel of prepared images.</summary>
    public static EqArray<double> Black(Preprocessing? by, int channels) =>
        Enumerable
            .Range(0, channels)
            .Select(channel =>
                by?.Normalization is { } constants
                    ? (0 - constants.MeanOf(channel)) / constants.DeviationOf(channel)
                    : 0
            )
            .ToEqArray();

    /// <summary>Each image, and its mask, with the last two axes exchanged.</summary>
    public static ImageSet Transpose(ImageSet images)
    {
        var pixels = new float[images.Pixels.Length];
        Transpose(images.Pixels.Span, pixels, images.Rows, images.Columns);
        var labels = images.Labels;
        if (images.HasMasks)
        {
            var turned = new int[labels.Length];
            Transpose(labels.Span, turned, images.Rows, images.Columns);
            labels = turned;
        }
        return images.Changed(
            [.. images.Grid.Take(images.Grid.Count - 2), images.Columns, images.Rows],
            pixels,
            labels
        );
    }

    /// <summary>The images as a batch of signals on the lattice.</summary>
    public static Signal<double> ToSignal(ImageSet images, FieldType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!Fits(images, type))
            throw new ArgumentException(
                $"Expected a type of shape [{images.Channels}, 1, {string.Join(", ", images.Grid)}] for these images, received {type}.",
                nameof(type)
            );
        var values = new double[images.Pixels.Length];
        var pixels = images.Pixels.Span;
        for (int i = 0; i < values.Length; i++)
            values[i] = pixels[i];
        return Signal<double>.Create(type, ImmutableCollectionsMarshal.AsImmutableArray(values));
    }

    /// <summary>Whether the images are signals of a type: on the lattice, with its channels and its grid.</summary>
    public static bool Fits(ImageSet images, FieldType type) =>
        type.Shape.AsSpan().SequenceEqual([images.Channels, 1, .. images.Grid]);

    private static void Transpose<T>(
        ReadOnlySpan<T> planes,
        Span<T> transposed,
        int rows,
        int columns
    )
    {
        int area = rows * columns;
        for (int start = 0; start < planes.Length; start += area)
        {
            var source = planes.Slice(start, area);
            var target = transposed.Slice(start, area);
            for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                target[column * rows + row] = source[row * columns + column];
        }
    }
}
