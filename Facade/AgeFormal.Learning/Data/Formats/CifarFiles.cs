using System.Text;
using AgeFormal.Algebra;

namespace AgeFormal.Learning.Data;

/// <summary>
/// The binary files of CIFAR-10 and CIFAR-100, plain or .gz: records of one label (CIFAR-100: a coarse one, which is passed
/// over, and a fine one) and 3·32·32 values, red, green and blue planes in row order. Source: A. Krizhevsky, Learning multiple
/// layers of features from tiny images, 2009.
/// </summary>
internal static class CifarFiles
{
    private const int Side = 32;
    private const int Values = 3 * Side * Side;

    /// <summary>The files of the versions: what they are called, how many labels a record has, how many classes there are.</summary>
    public static EqArray<CifarVersion> Versions { get; } =
    [
        new(
            "CIFAR-10",
            [
                "data_batch_1.bin",
                "data_batch_2.bin",
                "data_batch_3.bin",
                "data_batch_4.bin",
                "data_batch_5.bin",
            ],
            "test_batch.bin",
            "batches.meta.txt",
            Labels: 1,
            Classes: 10
        ),
        new(
            "CIFAR-100",
            ["train.bin"],
            "test.bin",
            "fine_label_names.txt",
            Labels: 2,
            Classes: 100
        ),
    ];

    /// <summary>The images of the contents of files, in order.</summary>
    /// <param name="version">The version.</param>
    /// <param name="files">Names and contents.</param>
    /// <param name="names">The names of the classes, or none.</param>
    /// <exception cref="DataFormatException">A file is no whole number of records, or a label is no class.</exception>
    public static StoredImages Read(
        CifarVersion version,
        IReadOnlyList<(string Name, byte[] Content)> files,
        EqArray<string> names
    )
    {
        int record = version.Labels + Values;
        int classes = names.Count > 0 ? names.Count : version.Classes;
        long count = files.Sum(file => (long)file.Content.Length / record);
        if (count * Values > Array.MaxLength)
            throw new DataFormatException(
                files[0].Name,
                null,
                $"{count} records in all",
                $"at most {Array.MaxLength / Values}"
            );
        var values = new byte[count * Values];
        var labels = new int[count];
        int next = 0;
        foreach (var (name, content) in files)
        {
            if (content.Length % record != 0)
                throw new DataFormatException(
                    name,
                    content.Length - content.Length % record,
                    $"{content.Length % record} bytes after {content.Length / record} records",
                    $"records of {record} bytes"
                );
            for (int start = 0; start < content.Length; start += record)
            {
                int place = start + version.Labels - 1;
                if (content[place] >= classes)
                    throw new DataFormatException(
                        name,
                        place,
                        $"the label {content[place]}",
                        $"a label from 0 to {classes - 1}"
                    );
                labels[next] = content[place];
                content
                    .AsSpan(start + version.Labels, Values)
                    .CopyTo(values.AsSpan(next++ * Values));
            }
        }
        return new(3, [Side, Side], values, labels, names);
    }

    /// <summary>The names of classes, one a line.</summary>
    /// <exception cref="DataFormatException">The text is none, or has no or too many lines.</exception>
    public static EqArray<string> Names(string source, byte[] text)
    {
        const int longest = 1 << 16;
        if (text.Length > longest)
            throw new DataFormatException(
                source,
                longest,
                $"{text.Length} bytes",
                $"names of classes in at most {longest} bytes"
            );
        string[] names = Encoding
            .UTF8.GetString(text)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.Length is >= 1 and <= 256
            ? [.. names]
            : throw new DataFormatException(
                source,
                0,
                $"{names.Length} lines",
                "1 to 256 names of classes, one a line"
            );
    }
}

/// <summary>A version of CIFAR.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Train">The files of the training set.</param>
/// <param name="Test">The file of the test set.</param>
/// <param name="Names">The file of the names of its classes.</param>
/// <param name="Labels">The labels of a record; the last one counts.</param>
/// <param name="Classes">The number of classes.</param>
internal sealed record CifarVersion(
    string Name,
    EqArray<string> Train,
    string Test,
    string Names,
    int Labels,
    int Classes
)
{
    /// <summary>The files of a part; there is none for validation.</summary>
    public EqArray<string> Files(DataSplit split) =>
        split switch
        {
            DataSplit.Train => Train,
            DataSplit.Test => [Test],
            _ => [],
        };
}
