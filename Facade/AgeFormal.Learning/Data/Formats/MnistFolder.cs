namespace AgeFormal.Learning.Data;

/// <summary>The MNIST files in a folder, as data of any network.</summary>
internal static class MnistFolder
{
    /// <summary>What is looked for, in words.</summary>
    public const string Sought =
        "MNIST (train-images-idx3-ubyte[.gz], train-labels-idx1-ubyte[.gz], t10k-images-idx3-ubyte[.gz], …)";

    /// <summary>The MNIST data in a folder; null where no file is named so.</summary>
    public static DataFolder? Recognise(string directory) =>
        Has(directory, "train") || Has(directory, "t10k")
            ? new(
                directory,
                "MNIST in idx files",
                (split, _, token) => Open(directory, split, token)
            )
            {
                IsMnist = true,
            }
            : null;

    private static bool Has(string directory, string prefix) =>
        Directory.EnumerateFiles(directory, $"{prefix}-images?idx3-ubyte*").Any();

    private static StoredImages? Open(
        string directory,
        DataSplit split,
        CancellationToken cancellation
    )
    {
        if (
            split == DataSplit.Validation
            || !Has(directory, split == DataSplit.Train ? "train" : "t10k")
        )
            return null;
        var digits = MnistFiles.Load(
            directory,
            split == DataSplit.Train ? MnistSplit.Train : MnistSplit.Test,
            cancellation
        );
        return new(
            1,
            [digits.Images.Rows, digits.Images.Columns],
            digits.Images.Pixels,
            ImageSet.Widened(digits.Labels.Values.Span),
            []
        );
    }
}
