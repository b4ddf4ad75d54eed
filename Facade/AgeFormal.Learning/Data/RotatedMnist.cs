using AgeFormal.Networks.Images;

namespace AgeFormal.Learning.Data;

/// <summary>
/// Rotated MNIST as the published networks read it: each digit in [0, 1] turned by its own uniform angle in [0, 2π),
/// normalised, then transposed (the original data are column-major), both by <see cref="Preprocessing"/>. The
/// first 12 000 digits of the training file are divided into 10 000 for training and 2 000 for validation; the test set
/// is the test file. Source: Larochelle et al., ICML 2007; the sets here are made anew from MNIST.
/// </summary>
public static class RotatedMnist
{
    /// <summary>The digits for training: the first 10 000 of the training file.</summary>
    public const int TrainingCount = 10_000;

    /// <summary>The digits for validation: the next 2 000 of the training file, none of which is trained on.</summary>
    public const int ValidationCount = 2_000;

    /// <summary>
    /// What the networks of rotated MNIST read: the constants are those of the first 12 000 digits of the training file,
    /// rotated with seed 0, to six decimals, for every set; the axes are exchanged.
    /// </summary>
    public static Preprocessing Preprocessing { get; } =
        Preprocessing.Of(AxisOrder.ColumnsRows, Normalization.Of(0.131775, 0.291525));

    /// <summary>
    /// The angle of one digit in turns, uniform in [0, 1): value <paramref name="index"/> of stream 0 (training file) or 1
    /// (test file) of the seed.
    /// </summary>
    public static double Turns(MnistSplit split, int index, int seed) =>
        SplitMix.Unit(
            SplitMix.Stream((ulong)seed, split == MnistSplit.Train ? 0ul : 1ul),
            (ulong)index
        );

    /// <summary>Digits of a file, in [0, 1], rotated; neither normalised nor transposed.</summary>
    /// <param name="digits">The whole file.</param>
    /// <param name="split">Which file it is.</param>
    /// <param name="seed">The seed of the angles.</param>
    /// <param name="start">The first digit.</param>
    /// <param name="count">The number of digits.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the file.</exception>
    public static ImageSet Rotate(
        DigitSet digits,
        MnistSplit split,
        int seed,
        int start,
        int count
    ) => Rotation.Turn(ImageSet.Of(digits, start, count), i => Turns(split, start + i, seed));

    /// <summary>Rotated digits in [0, 1] as a network reads them: normalised and transposed.</summary>
    public static ImageSet Prepare(ImageSet rotated)
    {
        ArgumentNullException.ThrowIfNull(rotated);
        return rotated.Prepare(Preprocessing);
    }

    /// <summary>The training and the validation set from the training file of a folder.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="seed">The seed of the angles.</param>
    /// <param name="preprocessing">What the network that is to read the set reads; <see cref="Preprocessing"/> by default.</param>
    /// <param name="cancellation">Checked while the files are read.</param>
    /// <exception cref="IdxException">The files are absent, damaged or of fewer than 12 000 digits.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static (ImageSet Training, ImageSet Validation) LoadTraining(
        string directory,
        int seed,
        Preprocessing? preprocessing = null,
        CancellationToken cancellation = default
    )
    {
        DigitSet digits = MnistFiles.Load(directory, MnistSplit.Train, cancellation);
        const int needed = TrainingCount + ValidationCount;
        if (digits.Count < needed)
            throw new IdxException(
                directory,
                "training digits",
                $"{digits.Count}",
                $"at least {needed}"
            );
        ImageSet all = Rotate(digits, MnistSplit.Train, seed, 0, needed)
            .Prepare(preprocessing ?? Preprocessing);
        return (all.Slice(0, TrainingCount), all.Slice(TrainingCount, ValidationCount));
    }

    /// <summary>The test set from the test file of a folder.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="seed">The seed of the angles.</param>
    /// <param name="preprocessing">What the network that is to read the set reads; <see cref="Preprocessing"/> by default.</param>
    /// <param name="cancellation">Checked while the files are read.</param>
    /// <exception cref="IdxException">The files are absent, damaged or empty.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ImageSet LoadTest(
        string directory,
        int seed,
        Preprocessing? preprocessing = null,
        CancellationToken cancellation = default
    )
    {
        DigitSet digits = MnistFiles.Load(directory, MnistSplit.Test, cancellation);
        return digits.Count > 0
            ? Rotate(digits, MnistSplit.Test, seed, 0, digits.Count)
                .Prepare(preprocessing ?? Preprocessing)
            : throw new IdxException(directory, "test digits", "0", "at least 1");
    }
}
