using AgeFormal.Algebra;
using AgeFormal.Networks.Images;
using AgeFormal.Operators;

namespace AgeFormal.Learning.Data;

/// <summary>
/// The parts of a folder as <see cref="TrainingData"/> divides and prepares them, read from the disk as they are needed: for sets
/// that memory does not hold. A network sees the same values, bit for bit.
/// </summary>
public static class StreamedData
{
    // An image is held as stored, as prepared and as a tensor.
    private const int BytesPerValue = 16;

    /// <summary>Whether a part takes more than half of the memory that there is, or more than an array holds.</summary>
    /// <exception cref="DataFormatException">There is no such part, or a file is damaged.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static bool IsNeeded(
        DataFolder folder,
        FieldType input,
        DataSplit split = DataSplit.Train,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(input);
        if (TrainingData.IsRotatedMnist(folder, input))
            return false;
        var source = folder.Open(
            split,
            TrainingData.SizeOf(folder, input, PictureFit.Contain),
            cancellation
        );
        using var held = source as IDisposable;
        long values = (long)source.Count * ImageSizes.Length(source.Channels, source.Grid);
        return values > Array.MaxLength
            || values * BytesPerValue > GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;
    }

    /// <summary>What a network is trained on, and what choices are made by.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="op">The network.</param>
    /// <param name="seed">The seed of the choice of what is held out.</param>
    /// <param name="preprocessing">What is done to an image before; null to measure it, which reads all that is trained on twice.</param>
    /// <param name="cancellation">Checked while files are read.</param>
    /// <returns>The two sets, to be disposed of by the caller.</returns>
    /// <exception cref="DataFormatException">There is nothing to train on, or a file is damaged.</exception>
    /// <exception cref="ArgumentException">
    /// The images cannot be made ready for the network, or the folder holds MNIST for a grey network, which memory always holds.
    /// </exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static (StreamedExamples Training, StreamedExamples Validation) Open(
        DataFolder folder,
        TypedOp op,
        int seed,
        Preprocessing? preprocessing = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(op);
        RequireNoMnist(folder, op.Input);
        var size = TrainingData.SizeOf(folder, op.Input, preprocessing?.Fit ?? PictureFit.Contain);
        var all = folder.Open(DataSplit.Train, size, cancellation);
        var own = folder.TryOpen(DataSplit.Validation, size, cancellation);
        try
        {
            var (training, held) = own is null
                ? TrainingData.HeldOut(all.Count, seed)
                : (Enumerable.Range(0, all.Count).ToArray(), null);
            var by = preprocessing ?? Measured(all, training, op.Input, cancellation);
            return (
                StreamedExamples.Of(all, training, by, op, "training"),
                StreamedExamples.Of(
                    own ?? folder.Open(DataSplit.Train, size, cancellation),
                    held,
                    by,
                    op,
                    "validation"
                )
            );
        }
        catch
        {
            (all as IDisposable)?.Dispose();
            (own as IDisposable)?.Dispose();
            throw;
        }
    }

    /// <summary>What the last measurement is made on.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="op">The network.</param>
    /// <param name="preprocessing">What is done to an image before.</param>
    /// <param name="classes">The names of the network's classes, which labels follow as in <see cref="TrainingData.LoadTest"/>.</param>
    /// <param name="cancellation">Checked while files are read.</param>
    /// <returns>The set, to be disposed of by the caller.</returns>
    /// <exception cref="DataFormatException">There is no such part, or a file is damaged.</exception>
    /// <exception cref="ArgumentException">There are no images, or the folder holds MNIST for a grey network, which memory always holds.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static StreamedExamples OpenTest(
        DataFolder folder,
        TypedOp op,
        Preprocessing preprocessing,
        EqArray<string> classes = default,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(preprocessing);
        RequireNoMnist(folder, op.Input);
        return StreamedExamples.Of(
            folder.Open(
                DataSplit.Test,
                TrainingData.SizeOf(folder, op.Input, preprocessing.Fit),
                cancellation
            ),
            chosen: null,
            preprocessing,
            op,
            "test",
            classes
        );
    }

    private static void RequireNoMnist(DataFolder folder, FieldType input)
    {
        if (TrainingData.IsRotatedMnist(folder, input))
            throw new ArgumentException(
                $"{folder} becomes rotated MNIST for {input}; expected to be held in memory.",
                nameof(folder)
            );
    }

    private static Preprocessing Measured(
        IImageSource source,
        int[] chosen,
        FieldType input,
        CancellationToken cancellation
    )
    {
        const int atOnce = 64;
        IEnumerable<ReadOnlyMemory<float>> Chunks()
        {
            foreach (int[] indices in chosen.Chunk(atOnce))
            {
                cancellation.ThrowIfCancellationRequested();
                yield return ImagePreparation
                    .Sized(source.Read(indices), PictureFit.Centre, AxisOrder.RowsColumns, input)
                    .Pixels;
            }
        }
        return Preprocessing.Of(
            AxisOrder.RowsColumns,
            Normalization.Measure(Chunks, input.Channels, input.Grid.BoxCount),
            PictureFit.Centre
        );
    }
}
