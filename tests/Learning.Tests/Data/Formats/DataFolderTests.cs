using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Learning.Data;
using AgeFormal.Networks.Images;
using AgeFormal.Operators;

namespace AgeFormal.Learning.Tests.Data.Formats;

/// <summary>What a folder holds is recognised and read.</summary>
public sealed class DataFolderTests
{
    private TemporaryFolder _folder = new();

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void CIFAR_10_is_read_from_plain_and_packed_files_in_the_order_of_their_numbers()
    {
        Put("data_batch_2.bin", DataBytes.Cifar([3]));
        Put("data_batch_1.bin.gz", IdxBytes.Gzip(DataBytes.Cifar([1], [2])));
        Put("batches.meta.txt", "one\ntwo\nthree\nfour\n\n"u8.ToArray());
        var train = Read(DataSplit.Train, "CIFAR-10 in binary files");
        Assert.That(train.Labels.ToArray(), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(train.Classes, Has.Count.EqualTo(4));
        Assert.That((train.Channels, train.Rows, train.Columns), Is.EqualTo((3, 32, 32)));
        Assert.That(train[1][5], Is.EqualTo(12 / 255f));
        Assert.That(
            () => DataFolder.Recognise(_folder.Path).Open(DataSplit.Test),
            Throws.TypeOf<DataFormatException>().With.Message.Contains("without files for Test")
        );
    }

    [Test]
    public void CIFAR_100_has_the_fine_labels()
    {
        Put("test.bin", DataBytes.Cifar([3, 99], [4, 0]));
        Assert.That(
            Read(DataSplit.Test, "CIFAR-100 in binary files").Labels.ToArray(),
            Is.EqualTo(new[] { 99, 0 })
        );
    }

    [TestCase(true)]
    [TestCase(false)]
    public void CIFAR_is_read_from_the_archive_of_its_publication(bool isPacked)
    {
        (string, byte[])[] files =
        [
            ("cifar-10-batches-bin/readme.html", [1, 2, 3]),
            ("cifar-10-batches-bin/test_batch.bin", DataBytes.Cifar([9], [1])),
            ("cifar-10-batches-bin/data_batch_1.bin", DataBytes.Cifar([5])),
        ];
        Put(
            isPacked ? "cifar-10-binary.tar.gz" : "cifar-10-binary.tar",
            isPacked ? DataBytes.TarGz(files) : DataBytes.Tar(files)
        );
        var kind = $"CIFAR in the archive cifar-10-binary.tar{(isPacked ? ".gz" : "")}";
        Assert.That(Read(DataSplit.Test, kind).Labels.ToArray(), Is.EqualTo(new[] { 9, 1 }));
        Assert.That(Read(DataSplit.Train, kind).Labels.ToArray(), Is.EqualTo(new[] { 5 }));
    }

    [Test]
    public void A_record_that_is_cut_off_and_a_label_that_is_none_are_named_by_their_byte()
    {
        Put("test_batch.bin", [.. DataBytes.Cifar([1]), 1, 2]);
        Assert.That(
            () => DataFolder.Recognise(_folder.Path).Open(DataSplit.Test),
            Throws
                .TypeOf<DataFormatException>()
                .With.Property("Offset")
                .EqualTo(3073)
                .And.Message.Contains("test_batch.bin: byte 3073: found 2 bytes after 1 records")
        );
        Put("test_batch.bin", DataBytes.Cifar([1], [10]));
        Assert.That(
            () => DataFolder.Recognise(_folder.Path).Open(DataSplit.Test),
            Throws
                .TypeOf<DataFormatException>()
                .With.Property("Offset")
                .EqualTo(3073)
                .And.Message.Contains("the label 10; expected a label from 0 to 9")
        );
    }

    [Test]
    public void The_published_pictures_are_as_many_as_they_say()
    {
        var folder = DataFolder.Recognise(Path.Combine(SharedFiles.Mnist(), "..", "emoji"));
        Assert.That(folder.Open(DataSplit.Train).Count, Is.EqualTo(12_200));
        var test = folder.Open(DataSplit.Test);
        Assert.That(test.Count, Is.EqualTo(1_524));
        Assert.That(test.Classes[6], Is.EqualTo("Smileys & Emotion"));
        var labels = test.Read([.. Enumerable.Range(0, test.Count)]).Labels.ToArray();
        Assert.That(labels.Distinct().Order(), Is.EqualTo(Enumerable.Range(0, 9)));
    }

    [Test]
    public void Pictures_lie_in_a_folder_for_each_class()
    {
        foreach (
            var (split, name, count) in new[]
            {
                ("train", "b", 2),
                ("train", "a", 1),
                ("test", "c", 1),
            }
        )
            for (var i = 0; i < count; i++)
                PutPicture($"{split}/{name}/{i}.png", Grey(4 + i, 4, i / 2f));
        var train = Read(DataSplit.Train, "pictures by class, divided into parts");
        Assert.That(train.Classes, Is.EqualTo(new EqArray<string>(["a", "b", "c"])));
        Assert.That(train.Labels.ToArray(), Is.EqualTo(new[] { 0, 1, 1 }));
        Assert.That((train.Rows, train.Columns), Is.EqualTo((4, 4)), "the size of the first one");
        Assert.That(
            Read(DataSplit.Test, "pictures by class, divided into parts").Labels.ToArray(),
            Is.EqualTo(new[] { 2 })
        );
        var small = DataFolder
            .Recognise(_folder.Path)
            .Open(DataSplit.Train, new(2, 3, PictureFit.Stretch))
            .Read([2]);
        Assert.That((small.Rows, small.Columns), Is.EqualTo((2, 3)));
        Assert.That(small[0].ToArray(), Is.All.EqualTo(128 / 255f).Within(1e-6f));
    }

    [Test]
    public void Pictures_go_with_masks_of_their_names()
    {
        PutPicture("images/one.png", Grey(2, 2, 0.2f));
        PutPicture("masks/one.png", ImageSet.Of(1, [2, 2], [0, 1, 2 / 255f, 0], []));
        var pairs = Read(DataSplit.Train, "pictures with masks");
        Assert.That(pairs.HasMasks);
        Assert.That(pairs.Labels.ToArray(), Is.EqualTo(new[] { 0, 1, 2, 0 }));
        PutPicture("images/two.png", Grey(2, 2, 0.2f));
        Assert.That(
            () => DataFolder.Recognise(_folder.Path).Open(DataSplit.Train),
            Throws.TypeOf<DataFormatException>().With.Message.Contains("no mask of this name")
        );
        PutPicture("masks/two.png", Grey(2, 3, 0));
        Assert.That(
            () => DataFolder.Recognise(_folder.Path).Open(DataSplit.Train).Read([1]),
            Throws.TypeOf<DataFormatException>().With.Message.Contains("a grey mask of the size")
        );
    }

    [Test]
    public void Arrays_of_bytes_with_channels_at_the_end_are_read_from_files()
    {
        Put(
            "x_train.npy",
            DataBytes.Npy("|u1", "(2, 2, 2, 3)", [.. Enumerable.Range(0, 24).Select(i => (byte)i)])
        );
        Put(
            "y_train.npy",
            DataBytes.Npy("<i8", "(2, 1)", [7, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0])
        );
        var train = Read(DataSplit.Train, "NumPy arrays in .npy files");
        Assert.That((train.Channels, train.Rows, train.Columns), Is.EqualTo((3, 2, 2)));
        Assert.That(train.Labels.ToArray(), Is.EqualTo(new[] { 7, 257 }));
        Assert.That(
            train[1].ToArray().Select(value => (int)MathF.Round(value * 255)),
            Is.EqualTo(new[] { 12, 15, 18, 21, 13, 16, 19, 22, 14, 17, 20, 23 })
        );
    }

    [Test]
    public void Volumes_of_numbers_are_read_from_an_archive()
    {
        byte[] values = [.. Enumerable.Range(0, 16).SelectMany(i => BitConverter.GetBytes(i / 2f))];
        Put(
            "data.npz",
            DataBytes.Npz(
                ("test_images.npy", DataBytes.Npy("<f4", "(2, 2, 2, 2)", values)),
                ("test_labels.npy", DataBytes.Npy("|u1", "(2,)", [4, 5]))
            )
        );
        var test = Read(DataSplit.Test, "NumPy arrays in data.npz");
        Assert.That(test.Grid, Is.EqualTo(new EqArray<int>([2, 2, 2])));
        Assert.That(test[1].ToArray()[0], Is.EqualTo(4f));
        Assert.That(test.Labels.ToArray(), Is.EqualTo(new[] { 4, 5 }));
    }

    [TestCase("<f4", "(2, 3)", 24, "an array [2, 3]")]
    [TestCase("<c8", "(1, 1, 1)", 8, "the type '<c8'")]
    [TestCase("|u1", "(2, 2, 2)", 7, "7 bytes of elements")]
    [TestCase("|u1", "(99999999999, 2, 2)", 4, "the shape (99999999999, 2, 2)")]
    [TestCase("|u1", "(2147483647, 2147483647, 2147483647)", 4, "4 bytes of elements")]
    public void Arrays_that_are_no_images_are_refused(
        string type,
        string shape,
        int bytes,
        string words
    )
    {
        Put("images.npy", DataBytes.Npy(type, shape, new byte[bytes]));
        Put("labels.npy", DataBytes.Npy("|u1", "(1,)", [1]));
        Assert.That(
            () => DataFolder.Recognise(_folder.Path).Open(DataSplit.Train),
            Throws.TypeOf<DataFormatException>().With.Message.Contains(words)
        );
    }

    [Test]
    public void PatchCamelyon_is_read_image_by_image()
    {
        PutHdf("train", 3, 4);
        using var source = (HdfImages)DataFolder.Recognise(_folder.Path).Open(DataSplit.Train);
        Assert.That((source.Count, source.Channels), Is.EqualTo((3, 3)));
        var two = source.Read([2, 0]);
        Assert.That(two.Labels.ToArray(), Is.EqualTo(new[] { 0, 0 }));
        Assert.That(source.Read([1]).Labels.ToArray(), Is.EqualTo(new[] { 1 }));
        for (var channel = 0; channel < 3; channel++)
        for (var point = 0; point < 16; point++)
            Assert.That(
                two[0][channel * 16 + point] * 255,
                Is.EqualTo((2 * 48 + point * 3 + channel) % 256).Within(1e-3)
            );
        Assert.That(() => source.Read([3]), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void A_folder_with_nothing_known_is_refused_with_what_is_known()
    {
        Put("a.txt", [1]);
        Assert.That(
            () => DataFolder.Recognise(_folder.Path),
            Throws
                .TypeOf<DataFormatException>()
                .With.Message.Contains("train-images-idx3-ubyte")
                .And.Message.Contains("cifar-10-binary.tar.gz")
                .And.Message.Contains("CLASS/*.png")
        );
        Assert.That(
            () => DataFolder.Recognise(_folder.File("absent")),
            Throws.TypeOf<DataFormatException>().With.Message.Contains("no such folder")
        );
    }

    [Test]
    public void Training_and_validation_are_disjoint_and_normalised_by_what_is_trained_on()
    {
        Put(
            "data_batch_1.bin",
            DataBytes.Cifar([.. Enumerable.Range(0, 12).Select(i => new[] { (byte)(i % 10) })])
        );
        FieldType input = new(PointGroups.P4, Fibre.Trivial, 3, Region.Box(33, 33));
        var folder = DataFolder.Recognise(_folder.Path);
        var (training, validation) = TrainingData.Load(folder, input, seed: 1);
        Assert.That((training.Count, validation.Count), Is.EqualTo((10, 2)));
        Assert.That((training.Rows, validation.Columns), Is.EqualTo((33, 33)));
        var constants = training.Measure();
        for (var channel = 0; channel < 3; channel++)
        {
            Assert.That(constants.MeanOf(channel), Is.Zero.Within(1e-5));
            Assert.That(constants.DeviationOf(channel), Is.EqualTo(1).Within(1e-5));
        }
        Assert.That(validation.Preparation, Is.EqualTo(training.Preparation));
        int Shared() =>
            Enumerable
                .Range(0, 2)
                .Count(i =>
                    Enumerable.Range(0, 10).Any(j => validation[i].SequenceEqual(training[j]))
                );
        Assert.That(Shared(), Is.Zero);
        Assert.That(TrainingData.Load(folder, input, 1).Training, Is.EqualTo(training));
    }

    private ImageSet Read(DataSplit split, string description)
    {
        var folder = DataFolder.Recognise(_folder.Path);
        Assert.That(folder.Description, Is.EqualTo(description));
        var source = folder.Open(split);
        return source.Read([.. Enumerable.Range(0, source.Count)]);
    }

    private void Put(string name, byte[] content) =>
        File.WriteAllBytes(_folder.File(name), content);

    private void PutPicture(string name, ImageSet picture)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
        PictureFile.Write(_folder.File(name), picture);
    }

    private void PutHdf(string split, int count, int side) =>
        HdfBytes.Write(
            _folder.File($"camelyonpatch_level_2_split_{split}_x.h5"),
            _folder.File($"camelyonpatch_level_2_split_{split}_y.h5"),
            count,
            side
        );

    private static ImageSet Grey(int rows, int columns, float value) =>
        ImageSet.Of(1, [rows, columns], [.. Enumerable.Repeat(value, rows * columns)], []);
}
