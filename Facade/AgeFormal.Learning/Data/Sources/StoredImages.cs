using System.Runtime.InteropServices;
using AgeFormal.Algebra;

namespace AgeFormal.Learning.Data;

/// <summary>Labelled images in memory, one byte a value: a quarter of what they are as <see cref="ImageSet"/>.</summary>
public sealed class StoredImages : IImageSource
{
    private readonly ReadOnlyMemory<byte> _values;
    private readonly ReadOnlyMemory<int> _labels;
    private readonly int _length;

    /// <summary>The images of values that nobody else changes; the laws are the caller's.</summary>
    internal StoredImages(
        int channels,
        EqArray<int> grid,
        ReadOnlyMemory<byte> values,
        ReadOnlyMemory<int> labels,
        EqArray<string> classes
    )
    {
        Channels = channels;
        Grid = grid;
        Classes = classes;
        _values = values;
        _labels = labels;
        _length = ImageSizes.Length(channels, grid);
    }

    /// <inheritdoc/>
    public int Count => _values.Length / _length;

    /// <inheritdoc/>
    public int Channels { get; }

    /// <inheritdoc/>
    public EqArray<int> Grid { get; }

    /// <inheritdoc/>
    public EqArray<string> Classes { get; }

    /// <inheritdoc/>
    public string Identity => ContentIdentity.Of(_values.Span, MemoryMarshal.AsBytes(_labels.Span));

    /// <summary>A set of the given values, v as v/255, and labels; both are copied.</summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="grid">The sizes of the axes, two or three.</param>
    /// <param name="values">The values, [count, channels, …grid].</param>
    /// <param name="labels">One for each image, or one for each point of each image.</param>
    /// <param name="classes">The names of the classes, or none.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other, or a label has no name.</exception>
    public static StoredImages Of(
        int channels,
        EqArray<int> grid,
        ReadOnlySpan<byte> values,
        ReadOnlySpan<int> labels,
        EqArray<string> classes = default
    )
    {
        int length = ImageSizes.Length(channels, grid);
        var (count, rest) = Math.DivRem(values.Length, length);
        if (rest != 0)
            throw new ArgumentException(
                $"Expected images of {ImageSizes.Text(channels, grid)} values, received {values.Length}.",
                nameof(values)
            );
        ImageSizes.CheckLabels(labels, count, length / channels, classes);
        return new(channels, grid, values.ToArray(), labels.ToArray(), classes);
    }

    /// <inheritdoc/>
    public ImageSet Read(IReadOnlyList<int> indices)
    {
        ImageSizes.CheckIndices(indices, Count, _length);
        int each = Count == 0 ? 0 : _labels.Length / Count;
        var pixels = new float[indices.Count * _length];
        var labels = new int[indices.Count * each];
        for (int i = 0; i < indices.Count; i++)
        {
            ImageSet.Brightness(
                _values.Span.Slice(indices[i] * _length, _length),
                pixels.AsSpan(i * _length, _length)
            );
            _labels.Span.Slice(indices[i] * each, each).CopyTo(labels.AsSpan(i * each, each));
        }
        return ImageSet.Owning(indices.Count, Channels, Grid, pixels, labels, Classes);
    }

    /// <summary>The sizes.</summary>
    public override string ToString() => $"{Count} images of {ImageSizes.Text(Channels, Grid)}";
}
