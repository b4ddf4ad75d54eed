using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Grids;

namespace AgeFormal.Verification.Tests.Grids;

public sealed class RepairTests
{
    private static Repair? Repaired(TypedOp op, RepairKind kind)
    {
        var repairs = Exactness.Explain(op).Repairs;
        foreach (var repair in repairs)
            Assert.That(
                Exactness.Of(repair.Result),
                Has.Count.EqualTo(op.Input.Group.Order),
                repair.ToString()
            );
        return repairs.SingleOrDefault(repair => repair.Kind == kind);
    }

    [Test]
    public void All_CNN_is_exact_with_pooling_in_place_of_strides_and_keeps_its_parameters()
    {
        var network = Architectures.On(Architectures.AllCnn(), PointGroups.P4m, 32, 32);
        var repair = Repaired(network, RepairKind.ConvolutionAndPooling);
        Assert.That(
            repair?.ToString(),
            Is.EqualTo(
                "c3: group convolution 3×3, stride 2 → group convolution 3×3, then max pooling 2×2, stride 2; "
                    + "c6: group convolution 3×3, stride 2 → group convolution 3×3, then max pooling 2×2, stride 2"
            )
        );
        Assert.That(repair!.Result.Parameters(), Is.EqualTo(network.Parameters()));
        Assert.That(repair.Result.Output, Is.EqualTo(network.Output));
    }

    [Test]
    public void All_CNN_is_exact_on_33()
    {
        var network = Architectures.On(Architectures.AllCnn(), PointGroups.P4, 32, 32);
        var repair = Repaired(network, RepairKind.InputSize);
        Assert.That(repair?.Steps, Is.EqualTo(new[] { new RepairStep("input", "32×32", "33×33") }));
    }

    [Test]
    public void No_padding_repairs_a_stride_of_two_on_an_even_size()
    {
        var network = Architectures.On(Architectures.AllCnn(), PointGroups.P4, 32, 32);
        Assert.That(Repaired(network, RepairKind.Padding), Is.Null);
    }

    [Test]
    public void The_nearest_size_is_the_nearest_of_all()
    {
        var body = Architectures.DenseNet();
        bool IsExact(int size) =>
            Exactness.Of(Architectures.On(body, PointGroups.P4, size, size)).Count == 4;
        foreach (var size in new[] { 95, 92, 90 })
        {
            var repair = Repaired(
                Architectures.On(body, PointGroups.P4, size, size),
                RepairKind.InputSize
            );
            var found = repair!.Result.Input.Grid.Sizes[0];
            Assert.That(IsExact(found));
            var nearer = Enumerable
                .Range(size - Math.Abs(found - size) + 1, 2 * Math.Abs(found - size) - 1)
                .Where(IsExact);
            Assert.That(nearer, Is.Empty);
        }
    }

    [TestCase(1, 2)]
    [TestCase(0, 3)]
    public void Unequal_padding_becomes_equal_by_the_least_change(int before, int after)
    {
        var op = new Op.LiftingConvolution(1, Region.Box(4, 4))
        {
            Sampling = Sampling.Dense with { Padding = new Padding(before, after) },
        };
        var repair = Repaired(Architectures.On(op, PointGroups.P4, 8, 8), RepairKind.Padding);
        var geometry = repair!.Result.Leaves().Single().Meaning.Geometry;
        Assert.That(geometry.Before, Is.EqualTo(geometry.After));
        Assert.That(
            geometry.Before[0] - before + after - geometry.After[0],
            Is.EqualTo(after - before)
        );
        Assert.That(repair.Steps, Has.Count.EqualTo(1));
        Assert.That(repair.Steps[0].From, Is.EqualTo($"padding {before} + {after}"));
    }

    [Test]
    public void A_padding_repairs_a_stride_of_three()
    {
        var op = Architectures.Lifting(3, stride: 3);
        var repair = Repaired(Architectures.On(op, PointGroups.P4, 32, 32), RepairKind.Padding);
        Assert.That(repair?.ToString(), Is.EqualTo("the operator: padding 0 + 0 → padding 2 + 2"));
    }

    [Test]
    public void Each_axis_that_H_flips_on_its_own_gets_its_own_size()
    {
        var op = new Op.LiftingConvolution(1, Region.Box(3, 3))
        {
            Sampling = Sampling.Dense with { Stride = PerAxis.Of(2, 4) },
        };
        var repair = Repaired(Architectures.On(op, PointGroups.Pmm, 10, 10), RepairKind.InputSize);
        Assert.That(repair?.Result.Input.Grid, Is.EqualTo(Region.Box(11, 11)));
        repair = Repaired(Architectures.On(op, PointGroups.Pmm, 10, 12), RepairKind.InputSize);
        Assert.That(repair?.Result.Input.Grid, Is.EqualTo(Region.Box(11, 11)));
    }

    [Test]
    public void A_rectangle_becomes_a_square()
    {
        var repair = Repaired(
            Architectures.On(Architectures.Lifting(3), PointGroups.P4, 6, 8),
            RepairKind.InputSize
        );
        Assert.That(repair?.Result.Input.Grid, Is.EqualTo(Region.Box(8, 8)));
    }

    [Test]
    public void Unequal_strides_have_no_repair_by_size()
    {
        var op = new Op.LiftingConvolution(1, Region.Box(3, 3))
        {
            Sampling = Sampling.Dense with { Stride = PerAxis.Of(1, 2) },
        };
        Assert.That(
            Repaired(Architectures.On(op, PointGroups.P4, 7, 7), RepairKind.InputSize),
            Is.Null
        );
    }

    [Test]
    public void A_hexagon_with_a_stride_is_repaired_by_size()
    {
        var op = new Op.LiftingConvolution(1, Region.Hexagon(1))
        {
            Sampling = Sampling.Dense with { Stride = 3 },
        };
        var typed = Typing.Elaborate(
            op,
            new FieldType(PointGroups.P6, Fibre.Trivial, 1, Region.Hexagon(5))
        );
        Assert.That(
            Repaired(typed, RepairKind.InputSize)?.Result.Input.Grid,
            Is.EqualTo(Region.Hexagon(4))
        );
    }

    [Test]
    public void A_strided_shortcut_and_its_branch_are_replaced_together()
    {
        var block = new Op.Sequence([
            new("c", Architectures.Lifting(3, 1)),
            new(
                "r",
                new Op.Sum([
                    new("conv", Architectures.Convolution(3, 1, stride: 2)),
                    new("shortcut", Architectures.Convolution(1, stride: 2)),
                ])
            ),
        ]);
        var typed = Architectures.On(block, PointGroups.P4, 16, 16);
        var repair = Repaired(typed, RepairKind.ConvolutionAndPooling);
        Assert.That(
            repair?.Steps.Select(step => step.Path),
            Is.EqualTo(new[] { "r.conv", "r.shortcut" })
        );
        Assert.That(repair!.Result.Parameters(), Is.EqualTo(typed.Parameters()));
        Assert.That(repair.Result.Output, Is.EqualTo(typed.Output));
    }

    /// <summary>On random strided layers every proposed repair is exact by its tap tables.</summary>
    [Test]
    public void Every_proposed_repair_is_exact()
    {
        var random = new Random(5);
        var proposed = new Dictionary<RepairKind, int>();
        for (var i = 0; i < 60; i++)
        {
            var group = random.Next(3) switch
            {
                0 => PointGroups.P4m,
                1 => PointGroups.Pmm,
                _ => PointGroups.Cm,
            };
            var before = random.Next(3);
            var body = new Op.Sequence([
                new(
                    "a",
                    new Op.LiftingConvolution(1, Region.Cube(2, random.Next(1, 5)))
                    {
                        Sampling = new Sampling(
                            random.Next(1, 4),
                            new Padding(before, random.Next(2) == 0 ? before : random.Next(3)),
                            1
                        ),
                    }
                ),
                new(
                    "b",
                    Architectures.Convolution(random.Next(1, 4), random.Next(2), random.Next(1, 4))
                ),
            ]);
            var side = random.Next(9, 20);
            var network = Exactness.Explain(
                Architectures.On(body, group, side, random.Next(4) == 0 ? side + 1 : side)
            );
            foreach (var repair in network.Repairs)
            {
                proposed[repair.Kind] = proposed.GetValueOrDefault(repair.Kind) + 1;
                Assert.That(Exactness.Of(repair.Result), Has.Count.EqualTo(group.Order));
                Assert.That(repair.Steps, Is.Not.Empty);
            }
        }
        Assert.That(proposed.Keys, Is.EquivalentTo(Enum.GetValues<RepairKind>()));
    }
}
