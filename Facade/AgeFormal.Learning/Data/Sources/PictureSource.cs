using AgeFormal.Algebra;
using AgeFormal.Networks.Images;

namespace AgeFormal.Learning.Data;

/// <summary>A picture with its class or its mask.</summary>
/// <param name="Path">The file of the picture.</param>
/// <param name="Label">Its class.</param>
/// <param name="Mask">The file of the mask in place of a class, or null.</param>
internal sealed record LabelledPicture(string Path, int Label, string? Mask);

/// <summary>
/// Pictures in files, which are read when they are asked for and brought to one size and number of channels: those of the first
/// picture, where nothing else is wished.
/// </summary>
internal sealed class PictureSource : IImageSource
{
    private readonly LabelledPicture[] _pictures;
    private readonly PictureSize _size;

    private PictureSource(
        LabelledPicture[] pictures,
        EqArray<string> classes,
        PictureSize size,
        int channels
    )
    {
        _pictures = pictures;
        _size = size;
        Classes = classes;
        Channels = channels;
    }

    public int Count => _pictures.Length;

    public int Channels { get; }

    public EqArray<int> Grid => [_size.Rows, _size.Columns];

    public EqArray<string> Classes { get; }

    public string Identity =>
        ContentIdentity.Of(
            Path.GetDirectoryName(Path.GetDirectoryName(_pictures[0].Path)) ?? "",
            _pictures.SelectMany(picture =>
                picture.Mask is { } mask ? [picture.Path, mask] : (string[])[picture.Path]
            )
        );

    /// <summary>The pictures of files; the first one is read; null without any.</summary>
    /// <exception cref="DataFormatException">The first picture is damaged.</exception>
    public static PictureSource? Open(
        LabelledPicture[] pictures,
        EqArray<string> classes,
        PictureSize? size,
        CancellationToken cancellation
    )
    {
        if (pictures.Length == 0)
            return null;
        var first = PictureFile.Read(pictures[0].Path, cancellation);
        return new(pictures, classes, size ?? new(first.Rows, first.Columns), first.Channels);
    }

    public ImageSet Read(IReadOnlyList<int> indices)
    {
        int points = ImageSizes.Length(1, Grid);
        int length = ImageSizes.Length(Channels, Grid);
        ImageSizes.CheckIndices(indices, Count, length);
        var pixels = new float[indices.Count * length];
        bool hasMasks = _pictures[0].Mask is not null;
        var labels = new int[indices.Count * (hasMasks ? points : 1)];
        for (int i = 0; i < indices.Count; i++)
        {
            var picture = _pictures[indices[i]];
            var stored = PictureFile.Read(picture.Path);
            if (picture.Mask is { } mask)
                stored = stored.WithLabels(MaskOf(stored, picture.Path, mask));
            var fitted = Colours
                .Convert(stored, Channels)
                .Fit(_size.Rows, _size.Columns, _size.Fit);
            fitted[0].CopyTo(pixels.AsSpan(i * length));
            if (hasMasks)
                fitted.Labels.Span.CopyTo(labels.AsSpan(i * points));
            else
                labels[i] = picture.Label;
        }
        return ImageSet.Owning(indices.Count, Channels, Grid, pixels, labels, Classes);
    }

    private static int[] MaskOf(ImageSet picture, string path, string file)
    {
        var mask = PictureFile.Read(file);
        if (mask.Channels != 1 || mask.Grid != picture.Grid)
            throw new DataFormatException(
                file,
                null,
                $"{mask}",
                $"a grey mask of the size of {path}, {picture.Rows}×{picture.Columns}"
            );
        return
        [
            .. mask
                .Pixels.ToArray()
                .Select(value =>
                    (int)MathF.Round(value * Preprocessing.White)
                        is var grey
                            and not Preprocessing.White
                        ? grey
                        : 1
                ),
        ];
    }
}
