using AgeFormal.Algebra;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using AgeFormal.Programs.Blocks;
using AgeFormal.Programs.Formulas;

namespace AgeFormal.Networks.Tests.Torch;

/// <summary>
/// A weight over H is turned by h⁻¹h̃. Rolling its axis by the index of h instead, W(h̃ − h mod |H|), is the same for p4 alone:
/// p4m is no cyclic group.
/// </summary>
public sealed class CyclicRollTests
{
    private static readonly Region Point = Region.Box(1, 1);

    [TestCase("p4", true)]
    [TestCase("p4m", false)]
    public void A_roll_of_the_h_axis_is_refuted_where_H_is_not_cyclic(string symbol, bool isCyclic)
    {
        var op = Convolution(symbol);
        var order = op.Input.Group.Order;
        var rolled = Enumerable
            .Range(0, order * order)
            .Select(i => (i % order - i / order + order) % order)
            .ToEqArray();
        var failing = Failing(op, new KernelTable(rolled, order));
        Assert.That(failing, isCyclic ? Is.Empty : Is.Not.Empty);
        Assert.That(Failing(op, KernelTable.Of(op.Input, Point)), Is.Empty);
    }

    [Test]
    public void Full_attention_on_p4m_commutes_with_all_of_H_bit_for_bit()
    {
        var group = PointGroups.P4m;
        var op = Typing.Elaborate(
            new Op.AttentiveConvolution(2, Region.Box(3, 3))
            {
                HaarWeight = 1,
                Channel = new(1)
                {
                    Statistics = [Reduction.Sum, Reduction.Max],
                    Gate = PointwiseFunction.Step,
                },
                Spatial = new(Region.Box(3, 3))
                {
                    Statistics = [Reduction.Sum, Reduction.Max],
                    Gate = PointwiseFunction.Step,
                },
            },
            new FieldType(group, Fibre.Regular, 2, Region.Box(5, 5))
        );
        using var network = SmallIntegers.Compile(op, SmallIntegers.Parameters(op, seed: 1));
        var input = SmallIntegers.Signal(op.Input, 1, seed: 2);
        var output = network.Run(input);
        Assert.That(output.Values.Distinct().Count(), Is.GreaterThan(10));
        foreach (var h in group.Group.Elements)
            Assert.That(
                network.Run(SignalAction.Transform(input, h)),
                Is.EqualTo(SignalAction.Transform(output, h)),
                group.Group.ElementNames[h]
            );
    }

    private static TypedOp.Elementary Convolution(string symbol) =>
        (TypedOp.Elementary)
            Typing.Elaborate(
                new Op.GroupConvolution(1, Point) { HaarWeight = 1 },
                new FieldType(PointGroups.Parse(symbol), Fibre.Regular, 1, Region.Box(3, 3))
            );

    /// <summary>The h with which the convolution by a table does not commute.</summary>
    private static int[] Failing(TypedOp.Elementary op, KernelTable table)
    {
        using var network = TorchNetwork.Create(
            op,
            of => ProgramLowering.Lower(of, LoweringLimits.Default, kernels: (_, _) => table),
            new() { Precision = Precision.Double }
        );
        network.Load(
            Parameters<double>.Generate(op, (_, _, index) => (index + 1.0) * (index + 1.0))
        );
        network.eval();
        Signal<double> Run(Signal<double> signal) => network.Run(signal);
        var input = SmallIntegers.Signal(op.Input, 1, seed: 3);
        var output = Run(input);
        return
        [
            .. op.Input.Group.Group.Elements.Where(h =>
                Run(SignalAction.Transform(input, h)) != SignalAction.Transform(output, h)
            ),
        ];
    }
}
