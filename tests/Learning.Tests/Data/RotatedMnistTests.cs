using AgeFormal.Facade;
using AgeFormal.Facade.Data;
using AgeFormal.Laws;
using AgeFormal.Learning.Data;
using AgeFormal.Networks.Images;
using AgeFormal.Networks.Weights;

namespace AgeFormal.Learning.Tests.Data;

public sealed class RotatedMnistTests
{
    [Test]
    public void A_seed_gives_the_same_digits_again_and_another_seed_others()
    {
        DigitSet digits = Digits(20);
        ImageSet first = RotatedMnist.Rotate(digits, MnistSplit.Test, 3, 0, 20);
        Assert.That(RotatedMnist.Rotate(digits, MnistSplit.Test, 3, 0, 20), Is.EqualTo(first));
        Assert.That(RotatedMnist.Rotate(digits, MnistSplit.Test, 4, 0, 20), Is.Not.EqualTo(first));
        Assert.That(RotatedMnist.Rotate(digits, MnistSplit.Train, 3, 0, 20), Is.Not.EqualTo(first));
    }

    [Test]
    public void A_digit_does_not_depend_on_the_range_it_is_rotated_in()
    {
        DigitSet digits = Digits(20);
        Assert.That(
            RotatedMnist.Rotate(digits, MnistSplit.Train, 1, 5, 10),
            Is.EqualTo(RotatedMnist.Rotate(digits, MnistSplit.Train, 1, 0, 20).Slice(5, 10))
        );
    }

    [Test]
    public void Prepared_digits_are_normalised_and_transposed()
    {
        ImageSet raw = ImageSet.Of(2, 3, [0, 0.1f, 0.2f, 0.3f, 0.4f, 1], [7]);
        ImageSet prepared = RotatedMnist.Prepare(raw);
        Assert.That((prepared.Rows, prepared.Columns), Is.EqualTo((3, 2)));
        float[] expected =
        [
            .. new[] { 0, 0.3f, 0.1f, 0.4f, 0.2f, 1 }.Select(x => (x - 0.131775f) / 0.291525f),
        ];
        Assert.That(prepared.Pixels.ToArray(), Is.EqualTo(expected));
        Assert.That(prepared.Labels.ToArray(), Is.EqualTo(new[] { 7 }));
        Assert.That(raw.Preparation, Is.Null);
        Assert.That(prepared.Slice(0, 1).Preparation, Is.EqualTo(RotatedMnist.Preprocessing));
        Assert.That(prepared.Transpose().Preparation, Is.Null);
    }

    [Test]
    public void The_constants_are_those_of_the_rotated_training_digits()
    {
        DigitSet digits = MnistFiles.Load(SharedFiles.Mnist(), MnistSplit.Train);
        Normalization constants = Normalization.Measure(
            RotatedMnist.Rotate(digits, MnistSplit.Train, 0, 0, 12_000).Pixels.Span
        );
        Normalization named = RotatedMnist.Preprocessing.Normalization;
        Assert.That(named.MeanOf(0), Is.EqualTo(constants.MeanOf(0)).Within(0.5e-6));
        Assert.That(named.DeviationOf(0), Is.EqualTo(constants.DeviationOf(0)).Within(0.5e-6));
    }

    [Test]
    public void Training_and_validation_digits_are_consecutive_parts_of_the_training_file()
    {
        string folder = SharedFiles.Mnist();
        var (training, validation) = RotatedMnist.LoadTraining(folder, seed: 0);
        Assert.That((training.Count, validation.Count), Is.EqualTo((10_000, 2_000)));
        int[] labels =
        [
            .. MnistFiles
                .Load(folder, MnistSplit.Train)
                .Labels.Values[..12_000]
                .ToArray()
                .Select(label => (int)label),
        ];
        Assert.That(training.Labels.ToArray(), Is.EqualTo(labels[..10_000]));
        Assert.That(validation.Labels.ToArray(), Is.EqualTo(labels[10_000..]));
    }

    [Test]
    public void Too_few_digits_are_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("train-images-idx3-ubyte"), IdxBytes.Images(1, 1, 1, [1]));
        File.WriteAllBytes(folder.File("train-labels-idx1-ubyte"), IdxBytes.Labels(1));
        File.WriteAllBytes(folder.File("t10k-images-idx3-ubyte"), IdxBytes.Images(0, 1, 1, []));
        File.WriteAllBytes(folder.File("t10k-labels-idx1-ubyte"), IdxBytes.Labels());
        Assert.That(
            () => RotatedMnist.LoadTraining(folder.Path, seed: 0),
            Throws.InstanceOf<IdxException>().With.Message.Contains("at least 12000")
        );
        Assert.That(
            () => RotatedMnist.LoadTest(folder.Path, seed: 0),
            Throws.InstanceOf<IdxException>().With.Message.Contains("at least 1")
        );
    }

    [Test]
    public void The_embedded_sample_is_made_from_the_test_file_byte_for_byte()
    {
        DigitSet test = MnistFiles.Load(SharedFiles.Mnist(), MnistSplit.Test);
        Assert.That(Bytes(DigitSample.Create(test)), Is.EqualTo(Bytes(DigitSample.EmbeddedFile())));
    }

    [Test]
    public void The_embedded_sample_names_source_authors_and_licence()
    {
        TensorFile file = DigitSample.EmbeddedFile();
        Assert.That(file.Metadata["source"], Does.Contain("MNIST"));
        Assert.That(file.Metadata["authors"], Does.Contain("LeCun"));
        Assert.That(file.Metadata["licence"], Is.EqualTo("CC BY-SA 3.0"));
        ImageSet sample = DigitSample.Embedded();
        Assert.That(
            (sample.Count, sample.Rows, sample.Columns),
            Is.EqualTo((DigitSample.EmbeddedCount, 28, 28))
        );
        Assert.That(sample.Labels.ToArray().Distinct().Count(), Is.EqualTo(10));
    }

    [Test]
    public void A_sample_that_lacks_a_tensor_or_has_another_type_is_refused()
    {
        TensorData images = TensorData.FromBytes(Dtype.U8, [1, 2, 2], [1, 2, 3, 4]);
        TensorData labels = TensorData.FromBytes(Dtype.U8, [1], [5]);
        Assert.That(
            DigitSample.Read(File(("images", images), ("labels", labels))).Labels.ToArray(),
            Is.EqualTo(new[] { 5 })
        );
        Assert.That(
            () => DigitSample.Read(File(("images", images))),
            Throws.InstanceOf<TensorMismatchException>().With.Message.Contains("'labels'")
        );
        Assert.That(
            () =>
                DigitSample.Read(
                    File(("images", TensorData.FromSingle([1, 1, 1], [1])), ("labels", labels))
                ),
            Throws.InstanceOf<TensorMismatchException>().With.Message.Contains("F32[1, 1, 1]")
        );
        Assert.That(
            () =>
                DigitSample.Read(
                    File(
                        ("images", images),
                        ("labels", TensorData.FromBytes(Dtype.U8, [2], [5, 6]))
                    )
                ),
            Throws.InstanceOf<TensorMismatchException>().With.Message.Contains("U8[1]")
        );

        static TensorFile File(params (string Name, TensorData Tensor)[] tensors) =>
            TensorFile.Of(tensors.Select(t => KeyValuePair.Create(t.Name, t.Tensor)), []);
    }

    private static byte[] Bytes(TensorFile file)
    {
        using var stream = new MemoryStream();
        Safetensors.Write(stream, file);
        return stream.ToArray();
    }

    private static DigitSet Digits(int count) =>
        DigitSet.Of(
            (IdxFile.Images)
                IdxFile.Read(
                    new MemoryStream(
                        IdxBytes.Images(
                            (uint)count,
                            9,
                            9,
                            [
                                .. Enumerable
                                    .Range(0, count * 81)
                                    .Select(i => (byte)SplitMix.Bits(8, (ulong)i)),
                            ]
                        )
                    )
                ),
            (IdxFile.Labels)IdxFile.Read(new MemoryStream(IdxBytes.Labels(new byte[count])))
        );
}
