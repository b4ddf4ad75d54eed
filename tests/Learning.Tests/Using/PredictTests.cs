using AgeFormal.Facade;
using AgeFormal.Laws;
using AgeFormal.Learning.Data;
using AgeFormal.Networks;
using AgeFormal.Networks.Images;
using static TorchSharp.torch;

namespace AgeFormal.Learning.Tests.Using;

/// <summary>Pictures are classified as they are stored: nothing of what the network reads has to be known.</summary>
public sealed class PredictTests
{
    private const int Count = 60;

    private static readonly TrainedNetwork Trained = Demonstration.Embedded().Trained;

    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase(0)]
    [TestCase(0.25)]
    [TestCase(0.5)]
    [TestCase(0.75)]
    [TestCase(0.15)]
    public void Digits_as_PNG_files_upright_or_rotated_have_their_class(double turns)
    {
        var (digits, labels) = Digits();
        using var predictor = Trained.Predictor();
        int right = 0;
        for (int i = 0; i < Count; i++)
        {
            var file = _folder.File($"{i}-{turns}.png");
            PictureFile.Write(file, Rotation.Turn(digits.Slice(i, 1), _ => turns));
            var found = predictor.Predict(file);
            Assert.That(found.Name, Is.EqualTo($"{found.Class}"));
            right += found.Class == labels[i] ? 1 : 0;
        }
        TestContext.Out.WriteLine($"{turns} turns: {right} of {Count}");
        Assert.That(right, Is.AtLeast(0.93 * Count));
    }

    [Test]
    public void A_quarter_turn_changes_no_probability()
    {
        var (digits, _) = Digits();
        using var predictor = Trained.Predictor();
        var upright = predictor.Predict(digits);
        var turned = predictor.Predict(Rotation.Turn(digits, i => i % 4 / 4.0));
        foreach (var (one, other) in upright.Zip(turned))
        {
            Assert.That(other.Class, Is.EqualTo(one.Class));
            foreach (var (p, q) in one.Probabilities.Zip(other.Probabilities))
                Assert.That(q, Is.EqualTo(p).Within(1e-4));
            Assert.That(one.Probabilities.Sum(), Is.EqualTo(1).Within(1e-12));
        }
    }

    [Test]
    public void A_file_a_set_and_a_tensor_of_one_picture_have_one_prediction()
    {
        var (digits, _) = Digits();
        var digit = digits.Slice(3, 1);
        var file = _folder.File("same.png");
        PictureFile.Write(file, digit);
        var expected = Trained.Predict(file);
        Assert.That(Trained.Predict(digit)[0], Is.EqualTo(expected));
        using var values = tensor(digit.Pixels.ToArray(), [1, 1, 28, 28]);
        Assert.That(Trained.Predict(values)[0], Is.EqualTo(expected));
        using var bytes = (values * 255).round().to(ScalarType.Byte).reshape(1, 28, 28);
        Assert.That(Trained.Predict(bytes)[0], Is.EqualTo(expected));
    }

    [Test]
    public void A_picture_in_colour_or_of_another_size_is_classified_too()
    {
        var (digits, labels) = Digits();
        var large = digits.Fit(90, 60, PictureFit.Contain);
        var colour = ImageSet.Of(
            3,
            large.Grid,
            [
                .. Enumerable
                    .Range(0, Count)
                    .SelectMany(i =>
                        large[i].ToArray().Concat(large[i].ToArray()).Concat(large[i].ToArray())
                    ),
            ],
            []
        );
        int right = Trained
            .Predict(colour)
            .Zip(labels)
            .Count(pair => pair.First.Class == pair.Second);
        Assert.That(right, Is.AtLeast(0.8 * Count));
    }

    [Test]
    public void What_is_saved_is_read_again_and_saved_as_the_same_file()
    {
        var names = Trained.Classes.Select(name => $"digit {name}").ToArray();
        var own = Trained.WithClasses([.. names]) with
        {
            Preprocessing = Preprocessing.Of(
                AxisOrder.RowsColumns,
                Normalization.Of(0.5, 0.25),
                PictureFit.Stretch
            ),
        };
        var (first, second) = (_folder.File("first.st"), _folder.File("second.st"));
        own.Save(first);
        var again = TrainedNetwork.Read(first);
        again.Save(second);
        Assert.That(File.ReadAllBytes(second), Is.EqualTo(File.ReadAllBytes(first)));
        Assert.That(again.Classes, Is.EqualTo(own.Classes));
        Assert.That(again.Preprocessing, Is.EqualTo(own.Preprocessing));
        Assert.That(
            again.Op.Parameters().Select(p => again.Parameters[p.Name]),
            Is.EqualTo(own.Op.Parameters().Select(p => own.Parameters[p.Name]))
        );
        Assert.That(
            () => own.WithClasses(["one"]),
            Throws.ArgumentException.With.Message.Contains("Expected 10 names")
        );
    }

    [Test]
    public void A_network_that_does_not_say_what_it_reads_predicts_nothing()
    {
        var colour = TrainedNetwork.Initial(Catalogue.Parse("z2-densenet"));
        Assert.That(
            () => colour.Predict(ImageSet.Of(3, [96, 96], new float[3 * 96 * 96], [])),
            Throws.TypeOf<UnspecifiedPreprocessingException>().With.Message.Contains("z2-densenet")
        );
    }

    private static (ImageSet Digits, int[] Labels) Digits()
    {
        var digits = DigitFiles();
        return (digits.WithLabels([]), digits.Labels.ToArray());
    }

    private static ImageSet DigitFiles() =>
        ImageSet.Of(MnistFiles.Load(SharedFiles.Mnist(), MnistSplit.Test), 0, Count);
}
