namespace AgeFormal.Learning.Data;

/// <summary>A folder whose data are recognised: what it holds in words, and how its parts are opened.</summary>
public sealed class DataFolder
{
    private readonly Func<DataSplit, PictureSize?, CancellationToken, IImageSource?> _open;

    internal DataFolder(
        string path,
        string description,
        Func<DataSplit, PictureSize?, CancellationToken, IImageSource?> open
    )
    {
        Path = path;
        Description = description;
        _open = open;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>What it holds, for example <c>CIFAR-10 in binary files</c>.</summary>
    public string Description { get; }

    /// <summary>Whether it holds the MNIST files, from which rotated MNIST is made.</summary>
    public bool IsMnist { get; internal init; }

    /// <summary>Whether pictures are brought to one size as they are read.</summary>
    public bool IsResized { get; internal init; }

    /// <summary>What a folder holds; the names of its files decide, and the files are not read.</summary>
    /// <exception cref="DataFormatException">The folder is absent or holds nothing that is known; the message lists what is.</exception>
    public static DataFolder Recognise(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        if (!Directory.Exists(directory))
            throw new DataFormatException(
                directory,
                null,
                "no such folder",
                $"a folder with {Known}"
            );
        return MnistFolder.Recognise(directory)
            ?? CifarFolder.Recognise(directory)
            ?? HdfFolder.Recognise(directory)
            ?? NumpyFolder.Recognise(directory)
            ?? PairFolder.Recognise(directory)
            ?? ClassFolder.Recognise(directory)
            ?? throw new DataFormatException(directory, null, "none of the known data", Known);
    }

    /// <summary>A part of the data; one that is disposable holds a file open.</summary>
    /// <param name="split">The part.</param>
    /// <param name="size">The size to which pictures of many sizes are brought; that of the first one by default.</param>
    /// <param name="cancellation">Checked while files are read.</param>
    /// <exception cref="DataFormatException">There is no such part, or a file is damaged.</exception>
    /// <exception cref="IdxException">A file of MNIST is damaged.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public IImageSource Open(
        DataSplit split,
        PictureSize? size = null,
        CancellationToken cancellation = default
    ) =>
        TryOpen(split, size, cancellation)
        ?? throw new DataFormatException(
            Path,
            null,
            $"{Description}, without files for {split}",
            "them"
        );

    /// <summary>A part of the data, or null where there is none.</summary>
    /// <exception cref="DataFormatException">A file is damaged.</exception>
    /// <exception cref="IdxException">A file of MNIST is damaged.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public IImageSource? TryOpen(
        DataSplit split,
        PictureSize? size = null,
        CancellationToken cancellation = default
    ) => _open(split, size, cancellation);

    /// <summary>The folder and what it holds.</summary>
    public override string ToString() => $"{Path}: {Description}";

    private const string Known =
        $"{MnistFolder.Sought}; {CifarFolder.Sought}; {HdfFolder.Sought}; {NumpyFolder.Sought}; {PairFolder.Sought}; {ClassFolder.Sought}";
}
