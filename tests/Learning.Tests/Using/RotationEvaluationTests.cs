using System.Xml.Linq;
using AgeFormal.Laws;
using AgeFormal.Learning.Data;
using AgeFormal.Learning.Tests.Training;
using AgeFormal.Networks;

namespace AgeFormal.Learning.Tests.Using;

/// <summary>The error of a network by the angle of its images.</summary>
[NonParallelizable]
public sealed class RotationEvaluationTests
{
    private static readonly ImageSet Stored = ImageSet.Of(
        1,
        [28, 28],
        [.. Enumerable.Range(0, 40 * 784).Select(i => (float)SplitMix.Unit(3, (ulong)i / 4))],
        [.. Enumerable.Range(0, 40).Select(i => i % 10)]
    );

    [Test]
    public void Upright_images_err_as_in_any_evaluation()
    {
        var trained = TrainedNetwork.Initial(SmallNetworks.Digits);
        var plain = Evaluation.Run(trained, Stored.Prepare(trained.RequirePreprocessing()));
        var errors = RotationEvaluation.Run(trained, Stored, [0, 360]);
        foreach (var at in errors)
            Assert.That(
                at with
                {
                    Degrees = 0,
                },
                Is.EqualTo(new AngleError(0, plain.Errors, plain.ErrorPercent, plain.Loss))
            );
    }

    [Test]
    public void An_invariant_network_errs_alike_at_quarter_turns_and_another_does_not()
    {
        double Spread(Network network)
        {
            var errors = RotationEvaluation.Run(
                TrainedNetwork.Initial(network, seed: 2),
                Stored,
                RotationEvaluation.Angles(4)
            );
            Assert.That(
                errors.Select(at => at.Degrees),
                Is.EqualTo(new double[] { 0, 90, 180, 270 })
            );
            return errors.Max(at => at.Loss) - errors.Min(at => at.Loss);
        }
        Assert.That(Spread(SmallNetworks.Digits), Is.LessThan(1e-5));
        Assert.That(Spread(Catalogue.Parse("z2-cnn-w2")), Is.GreaterThan(1e-4));
    }

    [Test]
    public void Progress_counts_the_images_of_all_angles()
    {
        var reports = new Collector<EvaluationProgress>();
        var errors = RotationEvaluation.Run(
            TrainedNetwork.Initial(SmallNetworks.Digits),
            Stored,
            RotationEvaluation.Angles(3),
            reports
        );
        Assert.That(
            reports.Reports.Select(report => report.Done),
            Is.EqualTo(new[] { 40, 80, 120 })
        );
        Assert.That(
            reports.Reports[^1],
            Is.EqualTo(new EvaluationProgress(120, 120, errors.Sum(at => at.Errors)))
        );
    }

    [Test]
    public void What_cannot_be_rotated_or_prepared_is_refused()
    {
        var trained = TrainedNetwork.Initial(SmallNetworks.Digits);
        Assert.Throws<ArgumentException>(() =>
            RotationEvaluation.Run(trained, Stored, [double.NaN])
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => RotationEvaluation.Angles(0));
        Assert.Throws<UnspecifiedPreprocessingException>(() =>
            RotationEvaluation.Run(trained with { Preprocessing = null }, Stored, [0])
        );
        Assert.Throws<ArgumentException>(() => RotationEvaluation.Draw("x.svg", "net", []));
    }

    [Test]
    public void The_drawing_is_a_function_of_the_errors_and_its_marks_are_as_many()
    {
        using var folder = new TemporaryFolder();
        var (one, other) = (folder.File("one.svg"), folder.File("other.svg"));
        AngleError[] errors =
        [
            .. RotationEvaluation.Angles(24).Select(angle => new AngleError(angle, 3, 12.5, 0.5)),
        ];
        RotationEvaluation.Draw(one, "a < b & c", [.. errors]);
        RotationEvaluation.Draw(other, "a < b & c", [.. errors]);
        Assert.That(File.ReadAllBytes(other), Is.EqualTo(File.ReadAllBytes(one)));
        var drawing = XDocument.Load(one);
        XNamespace svg = "http://www.w3.org/2000/svg";
        Assert.That(drawing.Root!.Name, Is.EqualTo(svg + "svg"));
        Assert.That(
            drawing.Descendants(svg + "text").Select(text => text.Value),
            Does.Contain("a < b & c: error by angle").And.Contains("angle in degrees")
        );
        Assert.That(drawing.Descendants(svg + "ellipse").Count(), Is.EqualTo(24));
    }
}
