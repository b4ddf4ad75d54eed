using System.IO.Compression;
using AgeFormal.Algebra;

namespace AgeFormal.Learning.Data;

/// <summary>
/// Arrays of images and labels in <c>.npy</c> files or one <c>.npz</c> archive: <c>x_train</c> and <c>y_train</c>,
/// <c>train_images</c> and <c>train_labels</c>, likewise <c>test</c> and <c>val</c>, or <c>images</c> and <c>labels</c>, which
/// are to train on. Images are [count, rows, columns], [count, rows, columns, 1 or 3], [count, 1 or 3, rows, columns],
/// volumes [count, depth, rows, columns] or [count, channels, depth, rows, columns]; bytes v as v/255, other numbers as they are.
/// </summary>
internal static class NumpyFolder
{
    /// <summary>What is looked for, in words.</summary>
    public const string Sought =
        "NumPy arrays (x_train.npy and y_train.npy, train_images.npy and train_labels.npy, images.npy and labels.npy, or one .npz of such)";

    /// <summary>The arrays in a folder; null where there are none of these names.</summary>
    public static DataFolder? Recognise(string directory)
    {
        if (
            Enum.GetValues<DataSplit>()
                .SelectMany(Names)
                .Any(names => File.Exists(Path.Combine(directory, $"{names.Images}.npy")))
        )
            return new(
                directory,
                "NumPy arrays in .npy files",
                (split, _, cancellation) => OpenFiles(directory, split, cancellation)
            );
        string[] archives =
        [
            .. Directory.EnumerateFiles(directory, "*.npz").Order(StringComparer.Ordinal),
        ];
        return archives.Length == 1
            ? new(
                directory,
                $"NumPy arrays in {Path.GetFileName(archives[0])}",
                (split, _, cancellation) => OpenArchive(archives[0], split, cancellation)
            )
            : null;
    }

    /// <summary>The set of two arrays.</summary>
    /// <exception cref="DataFormatException">They are no images and labels, or not as many of both.</exception>
    public static IImageSource Join(
        NumpyArray images,
        NumpyArray labels,
        string imageSource,
        string labelSource
    )
    {
        if (Layout(images.Shape) is not { } layout || images.Shape.Any(size => size == 0))
            throw new DataFormatException(
                imageSource,
                null,
                $"an array [{string.Join(", ", images.Shape)}]",
                "images [count, rows, columns], with 1 or 3 channels before or behind rows and columns, or volumes"
            );
        int count = images.Shape[0];
        if (labels.Count != count && labels.Count != (long)count * layout.Points)
            throw new DataFormatException(
                labelSource,
                null,
                $"{labels.Count} labels",
                $"{count}, one for each image, or {(long)count * layout.Points} for their points"
            );
        int[] classes = labels.Labels();
        if (images.Bytes is { } bytes)
            return new StoredImages(
                layout.Channels,
                layout.Grid,
                layout.Planes(bytes),
                classes,
                []
            );
        ReadOnlyMemory<float> values = images.Singles();
        return ImageSet.Of(layout.Channels, layout.Grid, layout.Planes(values).Span, classes);
    }

    private static IEnumerable<(string Images, string Labels)> Names(DataSplit split)
    {
        string name = split switch
        {
            DataSplit.Train => "train",
            DataSplit.Validation => "val",
            _ => "test",
        };
        yield return ($"x_{name}", $"y_{name}");
        yield return ($"{name}_images", $"{name}_labels");
        if (split == DataSplit.Train)
            yield return ("images", "labels");
    }

    private static IImageSource? OpenFiles(
        string directory,
        DataSplit split,
        CancellationToken cancellation
    )
    {
        foreach (var (images, labels) in Names(split))
        {
            var (image, label) = (
                Path.Combine(directory, $"{images}.npy"),
                Path.Combine(directory, $"{labels}.npy")
            );
            if (File.Exists(image))
                return Join(Read(image, cancellation), Read(label, cancellation), image, label);
        }
        return null;
    }

    private static NumpyArray Read(string path, CancellationToken cancellation) =>
        NumpyArray.Read(FileContent.Read(path, cancellation), path);

    private static IImageSource? OpenArchive(
        string path,
        DataSplit split,
        CancellationToken cancellation
    )
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return OpenArchive(stream, path, split, cancellation);
    }

    /// <summary>A part of the data of an archive in a seekable stream; null where it has none.</summary>
    public static IImageSource? OpenArchive(
        Stream stream,
        string source,
        DataSplit split,
        CancellationToken cancellation
    )
    {
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            foreach (var (images, labels) in Names(split))
                if (archive.GetEntry($"{images}.npy") is { } image)
                {
                    var label =
                        archive.GetEntry($"{labels}.npy")
                        ?? throw new DataFormatException(
                            source,
                            null,
                            $"{images}.npy alone",
                            $"{labels}.npy beside it"
                        );
                    long most = FileContent.MostUnpacked(stream.Length);
                    return Join(
                        Read(image, source, most, cancellation),
                        Read(label, source, most, cancellation),
                        $"{source}, {image.Name}",
                        $"{source}, {label.Name}"
                    );
                }
            return null;
        }
        catch (Exception cause) when (cause is InvalidDataException or NotSupportedException)
        {
            throw new DataFormatException(
                source,
                null,
                $"damage of the archive ({cause.Message})",
                "a complete zip archive, as .npz files are",
                cause
            );
        }
    }

    private static NumpyArray Read(
        ZipArchiveEntry entry,
        string source,
        long most,
        CancellationToken cancellation
    )
    {
        using var content = entry.Open();
        string name = $"{source}, {entry.Name}";
        return NumpyArray.Read(FileContent.Unpack(content, name, most, cancellation), name);
    }

    private static ImageLayout? Layout(EqArray<int> shape) =>
        shape.Count switch
        {
            3 => new(1, [shape[1], shape[2]], IsLast: false),
            4 when shape[3] is 1 or 3 && shape[1] is not (1 or 3) => new(
                shape[3],
                [shape[1], shape[2]],
                IsLast: true
            ),
            4 when shape[1] is 1 or 3 => new(shape[1], [shape[2], shape[3]], IsLast: false),
            4 => new(1, [shape[1], shape[2], shape[3]], IsLast: false),
            5 => new(shape[1], [shape[2], shape[3], shape[4]], IsLast: false),
            _ => null,
        };

    // IsLast: the channels are the last axis.
    private sealed record ImageLayout(int Channels, EqArray<int> Grid, bool IsLast)
    {
        public long Points => Grid.Aggregate(1L, (product, size) => product * size);

        public ReadOnlyMemory<T> Planes<T>(ReadOnlyMemory<T> values)
        {
            if (!IsLast || Channels == 1)
                return values;
            var planes = new T[values.Length];
            int points = (int)Points;
            for (int i = 0; i < planes.Length; i++)
            {
                var (place, channel) = Math.DivRem(i, Channels);
                var (image, point) = Math.DivRem(place, points);
                planes[(image * Channels + channel) * points + point] = values.Span[i];
            }
            return planes;
        }
    }
}
