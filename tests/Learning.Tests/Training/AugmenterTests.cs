using AgeFormal.Learning.Data;
using AgeFormal.Learning.Training;
using static TorchSharp.torch;

namespace AgeFormal.Learning.Tests.Training;

/// <summary>What is done to an image depends on seed, epoch and index alone, and masks go with their images.</summary>
public sealed class AugmenterTests
{
    private const double Black = -1.5;

    private static readonly Augmentation[] All =
    [
        new() { FlipColumns = true },
        new() { FlipRows = true },
        new() { Shift = 2 },
        new() { Rotation = 40 },
        new() { Crop = 0.6 },
        new()
        {
            FlipColumns = true,
            Shift = 1,
            Rotation = 180,
            Crop = 0.9,
        },
    ];

    [TestCaseSource(nameof(All))]
    public void An_image_is_changed_alike_in_every_batch(Augmentation by)
    {
        using var scope = NewDisposeScope();
        var images = Drawn(6, 1, 7, 7);
        var whole = Changed(by, images, [0, 1, 2, 3, 4, 5]);
        var some = Changed(by, images.index_select(0, tensor([4L, 1L])), [4, 1]);
        Assert.That(Values(some[0]), Is.EqualTo(Values(whole[4])));
        Assert.That(Values(some[1]), Is.EqualTo(Values(whole[1])));
        Assert.That(Values(whole), Is.Not.EqualTo(Values(images)));
        Assert.That(
            Values(
                new Augmenter(by, 3, [Black])
                    .Apply(new(images, zeros(6)), 2, [0, 1, 2, 3, 4, 5])
                    .Images
            ),
            Is.Not.EqualTo(Values(whole)),
            "another epoch"
        );
        Assert.That(
            Values(
                new Augmenter(by, 4, [Black])
                    .Apply(new(images, zeros(6)), 1, [0, 1, 2, 3, 4, 5])
                    .Images
            ),
            Is.Not.EqualTo(Values(whole)),
            "another seed"
        );
    }

    [Test]
    public void Mirrors_and_shifts_move_pixels_as_they_are_in_space_too()
    {
        using var scope = NewDisposeScope();
        var images = Drawn(20, 1, 3, 4, 5);
        int[] indices = [.. Enumerable.Range(0, 20)];
        var mirrored = Changed(new() { FlipColumns = true }, images, indices);
        var kinds = indices.Select(i =>
            Values(mirrored[i]).SequenceEqual(Values(images[i])) ? 0
            : Values(mirrored[i]).SequenceEqual(Values(images[i].flip(-1))) ? 1
            : 2
        );
        Assert.That(kinds.Distinct().Order(), Is.EqualTo(new[] { 0, 1 }));
        var shifted = Values(Changed(new() { Shift = 1 }, images, indices));
        Assert.That(shifted.Except(Values(images)), Is.EqualTo(new[] { Black }));
    }

    [Test]
    public void A_rotation_keeps_the_centre_and_brings_black_into_the_corners()
    {
        using var scope = NewDisposeScope();
        var images = Drawn(200, 1, 5, 5);
        var turned = Changed(new() { Rotation = 180 }, images, [.. Enumerable.Range(0, 200)]);
        // The corners of an image turned by about an eighth are outside, its centre stays.
        Assert.That(
            Values(turned[TensorIndex.Ellipsis, 2, 2]),
            Is.EqualTo(Values(images[TensorIndex.Ellipsis, 2, 2])).Within(1e-5)
        );
        Assert.That(Values(turned[TensorIndex.Ellipsis, 0, 0]), Has.Some.LessThan(-1));
    }

    [TestCaseSource(nameof(All))]
    public void A_mask_goes_with_its_image(Augmentation by)
    {
        using var scope = NewDisposeScope();
        // Each point's class is its value, constant over blocks so that the nearest point is not in doubt.
        var classes = randint(0, 5, [8, 1, 1, 1], ScalarType.Int64).expand(8, 1, 9, 9).contiguous();
        var changed = new Augmenter(by, 3, [-100]).Apply(
            new(classes.to(ScalarType.Float32), classes.squeeze(1)),
            1,
            [0, 1, 2, 3, 4, 5, 6, 7]
        );
        var (image, mask) = (Values(changed.Images), changed.Labels.data<long>().ToArray());
        Assert.That(mask, Has.Some.GreaterThanOrEqualTo(0));
        for (var i = 0; i < mask.Length; i++)
            if (
                image[i] >= 0
                && Math.Abs(image[i] - Math.Round(image[i])) < 1e-4
                && mask[i] != -100
            )
                Assert.That(mask[i], Is.EqualTo((long)Math.Round(image[i])));
            else if (mask[i] == -100)
                Assert.That(image[i], Is.LessThan(4.5));
    }

    [Test]
    public void Volumes_are_not_rotated() =>
        Assert.That(
            () => Changed(new() { Rotation = 5 }, zeros([1, 1, 3, 3, 3]), [0]),
            Throws.ArgumentException.With.Message.Contains("[1, 1, 3, 3, 3]")
        );

    private static Tensor Changed(Augmentation by, Tensor images, int[] indices) =>
        new Augmenter(by, 3, [Black])
            .Apply(new LabelledBatch(images, zeros(indices.Length)), 1, indices)
            .Images;

    private static Tensor Drawn(params long[] sizes)
    {
        using var generator = new Generator(9);
        return rand(sizes, ScalarType.Float64, generator: generator).to(ScalarType.Float32);
    }

    private static double[] Values(Tensor tensor) =>
        [.. tensor.to(ScalarType.Float64).contiguous().data<double>()];
}
