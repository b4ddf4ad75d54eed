using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Grids;

namespace AgeFormal.Verification.Tests.Grids;

public sealed class KnownAnswersTests
{
    private static NetworkExactness Explain(Op body, PointGroup group, params int[] sizes) =>
        Exactness.Explain(Architectures.On(body, group, sizes));

    private static LayerExactness Layer(Op op, PointGroup group, params int[] sizes) =>
        Explain(op, group, sizes).Layers[0];

    [Test]
    public void All_CNN_with_strides_drifts_by_a_pixel_and_a_half_and_both_strided_layers_are_to_blame()
    {
        var network = Explain(Architectures.AllCnn(), PointGroups.P4, 32, 32);
        Assert.That(network.IsExact, Is.False);
        Assert.That(network.Exact, Is.EqualTo(new[] { 0 }));
        Assert.That(network.Blame.Select(layer => layer.Path), Is.EqualTo(new[] { "c3", "c6" }));
        Assert.That(network.Drifts, Has.Count.EqualTo(1));
        Assert.That(
            network.Drifts[0].Pixels,
            Is.EqualTo(EqArray.Create<Rational>([new(-3, 2), new(-3, 2)]))
        );
        Assert.That(network.Drifts[0].Stride, Is.EqualTo(EqArray.Create<Rational>([4, 4])));
        Assert.That(network.Summary, Does.Contain("lost in c3, c6").And.Contain("−3/2"));
        Assert.That(
            network.Blame[0].Axes[0].ToString(),
            Is.EqualTo("r = (31 mod 2) − (1 − 1) = 1")
        );
    }

    [Test]
    public void All_CNN_with_strides_keeps_the_mirror_across_the_diagonal_that_the_centre_moves_along()
    {
        var network = Explain(Architectures.AllCnn(), PointGroups.P4m, 32, 32);
        Assert.That(network.Exact, Has.Count.EqualTo(2));
        Assert.That(
            PointGroups.P4m.Matrices[network.Exact[1]],
            Is.EqualTo(IntMatrix.Of(2, 0, 1, 1, 0))
        );
    }

    [Test]
    public void All_CNN_with_pooling_is_exact()
    {
        var network = Explain(Architectures.PooledAllCnn(), PointGroups.P4m, 32, 32);
        Assert.That(network.IsExact);
        Assert.That(network.Drifts.All(drift => drift.IsZero));
        Assert.That(network.Blame, Is.Empty);
        Assert.That(network.Repairs, Is.Empty);
    }

    [Test]
    public void The_digits_network_is_exact_on_28()
    {
        Assert.That(Explain(Architectures.DigitsCnn(), PointGroups.P4, 28, 28).IsExact);
        Assert.That(Explain(Architectures.DigitsCnn(), PointGroups.P4, 29, 29).IsExact, Is.False);
    }

    [TestCase(96, true)]
    [TestCase(95, false)]
    [TestCase(94, false)]
    [TestCase(92, false)]
    [TestCase(90, false)]
    public void DenseNet_is_exact_on_96_and_not_a_little_below(int size, bool exact)
    {
        var network = Explain(Architectures.DenseNet(), PointGroups.P4, size, size);
        Assert.That(network.IsExact, Is.EqualTo(exact), network.Summary);
        Assert.That(network.Disagreements, Is.Empty);
        Assert.That(
            network.Blame.All(layer => layer.Path.StartsWith('t')),
            string.Join(", ", network.Blame.Select(layer => layer.Path))
        );
    }

    [TestCase(5, 5)]
    [TestCase(6, 6)]
    [TestCase(31, 31)]
    public void Pooling_over_the_whole_grid_is_exact(int rows, int columns)
    {
        foreach (var by in Enum.GetValues<Reduction>())
            Assert.That(
                Layer(new Op.GlobalPooling(by), PointGroups.P4m, rows, columns).IsExact,
                $"{by}"
            );
    }

    [TestCase(28)]
    [TestCase(7)]
    public void An_even_window_is_exact(int size)
    {
        Assert.That(Layer(Architectures.Lifting(4), PointGroups.P4m, size, size).IsExact);
        Assert.That(Layer(Architectures.Lifting(2), PointGroups.P4m, size, size).IsExact);
    }

    [Test]
    public void Pooling_by_two_is_exact_iff_two_divides_the_size()
    {
        var pooling = Architectures.Pooling(Reduction.Max);
        Assert.That(Layer(pooling, PointGroups.P4m, 28, 28).IsExact);
        Assert.That(Layer(pooling, PointGroups.P4m, 27, 27).IsExact, Is.False);
    }

    [Test]
    public void Padding_to_the_same_size_is_not_exact_for_an_even_window()
    {
        var same = new Op.LiftingConvolution(1, Region.Box(4, 4))
        {
            Sampling = Sampling.Dense with { Padding = new Padding(1, 2) },
        };
        var layer = Layer(same, PointGroups.P2, 8, 8);
        Assert.That(layer.Output.Grid, Is.EqualTo(Region.Box(8, 8)));
        Assert.That(layer.IsExact, Is.False);
        Assert.That(layer.Axes.Select(axis => axis.Remainder), Is.EqualTo(new[] { -1, -1 }));
        Assert.That(
            layer.Reason,
            Is.EqualTo(
                "exact for ⟨e⟩; axis 0 is flipped, r = (7 mod 1) − (2 − 1) = −1; axis 1 is flipped, r = (7 mod 1) − (2 − 1) = −1"
            )
        );
    }

    [TestCase(2, 1, 0, true)] // side 5, N = 5 + 0 − 2 − 1 = 2
    [TestCase(3, 2, 0, true)] // side 7, N = 4
    [TestCase(4, 2, 0, null)] // side 9, N = 6: four outputs a side are no hexagon
    [TestCase(4, 2, 1, true)] // side 9, N = 8
    [TestCase(4, 3, 0, true)] // side 9, N = 6
    [TestCase(5, 3, 0, false)] // side 11, N = 8: three outputs a side, off the centre
    public void A_hexagon_is_exact_iff_twice_the_stride_divides_the_play(
        int radius,
        int stride,
        int padding,
        bool? exact
    )
    {
        var op = new Op.LiftingConvolution(1, Region.Hexagon(1))
        {
            Sampling = new Sampling(stride, Padding.Symmetric(padding), 1),
        };
        var input = new FieldType(PointGroups.P6m, Fibre.Trivial, 1, Region.Hexagon(radius));
        if (exact is null)
        {
            Assert.That(() => Typing.Elaborate(op, input), Throws.TypeOf<TypingException>());
            return;
        }
        var layer = Exactness.Explain((TypedOp.Elementary)Typing.Elaborate(op, input));
        Assert.That(layer.IsExact, Is.EqualTo(exact));
        Assert.That(layer.Axes[0].Play % (2 * stride) == 0, Is.EqualTo(exact));
        if (exact == false)
            Assert.That(layer.Reason, Does.Contain("2s | N, 6 does not divide 8"));
    }

    [Test]
    public void A_cube_is_exact_iff_the_stride_divides_the_play()
    {
        foreach (var (size, exact) in new[] { (7, true), (6, false) })
        {
            var op = new Op.LiftingConvolution(1, Region.Cube(3, 3))
            {
                Sampling = Sampling.Dense with { Stride = 2 },
            };
            var typed = Typing.Elaborate(
                op,
                new FieldType(PointGroups.Oh, Fibre.Trivial, 1, Region.Cube(3, size))
            );
            Assert.That(Exactness.Of(typed).Count == 48, Is.EqualTo(exact));
        }
    }

    [Test]
    public void Unequal_strides_break_what_swaps_the_axes_and_name_the_stride()
    {
        var op = new Op.LiftingConvolution(1, Region.Box(3, 3))
        {
            Sampling = Sampling.Dense with { Stride = PerAxis.Of(1, 2) },
        };
        var layer = Layer(op, PointGroups.P4, 7, 7);
        Assert.That(layer.Subgroup.ToString(), Is.EqualTo("⟨r²⟩"));
        Assert.That(layer.Reason, Does.Contain("the output grid 5×3 is mapped to 3×5"));
        Assert.That(layer.Reason, Does.Contain("s is 1 and 2").Or.Contain("s is 2 and 1"));
    }

    [Test]
    public void A_rectangle_keeps_what_does_not_swap_its_sides()
    {
        var network = Explain(Architectures.Lifting(3), PointGroups.P4m, 6, 8);
        Assert.That(network.Exact, Has.Count.EqualTo(4));
        Assert.That(network.Blame, Is.Empty);
        Assert.That(network.MovingInput, Has.Count.EqualTo(4));
        Assert.That(network.Summary, Does.Contain("the input grid 6×8 is moved by"));
    }

    [Test]
    public void Where_the_taps_agree_without_the_closed_form_the_reason_says_so()
    {
        // The two windows of two points cover the same torus of two points.
        var op = new Op.SpatialPooling(Reduction.Max, Region.Box(2, 2))
        {
            Sampling = Sampling.Dense with { Padding = new Padding(0, 1, PaddingMode.Circular) },
        };
        var layer = Layer(op, PointGroups.P2, 2, 2);
        Assert.That(layer.IsExact);
        Assert.That(layer.Disagreements, Has.Count.EqualTo(1));
        Assert.That(layer.Disagreements[0].IsExactByClosedForm, Is.False);
        Assert.That(layer.Reason, Does.Contain("the taps agree for r although the closed form"));
    }
}
