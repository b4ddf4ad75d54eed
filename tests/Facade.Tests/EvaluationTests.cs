using AgeFormal.Facade.Data;
using AgeFormal.Laws;
using AgeFormal.Learning;
using AgeFormal.Learning.Data;
using AgeFormal.Verification;

namespace AgeFormal.Facade.Tests;

public sealed class EvaluationTests
{
    [Test]
    public void Embedded_weights_classify_at_least_95_percent_of_the_embedded_digits()
    {
        EvaluationResult result = Demonstration.Embedded().Classify();
        Assert.That(result.Examples, Is.EqualTo(DigitSample.EmbeddedCount));
        Assert.That(result.AccuracyPercent, Is.AtLeast(95));
    }

    [TestCase("p4-cnn", "rotmnist/p4cnn", 0, 1.8, 2.4)]
    [TestCase("z2-cnn", "rotmnist/z2cnn", 0, 4.0, 5.0)]
    [TestCase("p4-cnn", "rotmnist/p4cnn", 1, 1.8, 2.4, Category = "Long")]
    [TestCase("z2-cnn", "rotmnist/z2cnn", 1, 4.0, 5.0, Category = "Long")]
    public void A_published_checkpoint_errs_on_the_rotated_test_digits_as_often_as_measured(
        string name,
        string file,
        int seed,
        double least,
        double most
    )
    {
        var trained = Published.Network(name, file);
        var progress = new Collector<EvaluationProgress>();
        EvaluationResult result = Evaluation.Run(
            trained,
            RotatedMnist.LoadTest(SharedFiles.Mnist(), seed),
            progress
        );
        Assert.That(result.Network, Is.EqualTo(name));
        Assert.That(result.Examples, Is.EqualTo(10_000));
        Assert.That(result.ErrorPercent, Is.InRange(least, most));
        Assert.That(
            progress.Reports[^1],
            Is.EqualTo(new EvaluationProgress(10_000, 10_000, result.Errors))
        );
        Assert.That(progress.Reports.Select(report => report.Done), Is.Ordered.Ascending);
    }

    [Test]
    public void Errors_are_the_classes_that_differ_from_the_labels()
    {
        Demonstration demonstration = Demonstration.Embedded();
        EvaluationResult result = demonstration.Classify();
        int[] labels = demonstration.Sample.Labels.ToArray();
        Assert.That(
            result.Errors,
            Is.EqualTo(labels.Zip(result.Classes).Count(pair => pair.First != pair.Second))
        );
        Assert.That(result.ErrorPercent + result.AccuracyPercent, Is.EqualTo(100).Within(1e-9));
        // Labels replaced by what was found leave no error.
        ImageSet found = demonstration.Sample.WithLabels(result.Classes.AsSpan());
        Assert.That((demonstration with { Sample = found }).Classify().Errors, Is.Zero);
    }

    [Test]
    public void A_set_that_does_not_fit_the_network_is_refused()
    {
        TrainedNetwork trained = Demonstration.Embedded().Trained;
        Assert.That(
            () => Evaluation.Run(trained, ImageSet.Of(27, 28, new float[27 * 28], [1])),
            Throws.ArgumentException.With.Message.Contains("1 images of 27×28")
        );
        Assert.That(
            () => Evaluation.Run(trained, ImageSet.Of(28, 28, new float[28 * 28], [10])),
            Throws.ArgumentException.With.Message.Contains("class 10")
        );
        Assert.That(
            () => Evaluation.Run(trained, ImageSet.Of(28, 28, [], [])),
            Throws.ArgumentException.With.Message.Contains("at least one image")
        );
    }

    [Test]
    public void A_cancelled_evaluation_stops_after_the_batch()
    {
        using var source = new CancellationTokenSource();
        var progress = new Collector<EvaluationProgress>(_ => source.Cancel());
        Assert.That(
            () => Demonstration.Embedded().Classify(progress, source.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );
        Assert.That(progress.Reports, Has.Count.EqualTo(1));
    }

    [Test]
    public void The_embedded_network_is_verified_on_its_own_digits()
    {
        Demonstration demonstration = Demonstration.Embedded();
        VerificationReport report = demonstration.Verify(2);
        Assert.That(report.Conclusion, Is.EqualTo(Conclusion.ProvedAndExact), report.Summary);
        Assert.That(report.Input, Is.EqualTo(demonstration.Trained.Network.Input));
        Assert.That(
            () => demonstration.Verify(301),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );
        Assert.That(
            () => demonstration.Verify(0),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );
    }

    [Test]
    public void A_set_of_images_is_a_batch_of_signals()
    {
        Demonstration demonstration = Demonstration.Embedded();
        var two = demonstration.Sample.Slice(0, 2);
        var signals = two.ToSignal(demonstration.Trained.Op.Input);
        Assert.That(signals.Values.Select(value => (float)value), Is.EqualTo(two.Pixels.ToArray()));
    }
}
