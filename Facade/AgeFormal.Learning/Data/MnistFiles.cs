using System.Collections.Immutable;

namespace AgeFormal.Learning.Data;

/// <summary>The MNIST database in a folder, under the names of its publication, plain or with <c>.gz</c>.</summary>
public static class MnistFiles
{
    /// <summary>Loads one split; a plain file is preferred to a compressed one.</summary>
    /// <exception cref="IdxException">
    /// The folder or a file is absent (the message lists the names looked for), a file breaks the format, the counts
    /// differ, or a label is not a digit.
    /// </exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static DigitSet Load(
        string directory,
        MnistSplit split,
        CancellationToken cancellation = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        string prefix = split == MnistSplit.Train ? "train" : "t10k";
        string images = Find(directory, $"{prefix}-images", "idx3-ubyte");
        string labels = Find(directory, $"{prefix}-labels", "idx1-ubyte");
        return DigitSet.Of(
            IdxFile.ReadImages(images, cancellation),
            IdxFile.ReadLabels(labels, cancellation),
            labels
        );
    }

    private static string Find(string directory, string name, string format)
    {
        if (!Directory.Exists(directory))
            throw new IdxException(
                directory,
                "folder",
                "no such folder",
                $"a folder with {name}-{format}[.gz]"
            );
        // Copies unpacked by some archivers carry a dot in place of the last hyphen.
        ImmutableArray<string> names =
        [
            $"{name}-{format}",
            $"{name}-{format}.gz",
            $"{name}.{format}",
            $"{name}.{format}.gz",
        ];
        return names
                .Select(candidate => Path.Combine(directory, candidate))
                .FirstOrDefault(File.Exists)
            ?? throw new IdxException(
                directory,
                name,
                "no such file",
                $"one of {string.Join(", ", names)}"
            );
    }
}
