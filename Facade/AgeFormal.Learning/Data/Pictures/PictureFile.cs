using AgeFormal.Networks.Images;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;
using SkiaSharp;

namespace AgeFormal.Learning.Data;

/// <summary>
/// Pictures in files, PNG, JPEG or BMP: a set of one image in [0, 1], value v as v/255, of one channel where red, green and blue
/// agree everywhere, else of three. What a camera notes about its orientation is heeded; what is transparent is black.
/// </summary>
public static class PictureFile
{
    private const long LargestFile = 1 << 30;

    // A header is believed up to 8 million points, and beyond as far as the file could hold.
    private const long PointsAtLeast = 1 << 23;
    private const int PointsPerByte = 16;

    /// <summary>Reads a picture.</summary>
    /// <exception cref="DataFormatException">The file is no such picture, or damaged.</exception>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    public static ImageSet Read(string path, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return Read(stream, path, cancellation);
    }

    /// <summary>Reads a picture from a stream, from its position to its end.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="source">The name that errors give to it.</param>
    /// <param name="cancellation">Checked while the stream is read.</param>
    /// <exception cref="DataFormatException">The content is no such picture, or damaged.</exception>
    /// <exception cref="ArgumentException">The stream cannot be read.</exception>
    public static ImageSet Read(
        Stream stream,
        string source = "picture",
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(source);
        return Decode(StreamPrefix.Read(stream, LargestFile, cancellation), source);
    }

    /// <summary>Writes one image of a set as a PNG file, atomically: 1 or 3 channels, x in [0, 1] as round(255·x).</summary>
    /// <param name="path">The file.</param>
    /// <param name="images">The set.</param>
    /// <param name="index">The image.</param>
    /// <param name="cancellation">Checked before the file is replaced.</param>
    /// <exception cref="ArgumentException">There is no such image, or it is a volume or has other channels.</exception>
    /// <exception cref="IOException">The folder is absent or the disk is full; nothing was changed.</exception>
    public static void Write(
        string path,
        ImageSet images,
        int index = 0,
        CancellationToken cancellation = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(images);
        if (images.Channels is not (1 or 3) || images.Grid.Count != 2)
            throw new ArgumentException(
                $"Expected grey or colour images, received {images}.",
                nameof(images)
            );
        var png = Encode(images[index], images);
        AtomicFile.Write(path, stream => stream.Write(png), cancellation);
    }

    /// <summary>The picture that bytes hold.</summary>
    internal static ImageSet Decode(byte[] content, string source)
    {
        if (!PictureKind.Starts(content))
            throw new DataFormatException(
                source,
                0,
                content.Length == 0
                    ? "an empty file"
                    : $"the bytes {Convert.ToHexStringLower(content.AsSpan(0, Math.Min(8, content.Length)))}",
                PictureKind.Names
            );
        using var stream = new SKMemoryStream(content);
        using var codec = SKCodec.Create(stream, out var opened);
        if (codec is null)
            throw new DataFormatException(
                source,
                null,
                $"a header that is none ({opened})",
                PictureKind.Names
            );
        var info = codec.Info;
        long points = (long)info.Width * info.Height;
        long most = PointsAtLeast + PointsPerByte * (long)content.Length;
        if (info.Width < 1 || info.Height < 1 || points > most)
            throw new DataFormatException(
                source,
                null,
                $"a size of {info.Width}×{info.Height}",
                $"at most {most} points in a file of {content.Length} bytes"
            );
        using var pixels = new SKBitmap();
        var target = new SKImageInfo(
            info.Width,
            info.Height,
            SKColorType.Rgba8888,
            info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul
        );
        if (!pixels.TryAllocPixels(target))
            throw new DataFormatException(
                source,
                null,
                $"a size of {info.Width}×{info.Height}",
                "a picture that fits in memory"
            );
        var read = codec.GetPixels(target, pixels.GetPixels());
        if (read != SKCodecResult.Success)
            throw new DataFormatException(
                source,
                read == SKCodecResult.IncompleteInput ? content.Length : null,
                read == SKCodecResult.IncompleteInput
                    ? "the end of the file before that of the picture"
                    : $"damaged pixels ({read})",
                PictureKind.Names
            );
        return Orientation.Upright(
            Planes(pixels.GetPixelSpan(), info.Width, info.Height),
            codec.EncodedOrigin
        );
    }

    private static ImageSet Planes(ReadOnlySpan<byte> rgba, int columns, int rows)
    {
        int area = rows * columns;
        bool isGrey = true;
        for (int i = 0; i < area && isGrey; i++)
            isGrey = rgba[4 * i] == rgba[4 * i + 1] && rgba[4 * i] == rgba[4 * i + 2];
        int channels = isGrey ? 1 : 3;
        var values = new float[channels * area];
        for (int channel = 0; channel < channels; channel++)
        for (int i = 0; i < area; i++)
            values[channel * area + i] = rgba[4 * i + channel] / (float)Preprocessing.White;
        return ImageSet.Owning(1, channels, [rows, columns], values, Array.Empty<int>());
    }

    private static byte[] Encode(ReadOnlySpan<float> image, ImageSet sizes)
    {
        var info = new SKImageInfo(
            sizes.Columns,
            sizes.Rows,
            SKColorType.Rgba8888,
            SKAlphaType.Opaque
        );
        var rgba = new byte[info.BytesSize];
        for (int i = 0; i < sizes.Points; i++)
        {
            for (int channel = 0; channel < 3; channel++)
                rgba[4 * i + channel] = Stored(
                    image[(sizes.Channels == 1 ? 0 : channel) * sizes.Points + i]
                );
            rgba[4 * i + 3] = Preprocessing.White;
        }
        using var pixels = SKImage.FromPixelCopy(info, rgba);
        using var png = pixels.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static byte Stored(float value) =>
        (byte)Math.Clamp(MathF.Round(Preprocessing.White * value), 0, Preprocessing.White);
}
