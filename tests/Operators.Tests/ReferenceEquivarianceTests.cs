using AgeFormal.Algebra;

namespace AgeFormal.Operators.Tests;

/// <summary>The reference meaning of every block commutes with H, exactly, on small integers.</summary>
public sealed class ReferenceEquivarianceTests
{
    private static IEnumerable<TestCaseData> Cases() =>
        from known in PointGroups.All
        from block in Blocks.Keys
        where block != "padded" || known.Order <= 12
        select new TestCaseData(known.Symbol, block);

    private static readonly Dictionary<string, Func<PointGroup, (Fibre, Op)>> Blocks = new()
    {
        ["lifting"] = group => (Fibre.Trivial, new Op.LiftingConvolution(2, Region.On(group, 3))),
        ["group"] = group =>
            (Fibre.Regular, new Op.GroupConvolution(1, Region.On(group, 3)) { HaarWeight = 1 }),
        ["padded"] = group =>
            (
                Fibre.Regular,
                new Op.GroupConvolution(1, Region.On(group, 3))
                {
                    Sampling = Sampling.Dense with { Padding = Padding.Symmetric(1) },
                }
            ),
        ["max pooling"] = group =>
            (Fibre.Regular, new Op.SpatialPooling(Reduction.Max, Region.On(group, 3))),
        ["mean pooling"] = group =>
            (Fibre.Regular, new Op.SpatialPooling(Reduction.Mean, Region.On(group, 3))),
        ["global pooling"] = _ => (Fibre.Regular, new Op.GlobalPooling(Reduction.Sum)),
        ["pooling over H"] = _ => (Fibre.Regular, new Op.GroupPooling(Reduction.Max)),
        ["relu"] = _ => (Fibre.Regular, new Op.Pointwise(PointwiseFunction.Relu)),
    };

    [TestCaseSource(nameof(Cases))]
    public void A_block_commutes_with_every_element_of_H(string symbol, string block)
    {
        var group = PointGroups.Parse(symbol);
        var (fibre, op) = Blocks[block](group);
        var side = group.Dimension == 3 ? 3 : 5;
        var typed = Typing.Elaborate(op, new FieldType(group, fibre, 1, Region.On(group, side)));
        var random = new Random(7);
        var input = Signal<Rational>.Generate(typed.Input, 1, _ => random.Next(-3, 4));
        var parameters = Parameters<Rational>.Generate(typed, (_, _, _) => random.Next(-3, 4));
        var output = Reference.EvaluateExactly(typed, parameters, input);
        Assert.That(output.Values, Has.Some.Not.EqualTo(Rational.Zero));
        foreach (var h in group.Group.Elements)
        {
            var moved = Reference.EvaluateExactly(
                typed,
                parameters,
                SignalAction.Transform(input, h)
            );
            Assert.That(
                moved,
                Is.EqualTo(SignalAction.Transform(output, h)),
                group.Group.ElementNames[h]
            );
        }
    }
}
