using AgeFormal.Operators;
using AgeFormal.Verification.Rendering.Html;

namespace AgeFormal.Verification.Tests.Rendering;

public sealed class LatticeDrawingTests
{
    [Test]
    public void The_drift_is_minus_half_the_offset_of_the_closed_form(
        [Range(4, 9)] int size,
        [Range(0, 2)] int before,
        [Range(0, 2)] int after,
        [Range(0, 3)] int extent,
        [Range(1, 3)] int stride
    )
    {
        var geometry = new Geometry(
            Region.Box(size),
            Region.Box((size + before + after - extent - 1) / stride + 1),
            [stride],
            [before],
            [after],
            [extent],
            PaddingMode.Zeros
        );
        Assert.That(
            LatticeDrawing.Drift(geometry)[0],
            Is.EqualTo(-(geometry.Play(0) % stride - (after - before)) / 2.0)
        );
    }

    [Test]
    public void A_pooling_that_leaves_out_the_last_row_drifts_by_half_a_point()
    {
        var geometry = new Geometry(
            Region.Box(5, 4),
            Region.Box(2, 2),
            [2, 2],
            [0, 0],
            [0, 0],
            [1, 1],
            PaddingMode.Zeros
        );
        Assert.That(LatticeDrawing.Drift(geometry), Is.EqualTo(new[] { -0.5, 0 }));
        Assert.That(LatticeDrawing.DriftText(geometry), Is.EqualTo("(-0.5, 0) input points"));
    }
}
