namespace AgeFormal.Learning.Data;

/// <summary>
/// Pictures and masks of the same names, <c>DIR/images/*.png</c> and <c>DIR/masks/*.png</c>, or both in <c>DIR/train</c>, with
/// <c>val</c> or <c>valid</c> and <c>test</c> beside it. A grey value of a mask is the class of the point, white that of 1.
/// </summary>
internal static class PairFolder
{
    private const string Images = "images";
    private const string Masks = "masks";

    /// <summary>What is looked for, in words.</summary>
    public const string Sought = "pictures with masks (images/NAME.png and masks/NAME.png)";

    /// <summary>The pairs in a folder; null where there are none.</summary>
    public static DataFolder? Recognise(string directory)
    {
        var isSplit = Enum.GetValues<DataSplit>()
            .Any(split => ClassFolder.SplitFolders(directory, split).Any(HasPairs));
        if (!isSplit && !HasPairs(directory))
            return null;
        return new(
            directory,
            "pictures with masks",
            (split, size, cancellation) =>
                (
                    isSplit ? ClassFolder.SplitFolders(directory, split).FirstOrDefault(HasPairs)
                    : split == DataSplit.Train ? directory
                    : null
                )
                    is { } folder
                    ? PictureSource.Open(Pairs(folder), [], size, cancellation)
                    : null
        )
        {
            IsResized = true,
        };
    }

    private static bool HasPairs(string folder) =>
        Directory.Exists(Path.Combine(folder, Images))
        && Directory.Exists(Path.Combine(folder, Masks));

    private static LabelledPicture[] Pairs(string folder)
    {
        var masks = ClassFolder
            .Pictures(Path.Combine(folder, Masks))
            .GroupBy(path => Path.GetFileNameWithoutExtension(path), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        return
        [
            .. ClassFolder
                .Pictures(Path.Combine(folder, Images))
                .Select(path => new LabelledPicture(
                    path,
                    0,
                    masks.GetValueOrDefault(Path.GetFileNameWithoutExtension(path))
                        ?? throw new DataFormatException(
                            path,
                            null,
                            "no mask of this name",
                            $"one in {Path.Combine(folder, Masks)}"
                        )
                )),
        ];
    }
}
