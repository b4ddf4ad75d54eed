using AgeFormal.Algebra;
using AgeFormal.Learning.Data;
using AgeFormal.Networks;
using AgeFormal.Operators;

namespace AgeFormal.Learning.Tests.Using;

/// <summary>Sets of every shape are classified: colours, volumes, and the points of an image.</summary>
public sealed class AnyShapeTests
{
    private static readonly TrainedNetwork Unet = TrainedNetwork.Initial(
        SegmentationNetwork.Create("small-unet", PointGroups.P4, 2, side: 8, levels: 2)
    );

    [TestCase("p4", 3, 7, 7)]
    [TestCase("O", 2, 5, 5, 5)]
    public void Classes_are_those_of_the_largest_score(
        string group,
        int channels,
        params int[] grid
    )
    {
        var network = Classifier(PointGroups.Parse(group), channels, [.. grid]);
        var trained = TrainedNetwork.Initial(network, seed: 3);
        var images = Noise(channels, [.. grid], 5);
        var found = Evaluation.Run(trained, images.WithLabels(new int[5]));
        var expected = Enumerable
            .Range(0, 5)
            .Select(i => Scores(trained, images.Slice(i, 1)))
            .Select(scores => Array.IndexOf(scores, scores.Max()));
        Assert.That(found.Classes, Is.EqualTo(expected));
        Assert.That(found.Errors, Is.EqualTo(found.Classes.Count(label => label != 0)));
    }

    [Test]
    public void Every_point_has_a_class_where_the_network_scores_points()
    {
        var images = Noise(3, [8, 8], 3);
        var found = Evaluation.Run(Unet, images.WithLabels(new int[3 * 64]));
        Assert.That(found.Classes, Has.Count.EqualTo(3 * 64));
        Assert.That(found.Errors, Is.EqualTo(found.Classes.Sum()));
        Assert.That(found.ErrorPercent, Is.EqualTo(100.0 * found.Errors / 192));
        for (int image = 0; image < 3; image++)
        {
            var scores = Scores(Unet, images.Slice(image, 1));
            Assert.That(
                found.Classes.Skip(image * 64).Take(64),
                Is.EqualTo(Enumerable.Range(0, 64).Select(i => scores[64 + i] > scores[i] ? 1 : 0))
            );
        }
    }

    [Test]
    public void Labels_of_another_kind_than_the_outputs_are_refused()
    {
        var images = Noise(3, [8, 8], 3);
        Assert.That(
            () => Evaluation.Run(Unet, images.WithLabels([0, 1, 0])),
            Throws.ArgumentException.With.Message.Contains("1 labels for each image")
        );
        Assert.That(
            () => Evaluation.Run(Unet, images),
            Throws.ArgumentException.With.Message.Contains("0 labels for each image")
        );
        var pixels = images.Pixels.ToArray();
        pixels[192 + 64 + 8 + 3] = float.NaN;
        Assert.That(
            () => Evaluation.Run(Unet, ImageSet.Of(3, [8, 8], pixels, new int[3 * 64])),
            Throws.ArgumentException.With.Message.Contains("NaN in plane 1, row 1, column 3")
        );
    }

    private static Network Classifier(PointGroup group, int channels, EqArray<int> grid) =>
        new(
            "any",
            new Op.Sequence([
                new("c1", new Op.LiftingConvolution(4, Region.Box([.. grid.Select(_ => 3)]))),
                new("", new Op.GlobalPooling(Reduction.Mean)),
                new("", new Op.GroupPooling(Reduction.Max)),
            ]),
            new FieldType(group, Fibre.Trivial, channels, Region.Box([.. grid]))
        );

    private static double[] Scores(TrainedNetwork trained, ImageSet image)
    {
        using var compiled = trained.Compile();
        return [.. compiled.Run(image.ToSignal(trained.Op.Input)).Values];
    }

    private static ImageSet Noise(int channels, EqArray<int> grid, int count)
    {
        int length = count * channels * grid.Aggregate(1, (product, size) => product * size);
        return ImageSet.Of(
            channels,
            grid,
            [.. Enumerable.Range(0, length).Select(i => (float)SplitMix.Unit(7, (ulong)i) - 0.5f)],
            []
        );
    }
}
