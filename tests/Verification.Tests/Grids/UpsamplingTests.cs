using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Grids;

namespace AgeFormal.Verification.Tests.Grids;

/// <summary>Where the points of an upsampled grid lie, and what that keeps of rotations, mirrors and translations.</summary>
public sealed class UpsamplingTests
{
    private static readonly EqArray<PointGroup> OnBoxes = PointGroups
        .All.Where(group => group.Lattice != Lattice.Hexagonal)
        .ToEqArray();

    [Test]
    public void Every_element_is_exact_on_odd_and_even_sides([Values] Interpolation between)
    {
        foreach (var group in between == Interpolation.Zeros ? PointGroups.All : OnBoxes)
        foreach (var side in new[] { 1, 2, 3, 4 })
        foreach (var factor in new[] { 1, 2, 3 })
        {
            if (group.Lattice == Lattice.Hexagonal && side % 2 == 0)
                continue;
            var typed = Typed(group, Region.On(group, side), factor, between);
            var exactness = Exactness.Explain((TypedOp.Elementary)typed);
            Assert.That(exactness.IsExact, $"{group.Symbol}, {side}, {factor}");
            Assert.That(exactness.Disagreements, Is.Empty);
            Assert.That(exactness.Drift.IsZero);
        }
    }

    [Test]
    public void What_is_exact_is_what_commutes_with_the_action_on_a_signal(
        [Values] Interpolation between
    )
    {
        var random = new Random(7);
        var moved = 0;
        for (var i = 0; i < 200; i++)
        {
            var group = OnBoxes[random.Next(OnBoxes.Count)];
            int[] Draw(int most) =>
                [.. Enumerable.Range(0, group.Dimension).Select(_ => random.Next(1, most + 1))];
            var typed = Typed(group, Region.Box(Draw(3)), PerAxis.Of(Draw(2)), between);
            var exact = Exactness.Explain((TypedOp.Elementary)typed);
            Assert.That(exact.Exact, Is.EqualTo(Exactness.Of(typed)));
            foreach (var h in group.Group.Elements)
            {
                Assert.That(
                    exact.Elements[h].IsExact,
                    Is.EqualTo(Commutes(typed, h)),
                    $"{group.Symbol}: {typed.Input.Grid} → {typed.Output.Grid}, {exact.Elements[h].Name}"
                );
                Assert.That(!exact.Elements[h].IsExactByClosedForm || exact.Elements[h].IsExact);
                moved += exact.Elements[h].IsExact ? 0 : 1;
            }
        }
        Assert.That(moved, Is.GreaterThan(100));
    }

    [TestCase("p6m", 5)]
    [TestCase("p3", 3)]
    [TestCase("p4m", 4)]
    [TestCase("O", 2)]
    public void Zeros_between_the_points_commute_with_the_action_on_a_signal(
        string symbol,
        int side
    )
    {
        var group = PointGroups.Parse(symbol);
        var typed = Typed(group, Region.On(group, side), 2, Interpolation.Zeros);
        Assert.That(typed.Output.Grid, Is.EqualTo(Region.On(group, 2 * side - 1)));
        foreach (var h in group.Group.Elements)
            Assert.That(Commutes(typed, h), group.Group.ElementNames[h]);
    }

    [TestCase(Interpolation.Nearest, TranslationScope.Torus)]
    [TestCase(Interpolation.Zeros, TranslationScope.Interior)]
    public void Zeros_between_the_points_are_no_torus(Interpolation between, TranslationScope scope)
    {
        var typed = Typing.Elaborate(
            new Op.Sequence([
                new(
                    "c",
                    new Op.LiftingConvolution(1, Region.Cube(2, 3))
                    {
                        Sampling = Sampling.Dense with
                        {
                            Padding = Padding.Symmetric(1, PaddingMode.Circular),
                        },
                    }
                ),
                new("u", new Op.Upsampling(2) { Between = between }),
            ]),
            Plane(4)
        );
        Assert.That(Exactness.Explain(typed).Translations.Scope, Is.EqualTo(scope));
    }

    [Test]
    public void Unequal_factors_lose_the_elements_that_mix_their_axes()
    {
        var exactness = Exactness.Explain(
            Typed(PointGroups.P4m, Region.Box(4, 4), PerAxis.Of(1, 2))
        );
        Assert.That(exactness.Subgroup.Elements.Count, Is.EqualTo(4));
        Assert.That(
            exactness.Layers[0].Elements.SelectMany(element => element.Obstructions),
            Has.Some.EqualTo(new Obstruction.AxesDiffer("u", 1, 0, 2, 1))
        );
    }

    [Test]
    public void Pooling_and_upsampling_bring_a_branch_back_to_its_points()
    {
        Op Coarse(PerAxis factor, int stride) =>
            new Op.Sequence([
                new("", Architectures.Pooling(Reduction.Max)),
                new("", Architectures.Pooling(Reduction.Mean, kernel: stride, stride: stride)),
                new("", new Op.Upsampling(factor)),
                new("", new Op.Upsampling(2)),
            ]);
        var network = Skip(Coarse(2, 2));
        Assert.That(network.IsExact);
        Assert.That(network.Disagreements, Is.Empty);
        Assert.That(network.Drifts, Has.Count.EqualTo(1));
        Assert.That(network.Drifts[0].Stride, Is.EqualTo(EqArray.Create<Rational>([1, 1])));
        Assert.That(network.Translations.Step, Is.EqualTo(EqArray.Create<int>([4, 4])));
        Assert.That(network.Translations.Interior, Is.EqualTo(EqArray.Create<int>([8, 8])));
    }

    [Test]
    public void What_is_constant_over_space_lies_on_the_points_of_any_branch()
    {
        var network = Skip(
            new Op.Sequence([
                new("", new Op.GlobalPooling(Reduction.Mean)),
                new("", new Op.Upsampling(8)),
            ])
        );
        Assert.That(network.Disagreements, Is.Empty);
        Assert.That(network.IsExact);
        Assert.That(network.Translations.Scope, Is.EqualTo(TranslationScope.Torus));
    }

    [Test]
    public void A_branch_on_a_finer_grid_than_its_neighbour_is_named()
    {
        // Four points in the middle of eight, and two of eight upsampled to four.
        var network = Exactness.Explain(
            Typing.Elaborate(
                new Op.Concatenation([
                    new("fine", new Op.Crop(2)),
                    new(
                        "coarse",
                        new Op.Sequence([
                            new("", Architectures.Pooling(Reduction.Max, kernel: 4, stride: 4)),
                            new("", new Op.Upsampling(2)),
                        ])
                    ),
                ]),
                Plane(8)
            )
        );
        Assert.That(network.Disagreements, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_shift_by_the_step_shifts_the_interior(
        [Values(2, 3, 4)] int stride,
        [Values(1, 2, 3)] int factor,
        [Values] Interpolation between
    )
    {
        const int side = 24;
        var typed = Typing.Elaborate(
            new Op.Sequence([
                new("p", Architectures.Pooling(Reduction.Max, kernel: stride, stride: stride)),
                new("u", new Op.Upsampling(factor) { Between = between }),
                new(
                    "s",
                    new Op.SpatialPooling(Reduction.Sum, Region.Cube(2, 3))
                    {
                        Sampling = Sampling.Dense with { Padding = Padding.Symmetric(1) },
                    }
                ),
            ]),
            Plane(side)
        );
        var claim = Exactness.Explain(typed);
        var step = claim.Translations.Step[0];
        Assert.That(step, Is.EqualTo(stride));
        var by = (int)(step / claim.Drifts[0].Stride[0]).Numerator;
        Assert.That(step / claim.Drifts[0].Stride[0], Is.EqualTo((Rational)by));
        Assert.That(by, Is.EqualTo(factor));
        var random = new Random(stride);
        var values = Enumerable
            .Range(0, side * (side + step))
            .Select(_ => random.Next(100))
            .ToArray();
        double[] Run(int from) =>
            [
                .. Reference
                    .Evaluate(
                        typed,
                        Parameters<double>.Generate(typed, (_, _, _) => 0),
                        Signal<double>.Generate(
                            typed.Input,
                            1,
                            i => values[i / side * (side + step) + i % side + from]
                        )
                    )
                    .Values,
            ];
        var outputs = typed.Output.Grid.Sizes[0];
        var border = claim.Translations.Before[0];
        Assert.That(claim.Translations.Interior[0], Is.EqualTo(outputs - 2 * border));
        var (near, far) = (Run(0), Run(step));
        for (var y = border; y < outputs - border; y++)
        for (var x = border; x < outputs - border - by; x++)
            Assert.That(far[y * outputs + x], Is.EqualTo(near[y * outputs + x + by]));
    }

    [Test]
    public void A_border_grows_with_the_points()
    {
        var translations = Exactness
            .Explain(
                Typing.Elaborate(
                    new Op.Sequence([
                        new("c", Architectures.Lifting(3, padding: 1)),
                        new("u", new Op.Upsampling(3)),
                    ]),
                    Plane(4)
                )
            )
            .Translations;
        Assert.That(translations.Before, Is.EqualTo(EqArray.Create<int>([3, 3])));
        Assert.That(translations.After, Is.EqualTo(EqArray.Create<int>([3, 3])));
        Assert.That(translations.Interior, Is.EqualTo(EqArray.Create<int>([6, 6])));
    }

    [Test]
    public void Branches_of_unequal_distances_keep_what_each_of_them_keeps()
    {
        // Distances 2 and 3 on four points each, and then twice as far.
        Op Pooled(int stride, int margin) =>
            new Op.Sequence([
                new("", Architectures.Pooling(Reduction.Max, stride, stride)),
                new("", new Op.Crop(margin)),
            ]);
        var translations = Exactness
            .Explain(
                Typing.Elaborate(
                    new Op.Sequence([
                        new("", new Op.Sum([new("a", Pooled(2, 1)), new("b", Pooled(3, 0))])),
                        new("", Architectures.Pooling(Reduction.Max)),
                    ]),
                    Plane(12)
                )
            )
            .Translations;
        Assert.That(translations.Step, Is.EqualTo(EqArray.Create<int>([12, 12])));
    }

    [Test]
    public void A_size_that_pooling_does_not_divide_is_repaired_to_one_that_it_does()
    {
        var network = Exactness.Explain(
            Typing.Elaborate(
                new Op.Sequence([
                    new("p", Architectures.Pooling(Reduction.Max, kernel: 4, stride: 4)),
                    new("u", new Op.Upsampling(4)),
                ]),
                Plane(14)
            )
        );
        Assert.That(network.IsExact, Is.False);
        Assert.That(network.Blame.Select(layer => layer.Path), Is.EqualTo(new[] { "p" }));
        var repair = network.Repairs.Single(one => one.Kind == RepairKind.InputSize);
        Assert.That(repair.Result.Input.Grid, Is.EqualTo(Region.Box(16, 16)));
    }

    [Test]
    public void A_hexagonal_lattice_has_no_nearest_points()
    {
        var fault = Assert.Throws<TypingException>(() =>
            Typing.Elaborate(
                new Op.Upsampling(2),
                new FieldType(PointGroups.P6, Fibre.Regular, 1, Region.Hexagon(2))
            )
        )!;
        Assert.That(fault.Reason, Does.StartWith("the factor is 2, expected 1 on hexagon 5"));
    }

    [TestCase(0, "the factor is 0, expected at least 1")]
    [TestCase(int.MaxValue, "the factor is 2147483647, expected at most 67108864")]
    [TestCase(
        1 << 26,
        "the number of points of an axis of the output is 536870912, expected at most 67108864"
    )]
    [TestCase(1 << 16, "the number of points of the output is")]
    public void A_factor_that_gives_no_grid_is_refused(int factor, string reason)
    {
        var fault = Assert.Throws<TypingException>(() =>
            Typing.Elaborate(new Op.Upsampling(factor), Plane(8))
        )!;
        Assert.That(fault.Reason, Does.StartWith(reason));
    }

    private static FieldType Plane(int side) =>
        new(PointGroups.P4m, Fibre.Trivial, 1, Region.Box(side, side));

    private static TypedOp Typed(
        PointGroup group,
        Region grid,
        PerAxis factor,
        Interpolation between = Interpolation.Nearest
    ) =>
        Typing.Elaborate(
            new Op.Upsampling(factor) { Between = between },
            new(group, Fibre.Regular, 1, grid)
        );

    private static NetworkExactness Skip(Op coarse, int side = 8) =>
        Exactness.Explain(
            Typing.Elaborate(
                new Op.Concatenation([new("fine", Op.Identity), new("coarse", coarse)]),
                Plane(side)
            )
        );

    // On a signal of distinct values: a block that only copies commutes with all when it commutes with this one.
    private static bool Commutes(TypedOp op, int h)
    {
        if (op.Input.Grid.Transform(op.Input.Group, h) != op.Input.Grid)
            return false;
        var parameters = Parameters<double>.Generate(op, (_, _, _) => 0);
        var input = Signal<double>.Generate(op.Input, 1, i => i);
        Signal<double> Run(Signal<double> signal) => Reference.Evaluate(op, parameters, signal);
        return Run(SignalAction.Transform(input, h)) == SignalAction.Transform(Run(input), h);
    }
}
