using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests;

public sealed class IntegerCheckTests
{
    private static IEnumerable<string> DefectNames => Defects.NotEquivariant.Keys;

    private static IEnumerable<TestCaseData> EveryBlock() =>
        from symbol in new[] { "p4m", "cm", "p6", "T" }
        from block in Blocks.All.Keys
        select new TestCaseData(symbol, block);

    private static readonly IntegerOptions Options = new();

    [TestCaseSource(nameof(EveryBlock))]
    public void Every_block_is_bit_equal_under_every_h_and_equal_to_the_reference(
        string symbol,
        string block
    )
    {
        var side = symbol == "T" ? 3 : 5;
        var report = IntegerCheck.Run(
            Blocks.Typed(symbol, block, side, 1),
            new ReferenceExecutor(),
            Precision.Single,
            Options
        );
        Assert.That(report.IsBitEqual, report.ToString());
        Assert.That(report.Reference.Agreement.IsEqual);
        Assert.That(report.Bound, Is.LessThan(Math.ScaleB(1, 24)));
        Assert.That(report.Elements, Has.Count.EqualTo(PointGroups.Parse(symbol).Order));
    }

    [TestCase("p4m")]
    [TestCase("p6")]
    public void A_network_is_bit_equal_under_every_h(string symbol)
    {
        var report = IntegerCheck.Run(
            Blocks.Network(PointGroups.Parse(symbol)),
            new ReferenceExecutor(),
            Precision.Single,
            Options
        );
        Assert.That(report.IsBitEqual, report.ToString());
        Assert.That(report.Reference.Agreement.IsEqual, report.Reference.Scope);
        Assert.That(report.Bound, Is.LessThan(report.Limit));
        Assert.That(report.NonZeros, Is.GreaterThan(0));
    }

    [TestCaseSource(nameof(DefectNames))]
    public void A_broken_execution_is_not_bit_equal(string defect)
    {
        var report = IntegerCheck.Run(
            Blocks.Typed("p4m", "lifting convolution"),
            new ReferenceExecutor(Defects.NotEquivariant[defect]),
            Precision.Double,
            Options
        );
        Assert.That(report.IsBitEqual, Is.False);
        Assert.That(report.Failing, Is.Not.Empty);
        Assert.That(report.IsFailure);
    }

    [Test]
    public void Rounding_that_commutes_with_H_is_caught_by_the_reference_alone()
    {
        // Rounding each output is pointwise, hence equivariant: only the comparison with the formula can see it.
        var layer = Typing.Elaborate(
            new Op.GroupConvolution(1, Region.Box(5, 5)),
            new FieldType(PointGroups.P4m, Fibre.Regular, 8, Region.Box(5, 5))
        );
        var report = IntegerCheck.Run(
            layer,
            new ReferenceExecutor(run => Scaled(Defects.HalfOutput(run))),
            Precision.Single,
            Options
        );
        Assert.That(report.Reference.Agreement, Is.InstanceOf<Agreement.Different>());
        Assert.That(report.IsFailure);

        static Signal<double> Scaled(Signal<double> signal) =>
            signal.Map(value => Math.Round(value / 64) * 64);
    }

    private static TypedOp Normalised { get; } =
        Typing.Elaborate(
            new Op.Sequence([
                new("c1", new Op.LiftingConvolution(2, Region.Box(3, 3))),
                new("ln1", BuildingBlocks.LayerNormalization(2, Fibre.Regular)),
                new("gelu", new Op.Pointwise(PointwiseFunction.Gelu)),
                new("c2", new Op.GroupConvolution(2, Region.Box(3, 3))),
                new("ln2", BuildingBlocks.LayerNormalization(2, Fibre.Regular)),
            ]),
            new FieldType(PointGroups.P4, Fibre.Trivial, 1, Region.Box(7, 7))
        );

    [Test]
    public void Where_the_usual_surrogate_leaves_the_exact_integers_smaller_values_decide(
        [Values] Precision precision
    )
    {
        var report = IntegerCheck.Run(Normalised, new ReferenceExecutor(), precision, Options);
        Assert.That(report.IsBitEqual, report.ToString());
        Assert.That(report.Replaced, Does.StartWith("maxima in place of means"));
        Assert.That(report.Bound, Is.LessThan(report.Limit));
        Assert.That(report.Reference.Agreement.IsEqual, report.Reference.Scope);
    }

    [Test]
    public void The_usual_surrogate_is_taken_where_it_can_be() =>
        Assert.That(
            IntegerCheck
                .Run(
                    Blocks.Network(PointGroups.P4),
                    new ReferenceExecutor(),
                    Precision.Single,
                    Options
                )
                .Replaced,
            Is.Null
        );

    [TestCaseSource(nameof(DefectNames))]
    public void With_smaller_values_a_broken_execution_is_seen_by_the_reference_alone(string defect)
    {
        var report = IntegerCheck.Run(
            Normalised,
            new ReferenceExecutor(Defects.NotEquivariant[defect]),
            Precision.Double,
            Options
        );
        Assert.That(report.Replaced, Is.Not.Null);
        Assert.That(report.IsBitEqual, Is.False);
        Assert.That(report.Failing, Is.Empty, "maxima need not have the symmetry of means");
        Assert.That(report.Reference.Agreement.IsFailure, report.Reference.ToString());
    }

    [Test]
    public void An_output_that_shows_nothing_is_degenerate()
    {
        var op = Blocks.Typed("p4", "relu");
        foreach (var value in new[] { 0.0, 2.0 })
        {
            var report = IntegerCheck.Run(
                op,
                new ReferenceExecutor(run =>
                    Signal<double>.Generate(op.Output, run.Input.Batch, _ => value)
                ),
                Precision.Double,
                Options
            );
            Assert.That(report.Degeneracy, Is.Not.Null);
            Assert.That(report.IsBitEqual, Is.False);
        }
    }

    // Behind a relu a single weight of either sign leaves one value of two: after 16 layers of one channel hardly any is left.
    [TestCase(16)]
    [TestCase(20)]
    public void A_deep_chain_shows_something_with_weights_of_one_sign(int layers)
    {
        Layer Convolution(int i) => new($"c{i}", new Op.GroupConvolution(1, Region.Box(1, 1)));
        var op = Typing.Elaborate(
            new Op.Sequence([
                .. Enumerable
                    .Range(0, layers)
                    .SelectMany(i =>
                        new[]
                        {
                            Convolution(i),
                            new($"bn{i}", new Op.BatchNormalization()),
                            new("", new Op.Pointwise(PointwiseFunction.Relu)),
                        }
                    ),
            ]),
            new FieldType(PointGroups.P4, Fibre.Regular, 1, Region.Box(3, 3))
        );
        IntegerReport Run(int attempts) =>
            IntegerCheck.Run(
                op,
                new ReferenceExecutor(),
                Precision.Single,
                Options with
                {
                    Attempts = attempts,
                    ReferenceBudget = 0,
                }
            );
        Assert.That(Run(1).Degeneracy, Is.Not.Null);
        Assert.That(Run(Options.Attempts).IsBitEqual, $"{Run(Options.Attempts)}");
    }

    [Test]
    public void Every_image_of_a_batch_is_compared()
    {
        var op = Blocks.Typed("p4", "relu");
        var report = IntegerCheck.Run(
            op,
            new ReferenceExecutor(run =>
            {
                var values = run.Honest(run.Input).Values;
                return Signal<double>.Create(op.Output, values.SetItem(values.Length - 1, -1));
            }),
            Precision.Double,
            Options
        );
        Assert.That(report.Reference.Agreement, Is.InstanceOf<Agreement.Different>());
        Assert.That(report.Failing, Is.Not.Empty);
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(0.5)]
    [TestCase(1e9)]
    public void A_value_that_is_no_integer_within_the_bound_is_a_failure(double value)
    {
        var op = Blocks.Typed("p4", "relu");
        var report = IntegerCheck.Run(
            op,
            new ReferenceExecutor(run =>
                Signal<double>.Create(op.Output, run.Honest(run.Input).Values.SetItem(3, value))
            ),
            Precision.Double,
            Options
        );
        Assert.That(report.Failing, Has.Count.EqualTo(4));
        Assert.That(report.Reference.Agreement.IsFailure);
    }

    [Test]
    public void Values_beyond_exact_integers_leave_the_check_undecided_with_the_bound()
    {
        Op doubled = new Op.Sum([new("", Op.Identity), new("", Op.Identity)]);
        var op = Typing.Elaborate(
            new Op.Sequence([.. Enumerable.Repeat(new Layer("", doubled), 30)]),
            new FieldType(PointGroups.P4, Fibre.Regular, 1, Region.Box(3, 3))
        );
        var single = IntegerCheck.Run(op, new ReferenceExecutor(), Precision.Single, Options);
        Assert.That(single.IsBitEqual, Is.False);
        Assert.That(single.Bound, Is.EqualTo(3 * Math.ScaleB(1, 30)));
        Assert.That(single.Degeneracy, Does.Contain("can reach"));
        Assert.That(single.Elements, Is.Empty);
        var wide = IntegerCheck.Run(op, new ReferenceExecutor(), Precision.Double, Options);
        Assert.That(wide.IsBitEqual, wide.ToString());
    }

    [Test]
    public void Where_the_reference_is_too_slow_a_block_is_compared_on_a_smaller_input()
    {
        var layer = Blocks.Typed("p4m", "group convolution", side: 7, channels: 2);
        var report = IntegerCheck.Run(
            layer,
            new ReferenceExecutor(),
            Precision.Double,
            Options with
            {
                ReferenceBudget = 2e4,
            }
        );
        Assert.That(report.Reference.Agreement.IsEqual);
        Assert.That(report.Reference.Scope, Does.StartWith("the block on"));
        Assert.That(report.Reference.Scope, Does.Not.Contain("7×7"));
        var network = IntegerCheck.Run(
            Blocks.Network(PointGroups.P4),
            new ReferenceExecutor(),
            Precision.Double,
            Options with
            {
                ReferenceBudget = 10,
            }
        );
        Assert.That(network.Reference.Agreement, Is.InstanceOf<Agreement.NotExamined>());
        Assert.That(network.IsBitEqual);
    }

    [Test]
    public void A_stride_that_shifts_the_lattice_is_not_bit_equal()
    {
        var strided = Typing.Elaborate(
            new Op.LiftingConvolution(1, Region.Box(3, 3))
            {
                Sampling = Sampling.Dense with { Stride = 2 },
            },
            new FieldType(PointGroups.P4, Fibre.Trivial, 1, Region.Box(6, 6))
        );
        var report = IntegerCheck.Run(strided, new ReferenceExecutor(), Precision.Double, Options);
        Assert.That(report.Failing, Is.EqualTo(EqArray.Create<int>([1, 2, 3])));
        Assert.That(report.Reference.Agreement.IsEqual);
    }

    [Test]
    public void Equal_seeds_give_equal_reports()
    {
        var op = Blocks.Network(PointGroups.P4);
        IntegerReport Run(int seed) =>
            IntegerCheck.Run(
                op,
                new ReferenceExecutor(),
                Precision.Single,
                Options with
                {
                    Seed = seed,
                    ReferenceBudget = 0,
                }
            );
        var first = Run(3);
        Assert.That(Run(3), Is.EqualTo(first));
        Assert.That(Run(40), Is.Not.EqualTo(first));
    }
}
