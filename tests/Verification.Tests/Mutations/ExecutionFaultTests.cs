using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests.Mutations;

/// <summary>An executor that runs another equivariant operator is noticed: the execution is compared with the formula.</summary>
public sealed class ExecutionFaultTests
{
    private static IEnumerable<ExecutionFault> Faults => ExecutionFaults.All;

    private static readonly VerificationOptions Options = VerificationOptions.Default with
    {
        Precisions = [Precision.Double],
    };

    [TestCaseSource(nameof(Faults))]
    public void An_equivariant_fault_is_a_difference(ExecutionFault fault)
    {
        var report = Verify(fault.Block, new FaultyExecutor(new ReferenceExecutor(), fault));
        Assert.That(report.Theorem.IsProved);
        Assert.That(report.Conclusion, Is.EqualTo(Conclusion.ExecutionDiffers), report.ToJson());
        Assert.That(report.Summary, Does.Not.Contain("equivariant"));
        // No motion of the input shows it.
        var run = report.Executions.Single().Checks!;
        Assert.That(run.Residual.IsWithinTolerance, report.ToJson());
    }

    [Test]
    public void Without_a_fault_every_layer_is_compared_and_equal()
    {
        foreach (var block in Faults.Select(fault => fault.Block).Distinct())
        {
            var report = Verify(block, new ReferenceExecutor());
            Assert.That(report.Conclusion, Is.EqualTo(Conclusion.ProvedAndExact), report.ToJson());
            Assert.That(
                report.Summary,
                Does.EndWith(
                    "reference: 1 of 1 layer runs equal on integers, 1 of 1 within rounding with the real functions"
                )
            );
        }
    }

    [Test]
    public void What_is_not_compared_is_not_counted()
    {
        var block = Faults.First().Block;
        var report = Verifier.Verify(
            block,
            Samples.Parameters(block),
            Samples.Input(block.Input),
            new ReferenceExecutor(),
            Options with
            {
                Integers = new IntegerOptions { ReferenceBudget = 10 },
            }
        );
        Assert.That(report.Conclusion, Is.EqualTo(Conclusion.ProvedAndExact));
        Assert.That(
            report.Summary,
            Does.EndWith(
                "reference: 0 of 1 layer runs equal on integers, 0 of 1 within rounding with the real functions"
            )
        );
    }

    [TestCase("p4", 28, 10)]
    [TestCase("p4m", 28, 10)]
    [TestCase("p6", 13, 6)]
    public void A_reduced_block_keeps_its_windows_and_reads_all_of_them(
        string symbol,
        int side,
        int channels
    )
    {
        var group = PointGroups.Parse(symbol);
        var reach = Region.On(group, 7);
        var leaf = (TypedOp.Elementary)
            Typing.Elaborate(
                new Op.AttentiveConvolution(channels, Region.On(group, 3))
                {
                    Channel = new ChannelAttention(1),
                    Spatial = new SpatialAttention(reach),
                },
                new FieldType(group, Fibre.Regular, channels, Region.On(group, side))
            );
        var block = ReducedBlock.Of(leaf, 2, 8e6)!;
        Assert.That(block.Input.Grid.BoxCount, Is.LessThan(leaf.Input.Grid.BoxCount));
        Assert.That(block.Input.Channels, Is.InRange(2, 3));
        Assert.That(
            block.Meaning.Windows.Select(window => window.Points),
            Is.EqualTo(leaf.Meaning.Windows.Select(window => window.Points))
        );
        Assert.That(ReducedBlock.ReadsEverything(block));
        // The outer taps of a window of 7 lie 3 points apart.
        Assert.That(block.Output.Grid.Sizes[0], Is.GreaterThanOrEqualTo(4));
        // One point less, and a corner of the window of α_X is read outside of the grid at every output.
        var smaller = (TypedOp.Elementary)
            Typing.Elaborate(
                block.Op,
                block.Input with
                {
                    Grid = Region.On(
                        group,
                        block.Input.Grid.Sizes[0] - (group.Lattice == Lattice.Hexagonal ? 2 : 1)
                    ),
                }
            );
        Assert.That(ReducedBlock.ReadsEverything(smaller), Is.False);
    }

    private static VerificationReport Verify(TypedOp op, IExecutor executor) =>
        Verifier.Verify(op, Samples.Parameters(op), Samples.Input(op.Input), executor, Options);
}
