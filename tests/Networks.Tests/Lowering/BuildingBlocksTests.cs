using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Networks.Tests.Torch;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;

namespace AgeFormal.Networks.Tests.Lowering;

/// <summary>Attention of other papers runs as its formula says and commutes with every element of H.</summary>
public sealed class BuildingBlocksTests
{
    private const double Rounding = 1e-12;

    private static IEnumerable<TestCaseData> OnEveryGroup() =>
        from known in PointGroups.All
        from name in KnownBlocks.All.Keys
        select new TestCaseData(known.Symbol, name);

    private static IEnumerable<TestCaseData> OnSomeGroups() =>
        from symbol in new[] { "p1", "pm", "p3" }
        from name in KnownBlocks.All.Keys
        select new TestCaseData(symbol, name);

    [TestCaseSource(nameof(OnEveryGroup))]
    public void It_commutes_with_all_of_H_to_rounding(string symbol, string name)
    {
        var op = Typed(symbol, name);
        using var network = SmallIntegers.Compile(op, Lowered.RealParameters(op, seed: 1));
        var input = Lowered.Reals(op.Input, 1, seed: 2);
        var output = network.Run(input);
        Assert.That(output.Values.Max(Math.Abs), Is.GreaterThan(1e-2));
        foreach (var h in op.Input.Group.Group.Elements)
            Assert.That(
                SmallIntegers.Error(
                    network.Run(SignalAction.Transform(input, h)),
                    SignalAction.Transform(output, h)
                ),
                Is.LessThan(Rounding),
                op.Input.Group.Group.ElementNames[h]
            );
    }

    [TestCaseSource(nameof(OnSomeGroups))]
    public void It_computes_its_formula(string symbol, string name)
    {
        var op = Typed(symbol, name);
        var parameters = Lowered.RealParameters(op, seed: 3);
        var input = Lowered.Reals(op.Input, 1, seed: 4);
        using var network = SmallIntegers.Compile(op, parameters);
        Assert.That(
            SmallIntegers.Error(network.Run(input), Reference.Evaluate(op, parameters, input)),
            Is.LessThan(Rounding)
        );
    }

    [Test]
    public void A_softmax_of_large_scores_stays_finite()
    {
        var op = Typed("p4", "self-attention");
        var parameters = Parameters<double>.Generate(op, (_, _, _) => 1);
        using var network = SmallIntegers.Compile(op, parameters, Precision.Single);
        var input = Lowered.Reals(op.Input, 1, seed: 5).Map(value => 100 * value);
        Assert.That(network.Run(input).Values, Has.All.Matches<double>(double.IsFinite));
    }

    [Test]
    public void The_attention_of_one_position_is_its_value()
    {
        // With one pixel, one element of H and a window of one point the softmax is 1.
        var op = Lowered.Typed(
            BuildingBlocks.SelfAttention(1, 1, 1, 1, 1, Fibre.Regular),
            new FieldType(PointGroups.P1, Fibre.Regular, 1, Region.Box(1, 1))
        );
        var parameters = Parameters<double>.Generate(
            op,
            (name, _, _) =>
                name switch
                {
                    "V" => 3,
                    "W" => 5,
                    _ => 7,
                }
        );
        var input = Signal<double>.Create(op.Input, [2]);
        Assert.That(Lowered.Run(op, parameters, input, Lowered.Double).Values, Is.EqualTo([30.0]));
    }

    [TestCase(0, 1, 1, 1, 3)]
    [TestCase(1, 0, 1, 1, 3)]
    [TestCase(1, 1, 0, 1, 3)]
    [TestCase(1, 1, 1, 0, 3)]
    [TestCase(1, 1, 1, 1, 0)]
    [TestCase(1, 1, 1, 1, 4)]
    public void Self_attention_with_a_wrong_size_is_refused(
        int inputs,
        int outputs,
        int heads,
        int depth,
        int side
    ) =>
        Assert.That(
            () => BuildingBlocks.SelfAttention(inputs, outputs, heads, depth, side, Fibre.Regular),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );

    [TestCase(0, 1)]
    [TestCase(4, 0)]
    [TestCase(4, 5)]
    public void Squeezing_to_no_unit_is_refused(int channels, int ratio) =>
        Assert.That(
            () => BuildingBlocks.SqueezeExcitation(channels, ratio, Fibre.Regular),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );

    [Test]
    public void The_designs_are_well_scoped_and_read_back()
    {
        foreach (var (_, op) in KnownBlocks.All.Values)
            if (op(PointGroups.P4) is Op.Custom { Design: var design })
                Assert.That(
                    DesignParser.Parse(DesignText.Render(design), "text"),
                    Is.EqualTo(DesignScope.Check(design))
                );
    }

    private static TypedOp.Elementary Typed(string symbol, string name)
    {
        var group = PointGroups.Parse(symbol);
        var (fibre, op) = KnownBlocks.All[name];
        return Lowered.Typed(op(group), new FieldType(group, fibre, 4, Samples.Grid(group)));
    }
}
