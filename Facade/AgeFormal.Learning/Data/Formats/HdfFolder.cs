namespace AgeFormal.Learning.Data;

/// <summary>PatchCamelyon, or other data in pairs of HDF5 files of images, <c>…x.h5</c>, and labels, <c>…y.h5</c>.</summary>
internal static class HdfFolder
{
    /// <summary>What is looked for, in words.</summary>
    public const string Sought =
        "PatchCamelyon (camelyonpatch_level_2_split_train_x.h5 and …_y.h5, likewise valid and test, unpacked)";

    /// <summary>The HDF5 files in a folder; null where none is named so.</summary>
    public static DataFolder? Recognise(string directory) =>
        Enum.GetValues<DataSplit>().Any(split => Find(directory, split) is not null)
            ? new(
                directory,
                "PatchCamelyon in HDF5 files",
                (split, _, _) =>
                    Find(directory, split) is { } images
                        ? HdfImages.Open(images, images[..^"x.h5".Length] + "y.h5")
                        : null
            )
            : null;

    private static string? Find(string directory, DataSplit split)
    {
        string name = split switch
        {
            DataSplit.Train => "train",
            DataSplit.Validation => "valid",
            _ => "test",
        };
        return Directory
            .EnumerateFiles(directory, $"*{name}_x.h5")
            .Order(StringComparer.Ordinal)
            .FirstOrDefault();
    }
}
