using AgeFormal.Algebra;
using AgeFormal.Learning.Data;
using AgeFormal.Operators;

namespace AgeFormal.Learning.Tests.Data;

/// <summary>Sets of several channels, of volumes, with masks and without labels.</summary>
public sealed class ColourSetTests
{
    private static readonly ImageSet Colour = ImageSet.Of(3, [2, 3], Ramp(2 * 18), [300, 1]);

    private static readonly ImageSet Volumes = ImageSet.Of(1, [2, 3, 4], Ramp(2 * 24), []);

    private static readonly ImageSet Masked = ImageSet.Of(
        2,
        [2, 3],
        Ramp(24),
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
    );

    [Test]
    public void The_number_of_pixels_says_how_many_images_there_are()
    {
        Assert.That((Colour.Count, Volumes.Count, Masked.Count), Is.EqualTo((2, 2, 2)));
        Assert.That((Colour.Length, Colour.Points), Is.EqualTo((18, 6)));
        Assert.That(Colour[1].ToArray(), Is.EqualTo(Ramp(36)[18..]));
        Assert.That($"{Colour}, {Volumes}", Is.EqualTo("2 images of 3×2×3, 2 images of 2×3×4"));
    }

    [Test]
    public void Labels_belong_to_images_or_to_their_points_or_there_are_none()
    {
        Assert.That(
            (Colour.LabelsPerImage, Volumes.LabelsPerImage, Masked.LabelsPerImage),
            Is.EqualTo((1, 0, 6))
        );
        Assert.That(
            (Colour.IsLabelled, Volumes.IsLabelled, Masked.HasMasks),
            Is.EqualTo((true, false, true))
        );
        Assert.That(
            () => Colour.WithLabels([1, 2, 3]),
            Throws.ArgumentException.With.Message.Contains("2 for as many images, or 12")
        );
        Assert.That(
            () => Colour.WithLabels([0, -1]),
            Throws.ArgumentException.With.Message.Contains("received -1 at index 1")
        );
        Assert.That(
            () => Colour.WithLabels([0, 2], ["cat", "dog"]),
            Throws.ArgumentException.With.Message.Contains("from 0 to 1, received 2")
        );
        Assert.That(
            Colour.WithLabels([0, 1], ["cat", "dog"]).Slice(1, 1).Classes,
            Is.EqualTo(new EqArray<string>(["cat", "dog"]))
        );
    }

    [Test]
    public void Slices_have_their_own_labels()
    {
        Assert.That(
            Colour.Slice(1, 1),
            Is.EqualTo(ImageSet.Of(3, [2, 3], Ramp(36).AsSpan(18), [1]))
        );
        Assert.That(Volumes.Slice(1, 1).Labels.Length, Is.Zero);
        Assert.That(Masked.Slice(1, 1).Labels.ToArray(), Is.EqualTo(new[] { 6, 7, 8, 9, 10, 11 }));
    }

    [Test]
    public void Transposing_exchanges_the_last_two_axes_of_every_plane_and_mask()
    {
        foreach (var set in new[] { Colour, Volumes, Masked })
            Assert.That(set.Transpose().Transpose(), Is.EqualTo(set));
        Assert.That(
            Masked.Transpose().Labels.ToArray()[..6],
            Is.EqualTo(new[] { 0, 3, 1, 4, 2, 5 })
        );
        Assert.That(
            Colour.Transpose()[0].ToArray()[6..12],
            Is.EqualTo(new float[] { 6, 9, 7, 10, 8, 11 })
        );
        Assert.That(Volumes.Transpose().Grid, Is.EqualTo(new EqArray<int>([2, 4, 3])));
    }

    [Test]
    public void A_quarter_turn_of_a_set_moves_every_plane_and_the_mask_alike()
    {
        var square = ImageSet.Of(2, [3, 3], Ramp(18), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
        var turned = Rotation.Turn(square, _ => 0.25);
        Assert.That(
            turned.Labels.ToArray().Select(label => (float)label),
            Is.EqualTo(turned[0].ToArray()[..9])
        );
        Assert.That(
            turned[0].ToArray()[9..].Select(value => value - 9),
            Is.EqualTo(turned[0].ToArray()[..9])
        );
        Assert.That(turned, Is.Not.EqualTo(square));
        Assert.That(Rotation.Turn(turned, _ => 0.75), Is.EqualTo(square));
    }

    [Test]
    public void Signals_have_the_channels_and_the_grid_of_the_images()
    {
        FieldType type = new(PointGroups.P4, Fibre.Trivial, 3, Region.Box(2, 3));
        Assert.That(Colour.ToSignal(type).Batch, Is.EqualTo(2));
        Assert.That(
            () => Colour.ToSignal(type with { Channels = 1 }),
            Throws.ArgumentException.With.Message.Contains("[3, 1, 2, 3]")
        );
    }

    [TestCase(0, 2, 3)]
    [TestCase(1, 0, 3)]
    [TestCase(1, 5)]
    [TestCase(1, 2, 2, 2, 2)]
    [TestCase(1 << 20, 1 << 20, 1 << 20)]
    public void Sizes_that_no_image_has_are_refused(int channels, params int[] grid) =>
        Assert.That(
            () => ImageSet.Of(channels, [.. grid], [], []),
            Throws.InstanceOf<ArgumentException>()
        );

    [Test]
    public void Pixels_that_are_no_whole_number_of_images_are_refused() =>
        Assert.That(
            () => ImageSet.Of(3, [2, 3], Ramp(20), []),
            Throws.ArgumentException.With.Message.Contains("images of 3×2×3 pixels, received 20")
        );

    private static float[] Ramp(int count) => [.. Enumerable.Range(0, count).Select(i => (float)i)];
}
