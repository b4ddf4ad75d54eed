using AgeFormal.Algebra;
using AgeFormal.Learning.Data;
using AgeFormal.Networks.Images;
using AgeFormal.Operators;

namespace AgeFormal.Learning.Tests.Data;

/// <summary>Pictures of another size or number of channels than a network reads.</summary>
public sealed class ResizingTests
{
    private static readonly ImageSet Ramp = Of(3, 4, (row, column) => 10 * row + column);

    [Test]
    public void A_picture_of_the_right_size_is_left_as_it_is()
    {
        foreach (var fit in Enum.GetValues<PictureFit>())
            Assert.That(Ramp.Fit(3, 4, fit), Is.SameAs(Ramp));
    }

    [Test]
    public void A_constant_picture_stays_constant_however_it_is_resampled()
    {
        var constant = Of(7, 7, (_, _) => 0.7f);
        foreach (var fit in new[] { PictureFit.Contain, PictureFit.Cover, PictureFit.Stretch })
        foreach (int side in new[] { 1, 2, 5, 6, 8, 20 })
            Assert.That(
                constant.Fit(side, side, fit).Pixels.ToArray(),
                Is.All.EqualTo(0.7f).Within(1e-6f)
            );
    }

    [Test]
    public void A_picture_that_is_contained_keeps_its_proportions_between_black_margins()
    {
        var wide = Of(4, 8, (_, _) => 1).Fit(8, 8, PictureFit.Contain);
        for (int row = 0; row < 8; row++)
        for (int column = 0; column < 8; column++)
            Assert.That(wide[0][row * 8 + column], Is.EqualTo(row is >= 2 and < 6 ? 1 : 0));
    }

    [Test]
    public void A_picture_that_covers_loses_what_juts_out() =>
        Assert.That(
            Of(4, 8, (_, column) => column is >= 2 and < 6 ? 1 : 0)
                .Fit(4, 4, PictureFit.Cover)
                .Pixels.ToArray(),
            Is.All.EqualTo(1f)
        );

    [Test]
    public void A_picture_laid_in_the_centre_keeps_its_pixels()
    {
        Assert.That(
            Ramp.Fit(5, 5, PictureFit.Centre).Pixels.ToArray(),
            Is.EqualTo(
                new float[]
                {
                    0,
                    0,
                    0,
                    0,
                    0, //
                    0,
                    1,
                    2,
                    3,
                    0, //
                    10,
                    11,
                    12,
                    13,
                    0, //
                    20,
                    21,
                    22,
                    23,
                    0, //
                    0,
                    0,
                    0,
                    0,
                    0,
                }
            )
        );
        Assert.That(
            Ramp.Fit(1, 2, PictureFit.Centre).Pixels.ToArray(),
            Is.EqualTo(new float[] { 11, 12 })
        );
    }

    [Test]
    public void A_smaller_picture_skips_no_pixel()
    {
        // Every pixel has a part in some sample, so that one white pixel anywhere is seen.
        for (int white = 0; white < 64; white++)
        {
            int place = white;
            var dot = Of(8, 8, (row, column) => row * 8 + column == place ? 1 : 0);
            Assert.That(dot.Fit(2, 2, PictureFit.Stretch).Pixels.ToArray().Max(), Is.Positive);
        }
    }

    [Test]
    public void Masks_take_the_nearest_point()
    {
        var masked = ImageSet.Of(1, [2, 2], [1, 2, 3, 4], [5, 6, 7, 8]);
        Assert.That(
            masked.Fit(4, 4, PictureFit.Stretch).Labels.ToArray(),
            Is.EqualTo(new[] { 5, 5, 6, 6, 5, 5, 6, 6, 7, 7, 8, 8, 7, 7, 8, 8 })
        );
        Assert.That(
            masked.Fit(3, 3, PictureFit.Centre).Labels.ToArray(),
            Is.EqualTo(new[] { 5, 6, 0, 7, 8, 0, 0, 0, 0 })
        );
    }

    [Test]
    public void A_picture_is_prepared_to_channels_size_constants_and_order_of_the_network()
    {
        FieldType type = new(PointGroups.P2, Fibre.Trivial, 3, Region.Box(4, 3));
        var by = Preprocessing.Of(
            AxisOrder.ColumnsRows,
            Normalization.Of([0, 1, 2], [1, 2, 4]),
            PictureFit.Centre
        );
        var prepared = Ramp.Prepare(by, type);
        Assert.That((prepared.Channels, prepared.Rows, prepared.Columns), Is.EqualTo((3, 4, 3)));
        Assert.That(prepared.Preparation, Is.EqualTo(by));
        Assert.That(prepared[0][1], Is.EqualTo(10f), "row 1, column 0 of the picture");
        Assert.That(prepared[0][12 + 1], Is.EqualTo(4.5f));
        Assert.That(prepared[0][24 + 1], Is.EqualTo(2f));
        var back = prepared.Prepare(
            Preprocessing.Of(AxisOrder.RowsColumns, Normalization.Of(0, 1)),
            type with
            {
                Channels = 1,
            }
        );
        Assert.That(back[0][1], Is.EqualTo(0.299f * 10 + 0.587f * 4.5f + 0.114f * 2).Within(1e-5));
    }

    [Test]
    public void Grey_made_colour_is_grey_again_bit_for_bit()
    {
        FieldType grey = new(PointGroups.P2, Fibre.Trivial, 1, Region.Box(3, 4));
        var plain = Preprocessing.Of(AxisOrder.RowsColumns, Normalization.Of(0, 1));
        var third = Of(3, 4, (row, column) => (row + column) / 3f);
        Assert.That(
            third.Prepare(plain, grey with { Channels = 3 }).Prepare(plain, grey),
            Is.EqualTo(third)
        );
        Assert.That(
            () => third.Prepare(plain, grey with { Channels = 2 }),
            Throws.ArgumentException.With.Message.Contains("images of 2 channels")
        );
    }

    [Test]
    public void Sizes_that_no_picture_has_and_volumes_are_refused()
    {
        Assert.That(() => Ramp.Fit(0, 3), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => Ramp.Fit(1 << 20, 1 << 20), Throws.InstanceOf<ArgumentException>());
        Assert.That(
            () => ImageSet.Of(1, [2, 3, 4], new float[24], []).Fit(5, 5),
            Throws.ArgumentException.With.Message.Contains("volumes are not resampled")
        );
    }

    private static ImageSet Of(int rows, int columns, Func<int, int, float> pixel) =>
        ImageSet.Of(
            1,
            [rows, columns],
            [.. Enumerable.Range(0, rows * columns).Select(i => pixel(i / columns, i % columns))],
            []
        );
}
