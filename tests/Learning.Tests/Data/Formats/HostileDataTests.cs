using AgeFormal.Laws;
using AgeFormal.Learning.Data;

namespace AgeFormal.Learning.Tests.Data.Formats;

/// <summary>Damaged files of every format are read as what they say, or refused by name.</summary>
public sealed class HostileDataTests
{
    // The package that reads HDF5 makes an array of the length that a header claims, up to 2 GiB, before it reads into it.
    private const long ClaimOfHdf = 4L << 30;

    private static readonly ImageSet Picture = ImageSet.Of(
        3,
        [9, 11],
        [.. Enumerable.Range(0, 297).Select(i => i * 41 % 256 / 255f)],
        []
    );

    private static readonly byte[] Names = "one\ntwo\nthree\nfour\n"u8.ToArray();

    private static readonly (string, byte[])[] Cifar =
    [
        ("cifar-10-batches-bin/batches.meta.txt", Names),
        ("cifar-10-batches-bin/data_batch_1.bin", DataBytes.Cifar([0], [3])),
    ];

    private static readonly byte[] Volumes = DataBytes.Npy(
        "<f4",
        "(2, 2, 2, 2)",
        [.. Enumerable.Range(0, 16).SelectMany(i => BitConverter.GetBytes(i / 2f))]
    );

    private static readonly byte[] Labels = DataBytes.Npy("<i4", "(2,)", [1, 0, 0, 0, 2, 0, 0, 0]);

    private static readonly byte[][] Arrays =
    [
        DataBytes.Npy("|u1", "(2, 3, 3)", new byte[18]),
        DataBytes.Npy("<f8", "(2, 1, 3, 3)", new byte[144]),
        Volumes,
        Labels,
    ];

    private static IEnumerable<TestCaseData> Formats()
    {
        yield return Case(
            "pictures",
            [PictureBytes.Png(Picture), PictureBytes.Jpeg(Picture)],
            bytes => PictureFile.Read(new MemoryStream(bytes), "damaged")
        );
        yield return Case("CIFAR archives", [DataBytes.Tar(Cifar)], bytes => Archive(bytes));
        yield return Case(
            "packed CIFAR archives",
            [DataBytes.TarGz(Cifar)],
            bytes => Archive(bytes)
        );
        yield return Case(
            "CIFAR archives before packing",
            [DataBytes.Tar(Cifar)],
            bytes => Archive(IdxBytes.Gzip(bytes))
        );
        yield return Case(
            "CIFAR records",
            [DataBytes.Cifar([0], [9])],
            bytes =>
                All(
                    CifarFiles.Read(
                        CifarFiles.Versions[0],
                        [
                            (
                                "damaged",
                                FileContent.Read(new MemoryStream(bytes), "damaged", default)
                            ),
                        ],
                        []
                    )
                )
        );
        yield return Case(
            "arrays",
            Arrays,
            bytes =>
            {
                var array = NumpyArray.Read(bytes, "damaged");
                array.Singles();
                return array;
            }
        );
        yield return Case(
            "archives of arrays",
            [DataBytes.Npz(("images.npy", Volumes), ("labels.npy", Labels))],
            bytes =>
                All(
                    NumpyFolder.OpenArchive(
                        new MemoryStream(bytes),
                        "damaged",
                        DataSplit.Train,
                        default
                    )
                )
        );
        yield return Case(
            "HDF5 files of images",
            [Hdf.Images],
            bytes => Pair(bytes, Hdf.Labels),
            ClaimOfHdf
        );
        yield return Case(
            "HDF5 files of labels",
            [Hdf.Labels],
            bytes => Pair(Hdf.Images, bytes),
            ClaimOfHdf
        );
    }

    [TestCaseSource(nameof(Formats))]
    public void A_damaged_file_is_read_as_it_says_or_refused(HostileFormat format)
    {
        var (accepted, refused) = format.Survives(150);
        Assert.That((accepted, refused), Is.GreaterThan((0, 0)), format.Name);
    }

    [TestCaseSource(nameof(Formats))]
    [Category("Long")]
    public void Two_thousand_damaged_files_are_read_as_they_say_or_refused(HostileFormat format) =>
        format.Survives(2_000);

    [Test]
    public void An_array_that_unpacks_to_much_more_than_its_archive_is_refused()
    {
        var bomb = DataBytes.Npz(
            ("images.npy", DataBytes.Npy("|u1", "(100, 1000, 1000)", new byte[100_000_000])),
            ("labels.npy", DataBytes.Npy("|u1", "(100,)", new byte[100]))
        );
        var fault = Assert.Throws<DataFormatException>(() =>
            NumpyFolder.OpenArchive(new MemoryStream(bomb), "bomb", DataSplit.Train, default)
        );
        Assert.That(fault!.Expected, Does.Contain("as the size of the file allows"));
        Assert.That(fault.Offset, Is.EqualTo(FileContent.MostUnpacked(bomb.Length)));
    }

    private static readonly (byte[] Images, byte[] Labels) Hdf = MakeHdf();

    private static (byte[], byte[]) MakeHdf()
    {
        using var folder = new TemporaryFolder();
        var (images, labels) = (folder.File("x.h5"), folder.File("y.h5"));
        HdfBytes.Write(images, labels, 3, 4);
        return (File.ReadAllBytes(images), File.ReadAllBytes(labels));
    }

    private static object Pair(byte[] images, byte[] labels)
    {
        using var folder = new TemporaryFolder();
        var (image, label) = (folder.File("x.h5"), folder.File("y.h5"));
        File.WriteAllBytes(image, images);
        File.WriteAllBytes(label, labels);
        using var source = HdfImages.Open(image, label);
        return All(source);
    }

    private static object Archive(byte[] bytes) =>
        All(CifarArchive.Open(new MemoryStream(bytes), "damaged", DataSplit.Train, default));

    private static object All(IImageSource? source) =>
        source?.Read([.. Enumerable.Range(0, Math.Min(source.Count, 16))]) ?? (object)"nothing";

    private static TestCaseData Case(
        string name,
        byte[][] files,
        Func<byte[], object> read,
        long constant = 50_000_000
    ) =>
        new TestCaseData(
            new HostileFormat(
                name,
                files,
                read,
                failure => failure is DataFormatException,
                value =>
                {
                    if (value is ImageSet set)
                        Assert.That(
                            set.Pixels.Length,
                            Is.EqualTo((long)set.Count * set.Channels * set.Points)
                        );
                }
            )
            {
                Constant = constant,
            }
        ).SetArgDisplayNames(name);
}
