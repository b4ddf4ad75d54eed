using AgeFormal.Algebra;
using AgeFormal.Networks.Images;
using AgeFormal.Operators;

namespace AgeFormal.Learning.Data;

/// <summary>
/// The parts of a folder as a network reads them. MNIST becomes rotated MNIST (<see cref="RotatedMnist"/>); of other data the
/// mean and deviation of each channel are measured on what is trained on, and hold for every part.
/// </summary>
public static class TrainingData
{
    private const ulong HeldOutStream = 2;

    /// <summary>One image in so many is held out for validation, where the data have no part for it.</summary>
    public const int HeldOutOf = 6;

    /// <summary>What a network is trained on, and what choices are made by.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="input">What the network reads, on the lattice.</param>
    /// <param name="seed">The seed of rotations and of the choice of what is held out.</param>
    /// <param name="preprocessing">What is done to an image before, where it is not measured: what the weights say that are trained further.</param>
    /// <param name="cancellation">Checked while files are read.</param>
    /// <exception cref="DataFormatException">There is nothing to train on, too much for memory, or a file is damaged.</exception>
    /// <exception cref="IdxException">A file of MNIST is damaged.</exception>
    /// <exception cref="ArgumentException">The images cannot be made ready for the network.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static (ImageSet Training, ImageSet Validation) Load(
        DataFolder folder,
        FieldType input,
        int seed,
        Preprocessing? preprocessing = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(input);
        if (IsRotatedMnist(folder, input))
            return RotatedMnist.LoadTraining(folder.Path, seed, preprocessing, cancellation);
        var size = SizeOf(folder, input, preprocessing?.Fit ?? PictureFit.Contain);
        var all = ReadAll(folder, DataSplit.Train, size, cancellation);
        ImageSet validation;
        if (folder.TryOpen(DataSplit.Validation, size, cancellation) is { } own)
            validation = ReadAll(own, folder, cancellation);
        else
        {
            var (trained, held) = HeldOut(all.Count, seed);
            validation = all.Read(held);
            all = all.Read(trained);
        }
        if (preprocessing is not null)
            return (all.Prepare(preprocessing, input), validation.Prepare(preprocessing, input));
        var fitted = ImagePreparation.Sized(all, PictureFit.Centre, AxisOrder.RowsColumns, input);
        var by = Preprocessing.Of(AxisOrder.RowsColumns, fitted.Measure(), PictureFit.Centre);
        return (fitted.Prepare(by), validation.Prepare(by, input));
    }

    /// <summary>What the last measurement is made on.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="input">What the network reads, on the lattice.</param>
    /// <param name="preprocessing">What is done to an image before.</param>
    /// <param name="seed">The seed of rotations.</param>
    /// <param name="classes">
    /// The names of the network's classes. Where the data name all of theirs as the network does, labels follow the names, so that
    /// a class without images, or another order, changes none.
    /// </param>
    /// <param name="cancellation">Checked while files are read.</param>
    /// <exception cref="DataFormatException">There is no such part, it is too much for memory, or a file is damaged.</exception>
    /// <exception cref="IdxException">A file of MNIST is damaged.</exception>
    /// <exception cref="ArgumentException">The images cannot be made ready for the network.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ImageSet LoadTest(
        DataFolder folder,
        FieldType input,
        Preprocessing preprocessing,
        int seed,
        EqArray<string> classes = default,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(preprocessing);
        var images = IsRotatedMnist(folder, input)
            ? RotatedMnist.LoadTest(folder.Path, seed, preprocessing, cancellation)
            : ReadAll(
                    folder,
                    DataSplit.Test,
                    SizeOf(folder, input, preprocessing.Fit),
                    cancellation
                )
                .Prepare(preprocessing, input);
        return Named(images, classes);
    }

    /// <summary>
    /// What the last measurement is made on, as stored: in [0, 1], neither prepared nor rotated, which holds for MNIST too.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="input">What the network reads, on the lattice.</param>
    /// <param name="fit">How pictures are brought to its size.</param>
    /// <param name="classes">The names of the network's classes, which labels follow as in <see cref="LoadTest"/>.</param>
    /// <param name="cancellation">Checked while files are read.</param>
    /// <exception cref="DataFormatException">There is no such part, it is too much for memory, or a file is damaged.</exception>
    /// <exception cref="IdxException">A file of MNIST is damaged.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ImageSet LoadStoredTest(
        DataFolder folder,
        FieldType input,
        PictureFit fit,
        EqArray<string> classes = default,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(input);
        return Named(
            ReadAll(folder, DataSplit.Test, SizeOf(folder, input, fit), cancellation),
            classes
        );
    }

    internal static ImageSet Named(ImageSet images, EqArray<string> classes)
    {
        if (images.Classes.Count == 0 || images.Classes.Any(name => !classes.Contains(name)))
            return images;
        int[] places = [.. images.Classes.Select(name => classes.Items.IndexOf(name))];
        return images.WithLabels(
            [.. images.Labels.ToArray().Select(label => places[label])],
            classes
        );
    }

    /// <summary>The indices of what is trained on and of what is held out, each in order.</summary>
    internal static (int[] Trained, int[] Held) HeldOut(int count, int seed)
    {
        int held = count / HeldOutOf;
        int[] order = SplitMix.Permutation(SplitMix.Stream((ulong)seed, HeldOutStream), count);
        return ([.. order[held..].Order()], [.. order[..held].Order()]);
    }

    internal static bool IsRotatedMnist(DataFolder folder, FieldType input) =>
        folder.IsMnist && input.Channels == 1 && input.Grid.Sizes.Count == 2;

    internal static PictureSize? SizeOf(DataFolder folder, FieldType input, PictureFit fit) =>
        folder.IsResized && input.Grid.Sizes is [var rows, var columns]
            ? new(rows, columns, fit)
            : null;

    private static ImageSet ReadAll(
        DataFolder folder,
        DataSplit split,
        PictureSize? size,
        CancellationToken cancellation
    ) => ReadAll(folder.Open(split, size, cancellation), folder, cancellation);

    private static ImageSet ReadAll(
        IImageSource source,
        DataFolder folder,
        CancellationToken cancellation
    )
    {
        using var held = source as IDisposable;
        cancellation.ThrowIfCancellationRequested();
        long values = (long)source.Count * ImageSizes.Length(source.Channels, source.Grid);
        if (source.Count == 0 || values > Array.MaxLength)
            throw new DataFormatException(
                folder.Path,
                null,
                $"{source.Count} images of {ImageSizes.Text(source.Channels, source.Grid)}",
                $"at least one, and at most {Array.MaxLength} values, to be held in memory"
            );
        return source.Read([.. Enumerable.Range(0, source.Count)]);
    }
}
