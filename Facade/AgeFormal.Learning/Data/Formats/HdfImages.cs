using AgeFormal.Algebra;
using AgeFormal.Networks.Images;
using PureHDF;
using PureHDF.Selections;
using PureHDF.VOL.Native;

namespace AgeFormal.Learning.Data;

/// <summary>
/// Images in an HDF5 file, the dataset <c>x</c> of bytes [count, rows, columns, channels], with labels in another, <c>y</c> of
/// integers [count, 1, 1, 1]; only what is asked for is read from the disk. Source: B. S. Veeling et al., Rotation equivariant CNNs
/// for digital pathology, MICCAI 2018, whose data are so.
/// </summary>
internal sealed class HdfImages : IImageSource, IDisposable
{
    private readonly string _path;
    private readonly BoundedStream _stream;
    private readonly NativeFile _file;
    private readonly IH5Dataset _images;
    private readonly int[] _labels;
    private readonly Lock _gate = new();

    private HdfImages(
        string path,
        BoundedStream stream,
        NativeFile file,
        IH5Dataset images,
        int[] labels,
        EqArray<int> grid,
        int channels
    )
    {
        _path = path;
        _stream = stream;
        _file = file;
        _images = images;
        _labels = labels;
        Grid = grid;
        Channels = channels;
    }

    /// <inheritdoc/>
    public int Count => _labels.Length;

    /// <inheritdoc/>
    public int Channels { get; }

    /// <inheritdoc/>
    public EqArray<int> Grid { get; }

    /// <inheritdoc/>
    public EqArray<string> Classes => [];

    /// <inheritdoc/>
    public string Identity =>
        $"{ContentIdentity.Of(Path.GetDirectoryName(_path) ?? "", [_path])}, {ContentIdentity.Of(_labels)}";

    /// <summary>The images of one file with the labels of another; both stay open until the value is disposed of.</summary>
    /// <param name="images">The file with the dataset <c>x</c>.</param>
    /// <param name="labels">The file with the dataset <c>y</c>.</param>
    /// <exception cref="DataFormatException">A file is damaged, or its dataset absent or another.</exception>
    /// <exception cref="IOException">A file is absent or cannot be read.</exception>
    public static HdfImages Open(string images, string labels)
    {
        ArgumentException.ThrowIfNullOrEmpty(images);
        ArgumentException.ThrowIfNullOrEmpty(labels);
        var classes = Guarded(labels, () => ReadLabels(labels));
        return Guarded(images, () => Open(images, labels, classes));
    }

    /// <inheritdoc/>
    public ImageSet Read(IReadOnlyList<int> indices)
    {
        int length = ImageSizes.Length(Channels, Grid);
        ImageSizes.CheckIndices(indices, Count, length);
        var pixels = new float[indices.Count * length];
        int points = length / Channels;
        for (int i = 0; i < indices.Count; i++)
        {
            int index = indices[i];
            byte[] stored;
            lock (_gate)
            {
                _stream.Begin();
                stored = Guarded(_path, () => ReadOne(index, length));
            }
            for (int place = 0; place < length; place++)
                pixels[i * length + place % Channels * points + place / Channels] =
                    stored[place] / (float)Preprocessing.White;
        }
        return ImageSet.Owning(
            indices.Count,
            Channels,
            Grid,
            pixels,
            indices.Select(index => _labels[index]).ToArray()
        );
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _file.Dispose();
        _stream.Dispose();
    }

    private static BoundedStream Bounded(string path) =>
        new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read), path);

    // The values of a dataset are at most as many as the file, compressed, could hold.
    private static long MostValues(string path, int perByte) =>
        (1 << 20) + perByte * new FileInfo(path).Length;

    private byte[] ReadOne(int index, int length)
    {
        ulong[] first = [(ulong)index, 0, 0, 0];
        ulong[] block = [1, (ulong)Grid[0], (ulong)Grid[1], (ulong)Channels];
        var stored = _images.Read<byte[]>(new HyperslabSelection(4, first, block));
        return stored.Length == length
            ? stored
            : throw new DataFormatException(
                _path,
                null,
                $"{stored.Length} bytes of image {index}",
                $"{length}"
            );
    }

    private static int[] ReadLabels(string path)
    {
        using var stream = Bounded(path);
        using var file = H5File.Open(stream);
        var dataset = file.Dataset("y");
        var sizes = dataset.Space.Dimensions;
        if (
            dataset.Type.Class != H5DataTypeClass.FixedPoint
            || dataset.Type.Size is not (1 or 2 or 4 or 8)
            || sizes.Length == 0
            || sizes[1..].Any(size => size != 1)
            || sizes[0] > (ulong)Math.Min(int.MaxValue, MostValues(path, perByte: 64))
        )
            throw new DataFormatException(
                path,
                null,
                $"a dataset y of {dataset.Type.Class} [{string.Join(", ", sizes)}]",
                "integers [count, 1, 1, 1]"
            );
        long[] labels = dataset.Type.Size switch
        {
            1 => [.. dataset.Read<byte[]>().Select(label => (long)label)],
            2 => [.. dataset.Read<ushort[]>().Select(label => (long)label)],
            4 => [.. dataset.Read<uint[]>().Select(label => (long)label)],
            _ => dataset.Read<long[]>(),
        };
        int other = Array.FindIndex(labels, label => label is < 0 or > ushort.MaxValue);
        return other < 0
            ? [.. labels.Select(label => (int)label)]
            : throw new DataFormatException(
                path,
                null,
                $"the label {labels[other]} of image {other}",
                $"a label from 0 to {ushort.MaxValue}"
            );
    }

    private static HdfImages Open(string path, string labelPath, int[] labels)
    {
        var stream = Bounded(path);
        NativeFile? file = null;
        try
        {
            file = H5File.Open(stream);
            var dataset = file.Dataset("x");
            var sizes = dataset.Space.Dimensions;
            if (
                dataset.Type.Class != H5DataTypeClass.FixedPoint
                || dataset.Type.Size != 1
                || sizes.Length != 4
                || sizes.Any(size => size is 0 or > int.MaxValue)
                || sizes.Aggregate((UInt128)1, (product, size) => product * size)
                    > (UInt128)MostValues(path, perByte: 16)
                || sizes[1..].Aggregate((UInt128)1, (product, size) => product * size)
                    > (UInt128)Array.MaxLength
            )
                throw new DataFormatException(
                    path,
                    null,
                    $"a dataset x of {dataset.Type.Class} [{string.Join(", ", sizes)}]",
                    "bytes [count, rows, columns, channels]"
                );
            if ((int)sizes[0] != labels.Length)
                throw new DataFormatException(
                    labelPath,
                    null,
                    $"{labels.Length} labels",
                    $"{sizes[0]}, one for each image"
                );
            return new(
                path,
                stream,
                file,
                dataset,
                labels,
                [(int)sizes[1], (int)sizes[2]],
                (int)sizes[3]
            );
        }
        catch
        {
            file?.Dispose();
            stream.Dispose();
            throw;
        }
    }

    // The reader of the format throws what its code runs into on damage, and says so of no type.
    private static T Guarded<T>(string path, Func<T> read)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"Could not find file '{path}'.", path);
        try
        {
            return read();
        }
        catch (Exception cause)
            when (cause
                    is not (
                        DataFormatException
                        or IOException
                        and not EndOfStreamException
                        or UnauthorizedAccessException
                        or ObjectDisposedException
                    )
            )
        {
            throw new DataFormatException(
                path,
                null,
                $"damage ({cause.Message})",
                "an HDF5 file with datasets x or y",
                cause
            );
        }
    }
}
