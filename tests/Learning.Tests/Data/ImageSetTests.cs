using AgeFormal.Algebra;
using AgeFormal.Learning.Data;
using AgeFormal.Networks.Images;
using AgeFormal.Operators;

namespace AgeFormal.Learning.Tests.Data;

public sealed class ImageSetTests
{
    private static readonly ImageSet Three = ImageSet.Of(1, 2, [1, 2, 3, 4, 5, 6], [7, 8, 9]);

    [Test]
    public void A_slice_has_the_images_and_labels_of_its_range()
    {
        Assert.That(Three.Slice(1, 2), Is.EqualTo(ImageSet.Of(1, 2, [3, 4, 5, 6], [8, 9])));
        Assert.That(Three.Slice(3, 0).Count, Is.Zero);
        Assert.That(Three[2].ToArray(), Is.EqualTo(new float[] { 5, 6 }));
        Assert.That(() => Three.Slice(2, 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Three.Slice(-1, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Three[3].Length, Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Pixels_that_are_not_one_image_for_each_label_are_refused() =>
        Assert.That(
            () => ImageSet.Of(1, 2, [1, 2, 3], [7]),
            Throws.ArgumentException.With.Message.Contains("1 × 1 × 2 pixels")
        );

    [Test]
    public void Transposing_twice_gives_the_set_again()
    {
        ImageSet transposed = Three.Transpose();
        Assert.That((transposed.Rows, transposed.Columns), Is.EqualTo((2, 1)));
        Assert.That(transposed.Transpose(), Is.EqualTo(Three));
    }

    [Test]
    public void A_set_normalised_by_its_own_constants_has_mean_zero_and_deviation_one()
    {
        Normalization own = Normalization.Measure(Three.Pixels.Span);
        Normalization after = Normalization.Measure(Three.Normalize(own).Pixels.Span);
        Assert.That(after.MeanOf(0), Is.Zero.Within(1e-6));
        Assert.That(after.DeviationOf(0), Is.EqualTo(1).Within(1e-6));
    }

    [Test]
    public void Signals_carry_the_pixels_and_have_the_grid_of_the_images()
    {
        ImageSet square = ImageSet.Of(2, 2, [1, 2, 3, 4, 5, 6, 7, 8], [0, 1]);
        FieldType type = new(PointGroups.P4, Fibre.Trivial, 1, Region.Box(2, 2));
        Signal<double> signal = square.ToSignal(type);
        Assert.That(signal.Batch, Is.EqualTo(2));
        Assert.That(signal.Values, Is.EqualTo(new double[] { 1, 2, 3, 4, 5, 6, 7, 8 }));
        Assert.That(
            () => square.ToSignal(type with { Channels = 2 }),
            Throws.ArgumentException.With.Message.Contains("[1, 1, 2, 2]")
        );
    }
}
