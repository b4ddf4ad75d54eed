using AgeFormal.Algebra;

namespace AgeFormal.Learning.Data;

/// <summary>CIFAR as files of a folder or as the tar archive of its publication.</summary>
internal static class CifarFolder
{
    private static readonly EqArray<string> Subfolders =
    [
        "",
        "cifar-10-batches-bin",
        "cifar-100-binary",
    ];

    private static readonly EqArray<string> Archives =
    [
        "cifar-10-binary.tar.gz",
        "cifar-100-binary.tar.gz",
        "cifar-10-binary.tar",
        "cifar-100-binary.tar",
    ];

    /// <summary>What is looked for, in words.</summary>
    public const string Sought =
        "CIFAR-10 or CIFAR-100 (data_batch_1.bin[.gz] …, train.bin[.gz], or cifar-10-binary.tar.gz, cifar-100-binary.tar.gz)";

    /// <summary>The CIFAR data in a folder; null where there is none.</summary>
    public static DataFolder? Recognise(string directory)
    {
        foreach (var subfolder in Subfolders)
        foreach (var version in CifarFiles.Versions)
        {
            var folder = Path.Combine(directory, subfolder);
            if (!version.Train.Append(version.Test).Any(name => Find(folder, name) is not null))
                continue;
            return new(
                directory,
                $"{version.Name} in binary files",
                (split, _, cancellation) => Open(version, folder, split, cancellation)
            );
        }
        return Archives
            .Select(name => Path.Combine(directory, name))
            .Where(File.Exists)
            .Select(archive => new DataFolder(
                directory,
                $"CIFAR in the archive {Path.GetFileName(archive)}",
                (split, _, cancellation) => CifarArchive.Open(archive, split, cancellation)
            ))
            .FirstOrDefault();
    }

    private static StoredImages? Open(
        CifarVersion version,
        string folder,
        DataSplit split,
        CancellationToken cancellation
    )
    {
        string[] present =
        [
            .. version.Files(split).Select(name => Find(folder, name)).OfType<string>(),
        ];
        if (present.Length == 0)
            return null;
        var names = Find(folder, version.Names);
        return CifarFiles.Read(
            version,
            [.. present.Select(path => (path, FileContent.Read(path, cancellation)))],
            names is null ? [] : CifarFiles.Names(names, FileContent.Read(names, cancellation))
        );
    }

    private static string? Find(string folder, string name) =>
        new[] { name, $"{name}.gz" }
            .Select(candidate => Path.Combine(folder, candidate))
            .FirstOrDefault(File.Exists);
}
