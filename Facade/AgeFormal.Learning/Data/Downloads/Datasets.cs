using AgeFormal.Algebra;

namespace AgeFormal.Learning.Data.Downloads;

/// <summary>A file of a data set, where it is published and what it is known by.</summary>
/// <param name="Name">The name under which it is kept.</param>
/// <param name="Md5">The MD5 sum that its publisher gives, 32 hexadecimal digits: it tells damage, and is no proof of origin.</param>
/// <param name="Most">The most bytes that it can have; whoever sends more is not believed.</param>
/// <param name="Addresses">Where it is published, in the order in which they are tried.</param>
public sealed record DownloadFile(string Name, string Md5, long Most, EqArray<Uri> Addresses)
{
    /// <summary>Whether the file is unpacked once it is there: <c>NAME.gz</c> becomes <c>NAME</c>.</summary>
    public bool IsUnpacked { get; init; }

    /// <summary>The name of the file that remains.</summary>
    public string Kept => IsUnpacked ? Path.GetFileNameWithoutExtension(Name) : Name;
}

/// <summary>A data set that can be fetched.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Description">What it is, with its source.</param>
/// <param name="Files">Its files.</param>
public sealed record Dataset(string Name, string Description, EqArray<DownloadFile> Files);

/// <summary>The data sets that can be fetched, from their publishers or mirrors that these name.</summary>
public static class Datasets
{
    private const long Megabyte = 1_000_000;

    /// <summary>All of them.</summary>
    public static EqArray<Dataset> All { get; } =
    [
        new(
            "mnist",
            "handwritten digits, 28×28, LeCun, Cortes and Burges (12 MB)",
            [
                Digits("train-images-idx3-ubyte.gz", "f68b3c2dcbeaaa9fbdd348bbdeb94873"),
                Digits("train-labels-idx1-ubyte.gz", "d53e105ee54ea40749a09fcbcd1e9432"),
                Digits("t10k-images-idx3-ubyte.gz", "9fb629c4189551a2d022fa330f9573f3"),
                Digits("t10k-labels-idx1-ubyte.gz", "ec29112dd5afa0611ce80d1b7f02629c"),
            ]
        ),
        new(
            "cifar10",
            "colour pictures in 10 classes, 32×32, Krizhevsky 2009 (170 MB)",
            [Cifar("cifar-10-binary.tar.gz", "c32a1d4ab5d03f1284b67883e8d87530")]
        ),
        new(
            "cifar100",
            "colour pictures in 100 classes, 32×32, Krizhevsky 2009 (169 MB)",
            [Cifar("cifar-100-binary.tar.gz", "03b5dce01913d631647c71ecec9e9cb8")]
        ),
        new(
            "patchcamelyon",
            "lymph node sections, 96×96, Veeling et al. 2018 (8 GB, 36 GB unpacked)",
            [
                Patches("train_x", "1571f514728f59376b705fc836ff4b63", 8000, "train_x"),
                Patches("train_y", "35c2d7259d906cfc8143347bb8e05be7", 10, "train_y"),
                // One of the publications has the names of these two parts exchanged; the sums tell.
                Patches("valid_x", "d5b63470df7cfa627aeec8b9dc0c066e", 2000, "valid_x", "test_x"),
                Patches("valid_y", "2b85f58b927af9964a4c15b8f7e8f179", 10, "valid_y", "test_y"),
                Patches("test_x", "d8c2d60d490dbd479f8199bdfa0cf6ec", 2000, "test_x", "valid_x"),
                Patches("test_y", "60a7035772fbdb7f34eb86d4420cf66a", 10, "test_y", "valid_y"),
            ]
        ),
    ];

    /// <summary>The data set with a name, without regard to case; null where there is none.</summary>
    public static Dataset? Find(string name) =>
        All.FirstOrDefault(set =>
            string.Equals(set.Name, name, StringComparison.OrdinalIgnoreCase)
        );

    private static DownloadFile Digits(string name, string md5) =>
        new(
            name,
            md5,
            20 * Megabyte,
            [
                new($"https://ossci-datasets.s3.amazonaws.com/mnist/{name}"),
                new($"https://storage.googleapis.com/cvdf-datasets/mnist/{name}"),
            ]
        );

    private static DownloadFile Cifar(string name, string md5) =>
        new(name, md5, 200 * Megabyte, [new($"https://www.cs.toronto.edu/~kriz/{name}")]);

    private static DownloadFile Patches(
        string part,
        string md5,
        long megabytes,
        params string[] published
    ) =>
        new(
            $"camelyonpatch_level_2_split_{part}.h5.gz",
            md5,
            megabytes * Megabyte,
            [
                .. published.Select(name => new Uri(
                    $"https://zenodo.org/records/2546921/files/camelyonpatch_level_2_split_{name}.h5.gz"
                )),
            ]
        )
        {
            IsUnpacked = true,
        };
}
