using AgeFormal.Algebra;

namespace AgeFormal.Learning.Data;

/// <summary>
/// Pictures in a folder for each class, <c>DIR/class/*.png</c> or <c>DIR/train/class/*.png</c> with <c>val</c> or <c>valid</c> and
/// <c>test</c> beside it. Classes and files are in the order of their names.
/// </summary>
internal static class ClassFolder
{
    private const int MostClasses = 1 << 16;

    /// <summary>What is looked for, in words.</summary>
    public const string Sought =
        "pictures by class (CLASS/*.png, or train/CLASS/*.png and test/CLASS/*.png; .jpg, .jpeg and .bmp too)";

    /// <summary>The pictures in a folder; null where there are none.</summary>
    public static DataFolder? Recognise(string directory)
    {
        var isSplit = Enum.GetValues<DataSplit>()
            .Any(split => SplitFolders(directory, split).Any(folder => Classes(folder).Length > 0));
        if (!isSplit && Classes(directory).Length == 0)
            return null;
        return new(
            directory,
            isSplit ? "pictures by class, divided into parts" : "pictures by class",
            (split, size, cancellation) =>
                Open(
                    isSplit ? SplitFolders(directory, split).FirstOrDefault()
                        : split == DataSplit.Train ? directory
                        : null,
                    isSplit ? Named(directory) : [.. Classes(directory)],
                    size,
                    cancellation
                )
        )
        {
            IsResized = true,
        };
    }

    // Every part has the classes of all parts, so that a label means the same in each.
    private static EqArray<string> Named(string directory) =>
        Enum.GetValues<DataSplit>()
            .SelectMany(split => SplitFolders(directory, split).Take(1))
            .SelectMany(Classes)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToEqArray();

    /// <summary>The folders under the names of a part that are there.</summary>
    public static IEnumerable<string> SplitFolders(string directory, DataSplit split) =>
        (
            split switch
            {
                DataSplit.Train => (string[])["train"],
                DataSplit.Validation => ["val", "valid", "validation"],
                _ => ["test"],
            }
        )
            .Select(name => Path.Combine(directory, name))
            .Where(Directory.Exists);

    /// <summary>The pictures of a folder in the order of their names.</summary>
    public static IEnumerable<string> Pictures(string folder) =>
        Directory.EnumerateFiles(folder).Where(PictureKind.IsNamed).Order(StringComparer.Ordinal);

    private static string[] Classes(string directory) =>
        [
            .. Directory
                .EnumerateDirectories(directory)
                .Where(folder => Directory.EnumerateFiles(folder).Any(PictureKind.IsNamed))
                .Select(folder => Path.GetFileName(folder))
                .Order(StringComparer.Ordinal)
                .Take(MostClasses),
        ];

    private static PictureSource? Open(
        string? folder,
        EqArray<string> classes,
        PictureSize? size,
        CancellationToken cancellation
    ) =>
        folder is null
            ? null
            : PictureSource.Open(
                [
                    .. classes.SelectMany(
                        (name, label) => Labelled(Path.Combine(folder, name), label)
                    ),
                ],
                classes,
                size,
                cancellation
            );

    private static IEnumerable<LabelledPicture> Labelled(string folder, int label) =>
        Directory.Exists(folder)
            ? Pictures(folder).Select(path => new LabelledPicture(path, label, null))
            : [];
}
