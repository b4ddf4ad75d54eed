using AgeFormal.Facade.Data;
using AgeFormal.Laws;
using AgeFormal.Learning;
using AgeFormal.Learning.Data;
using AgeFormal.Learning.Training;
using AgeFormal.Networks;
using AgeFormal.Networks.Images;
using AgeFormal.Networks.Onnx;
using AgeFormal.Networks.Specification;
using AgeFormal.Networks.Weights;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace AgeFormal.Facade.Tests;

/// <summary>
/// An exported model that prepares its images finds the classes that <see cref="Evaluation"/> finds, from the grey values as
/// the files of digits hold them; without the preparation it does not.
/// </summary>
public sealed class ExportTests
{
    private TemporaryFolder _folder = new();

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void The_embedded_digits_as_stored_have_the_classes_of_the_evaluation()
    {
        Demonstration demonstration = Demonstration.Embedded();
        var grey = DigitSample.EmbeddedFile()["images"].Bytes;
        int[] expected = [.. demonstration.Classify().Classes];
        string file = Export(demonstration.Trained, preprocess: true);
        Assert.That(Classes(file, grey.Span), Is.EqualTo(expected));
        Assert.That(
            Agreement(Classes(file, grey.Span), demonstration.Sample.Labels.Span),
            Is.AtLeast(0.95)
        );
    }

    [Test]
    public void Without_the_preprocessing_stored_digits_have_other_classes()
    {
        Demonstration demonstration = Demonstration.Embedded();
        var grey = DigitSample.EmbeddedFile()["images"].Bytes;
        int[] expected = [.. demonstration.Classify().Classes];
        string file = Export(demonstration.Trained, preprocess: false);
        Assert.That(Agreement(Classes(file, grey.Span), expected), Is.AtMost(0.8));
        Assert.That(
            Agreement(Classes(file, Unit(grey.Span)), expected),
            Is.AtMost(0.8),
            "pixels in [0, 1]"
        );
        Assert.That(
            Classes(file, demonstration.Sample.Pixels.Span),
            Is.EqualTo(expected),
            "prepared as the metadata say"
        );
    }

    [TestCase("p4-cnn", "rotmnist/p4cnn")]
    [TestCase("z2-cnn", "rotmnist/z2cnn")]
    [TestCase("alphaf-p4-cnn", "rotmnist/f_att_p4cnn")]
    public void Upright_digits_of_the_test_file_have_the_classes_of_the_evaluation(
        string name,
        string weights
    )
    {
        const int count = 200;
        TrainedNetwork trained = Published.Network(name, weights);
        DigitSet digits = MnistFiles.Load(SharedFiles.Mnist(), MnistSplit.Test);
        var grey = digits.Images.Pixels[..(count * 28 * 28)];
        int[] expected =
        [
            .. Evaluation.Run(trained, RotatedMnist.Prepare(ImageSet.Of(digits, 0, count))).Classes,
        ];
        int[] labels = [.. digits.Labels.Values[..count].ToArray().Select(label => (int)label)];
        int[] prepared = Classes(Export(trained, preprocess: true), grey.Span);
        int[] raw = Classes(Export(trained, preprocess: false), grey.Span);
        TestContext.Out.WriteLine(
            $"{name}: right {Agreement(prepared, labels):P1}; without the preprocessing {Agreement(raw, labels):P1}"
        );
        Assert.That(prepared, Is.EqualTo(expected));
        Assert.That(Agreement(prepared, labels), Is.AtLeast(0.9));
        Assert.That(Agreement(raw, labels), Is.AtMost(0.8));
    }

    [Test]
    public void The_model_tells_a_reader_how_to_prepare_an_image_and_the_names_of_the_classes()
    {
        string file = Export(Demonstration.Embedded().Trained, preprocess: true);
        using var session = new InferenceSession(file);
        var metadata = session.ModelMetadata.CustomMetadataMap;
        Assert.That(metadata["network"], Is.EqualTo("p4-cnn"));
        Assert.That(metadata["group"], Is.EqualTo("p4"));
        Assert.That(
            ClassNames.Parse(metadata["classes"]),
            Is.EqualTo("0 1 2 3 4 5 6 7 8 9".Split(' '))
        );
        Assert.That(
            PreprocessingText.Parse(metadata["preprocessing"]),
            Is.EqualTo(RotatedMnist.Preprocessing)
        );
        Assert.That(metadata["preprocessing_in_graph"], Is.EqualTo("true"));
    }

    [Test]
    public void A_file_of_weights_says_how_its_images_are_prepared_and_an_older_one_is_of_rotated_MNIST()
    {
        TrainedNetwork embedded = Demonstration.Embedded().Trained;
        Assert.That(embedded.Preprocessing, Is.EqualTo(RotatedMnist.Preprocessing));
        Preprocessing other = Preprocessing.Of(AxisOrder.RowsColumns, Normalization.Of(0.5, 0.25));
        TensorFile file = ParameterFile.Write(
            embedded.Network,
            embedded.Parameters,
            [
                new(ParameterFile.PreprocessingKey, PreprocessingText.Render(other)),
                new(
                    ParameterFile.ClassesKey,
                    ClassNames.Render([.. "abcdefghij".Select(c => $"{c}")])
                ),
            ]
        );
        Assert.That(TrainedNetwork.Of(file).Preprocessing, Is.EqualTo(other));
        Assert.That(TrainedNetwork.Of(file).Classes[9], Is.EqualTo("j"));
        Assert.That(embedded.Classes[9], Is.EqualTo("9"));
        Assert.That(
            TrainedNetwork.Initial(Catalogue.Parse("z2-allcnn")).Preprocessing,
            Is.Null,
            "colour images of 32×32"
        );
    }

    [Test]
    public void Training_records_how_its_images_were_prepared()
    {
        TensorFile Train(ImageSet images) =>
            TrainingLoop
                .Run(
                    Catalogue.Parse("z2-cnn"),
                    images,
                    null,
                    new TrainingRecipe { Epochs = 1, BatchSize = 4 }
                )
                .Parameters;

        ImageSet stored = DigitSample.Read(DigitSample.EmbeddedFile()).Slice(0, 4);
        Preprocessing other = Preprocessing.Of(AxisOrder.RowsColumns, Normalization.Of(0.5, 0.25));
        Assert.That(ParameterFile.PreprocessingOf(Train(stored.Prepare(other))), Is.EqualTo(other));
        Assert.That(
            ParameterFile.PreprocessingOf(Train(stored.Normalize(other.Normalization))),
            Is.Null
        );
    }

    private string Export(TrainedNetwork trained, bool preprocess)
    {
        string file = _folder.File($"{trained.Network.Name}-{preprocess}.onnx");
        trained.ExportOnnx(file, preprocess: preprocess);
        return file;
    }

    private static int[] Classes(string file, ReadOnlySpan<byte> grey)
    {
        var values = new float[grey.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = grey[i];
        return Classes(file, values);
    }

    private static int[] Classes(string file, ReadOnlySpan<float> values)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(file, options);
        int count = values.Length / (28 * 28);
        using var results = session.Run([
            NamedOnnxValue.CreateFromTensor(
                OnnxFile.Input,
                new DenseTensor<float>(values.ToArray(), [count, 1, 28, 28])
            ),
        ]);
        return
        [
            .. results
                .Single()
                .AsTensor<float>()
                .Chunk(10)
                .Select(logits => Array.IndexOf(logits, logits.Max())),
        ];
    }

    private static float[] Unit(ReadOnlySpan<byte> grey)
    {
        var values = new float[grey.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = grey[i] / 255f;
        return values;
    }

    private static double Agreement(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        int equal = 0;
        for (int i = 0; i < left.Length; i++)
            equal += left[i] == right[i] ? 1 : 0;
        return (double)equal / left.Length;
    }
}
