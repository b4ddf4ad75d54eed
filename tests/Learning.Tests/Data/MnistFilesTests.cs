using AgeFormal.Laws;
using AgeFormal.Learning.Data;

namespace AgeFormal.Learning.Tests.Data;

public sealed class MnistFilesTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("ageformal").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [TestCase("train-images-idx3-ubyte", "train-labels-idx1-ubyte", MnistSplit.Train, false)]
    [TestCase("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz", MnistSplit.Test, true)]
    [TestCase("train-images.idx3-ubyte.gz", "train-labels.idx1-ubyte", MnistSplit.Train, false)]
    public void A_split_is_found_by_its_names(
        string images,
        string labels,
        MnistSplit split,
        bool compressed
    )
    {
        Put(images, IdxBytes.Images(2, 1, 1, [10, 20]), compressed);
        Put(labels, IdxBytes.Labels(7, 0), compressed);
        DigitSet digits = MnistFiles.Load(folder, split);
        Assert.That(digits.Count, Is.EqualTo(2));
        Assert.That(digits.Images.Pixels.ToArray(), Is.EqualTo(new byte[] { 10, 20 }));
        Assert.That(digits.Labels.Values.ToArray(), Is.EqualTo(new byte[] { 7, 0 }));
    }

    [Test]
    public void What_is_absent_is_listed()
    {
        Assert.That(
            () => MnistFiles.Load(folder, MnistSplit.Test),
            Throws
                .InstanceOf<IdxException>()
                .With.Message.Contains(folder)
                .And.Message.Contains("t10k-images-idx3-ubyte, t10k-images-idx3-ubyte.gz")
        );
        Put("t10k-images-idx3-ubyte", IdxBytes.Images(1, 1, 1, [1]), compressed: false);
        Assert.That(
            () => MnistFiles.Load(folder, MnistSplit.Test),
            Throws.InstanceOf<IdxException>().With.Message.Contains("t10k-labels-idx1-ubyte.gz")
        );
        Assert.That(
            () => MnistFiles.Load(Path.Combine(folder, "absent"), MnistSplit.Train),
            Throws.InstanceOf<IdxException>().With.Message.Contains("no such folder")
        );
    }

    [Test]
    public void Counts_that_differ_and_labels_that_are_no_digits_are_refused()
    {
        Put("train-images-idx3-ubyte", IdxBytes.Images(2, 1, 1, [1, 2]), compressed: false);
        Put("train-labels-idx1-ubyte", IdxBytes.Labels(1, 2, 3), compressed: false);
        Assert.That(
            () => MnistFiles.Load(folder, MnistSplit.Train),
            Throws
                .InstanceOf<IdxException>()
                .With.Message.Contains("3 labels")
                .And.Message.Contains("2, one for each")
        );
        Put("train-labels-idx1-ubyte", IdxBytes.Labels(9, 10), compressed: false);
        Assert.That(
            () => MnistFiles.Load(folder, MnistSplit.Train),
            Throws
                .InstanceOf<IdxException>()
                .With.Message.Contains("train-labels-idx1-ubyte")
                .And.Message.Contains("label 1: found 10")
        );
    }

    [TestCase(MnistSplit.Train, 60000, 5923)]
    [TestCase(MnistSplit.Test, 10000, 980)]
    public void The_published_database_has_its_counts(MnistSplit split, int count, int zeros)
    {
        DigitSet digits = MnistFiles.Load(SharedFiles.Mnist(), split);
        Assert.That(digits.Count, Is.EqualTo(count));
        Assert.That((digits.Images.Rows, digits.Images.Columns), Is.EqualTo((28, 28)));
        Assert.That(digits.Labels.Values.ToArray().Count(label => label == 0), Is.EqualTo(zeros));
    }

    private void Put(string name, byte[] bytes, bool compressed) =>
        File.WriteAllBytes(Path.Combine(folder, name), compressed ? IdxBytes.Gzip(bytes) : bytes);
}
