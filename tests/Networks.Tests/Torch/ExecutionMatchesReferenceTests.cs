using AgeFormal.Algebra;
using AgeFormal.Networks.Tests.Lowering;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Tests.Torch;

/// <summary>What libtorch computes is the value of the formula, for every elementary block on every group.</summary>
public sealed class ExecutionMatchesReferenceTests
{
    private const double Rounding = 1e-12;

    private sealed record Block(Fibre Fibre, Op Op);

    private static readonly ChannelAttention ChannelStep = new(1)
    {
        Statistics = [Reduction.Sum, Reduction.Max],
        Gate = PointwiseFunction.Step,
    };

    private static SpatialAttention SpatialStep(PointGroup group) =>
        new(Region.On(group, 3))
        {
            Statistics = [Reduction.Sum, Reduction.Max],
            Gate = PointwiseFunction.Step,
        };

    private static Op.AttentiveConvolution Attentive(
        PointGroup group,
        ChannelAttention? channel,
        SpatialAttention? spatial
    ) =>
        new(group.Order > 12 ? 1 : 2, Region.On(group, 3))
        {
            HaarWeight = 1,
            Channel = channel,
            Spatial = spatial,
            Sampling = Padded(1),
        };

    private static Op.InputAttention Input(ChannelAttention? channel, SpatialAttention? spatial) =>
        new()
        {
            HaarWeight = 1,
            Channel = channel,
            Spatial = spatial,
        };

    // Blocks that compute with integers and at most one division.
    private static readonly Dictionary<string, Func<PointGroup, Block>> Exact = new()
    {
        ["lifting"] = group =>
            new(
                Fibre.Trivial,
                new Op.LiftingConvolution(2, Region.On(group, 3)) { Sampling = Padded(1) }
            ),
        ["lifting 1"] = group =>
            new(Fibre.Trivial, new Op.LiftingConvolution(2, Region.On(group, 1))),
        ["group"] = group =>
            new(Fibre.Regular, new Op.GroupConvolution(2, Region.On(group, 3)) { HaarWeight = 1 }),
        ["group 1"] = group =>
            new(Fibre.Regular, new Op.GroupConvolution(1, Region.On(group, 1)) { HaarWeight = 2 }),
        ["attentive lifting"] = group =>
            new(Fibre.Trivial, Attentive(group, ChannelStep, SpatialStep(group))),
        ["attentive group"] = group =>
            new(Fibre.Regular, Attentive(group, ChannelStep, SpatialStep(group))),
        ["attentive over channels"] = group =>
            new(
                Fibre.Regular,
                Attentive(group, ChannelStep, null) with
                {
                    Branch = AttentionBranch.Direct,
                }
            ),
        ["attentive over positions"] = group =>
            new(Fibre.Regular, Attentive(group, null, SpatialStep(group))),
        ["input attention on the plane"] = group =>
            new(Fibre.Trivial, Input(ChannelStep, SpatialStep(group))),
        ["input attention"] = group => new(Fibre.Regular, Input(ChannelStep, SpatialStep(group))),
        ["input attention over channels"] = _ => new(Fibre.Regular, Input(ChannelStep, null)),
        ["crop"] = _ => new(Fibre.Regular, new Op.Crop(1)),
        ["upsampling"] = group => new(Fibre.Regular, new Op.Upsampling(Samples.Factor(group))),
        ["zero insertion"] = _ =>
            new(Fibre.Regular, new Op.Upsampling(3) { Between = Interpolation.Zeros }),
        ["upsampling on the plane"] = group =>
            new(Fibre.Trivial, new Op.Upsampling(Samples.Factor(group))),
        ["dropout"] = _ => new(Fibre.Regular, new Op.Dropout(0.5)),
        ["id"] = _ => new(Fibre.Regular, new Op.Pointwise(PointwiseFunction.Identity)),
        ["relu"] = _ => new(Fibre.Regular, new Op.Pointwise(PointwiseFunction.Relu)),
        ["abs"] = _ => new(Fibre.Regular, new Op.Pointwise(PointwiseFunction.Abs)),
        ["square"] = _ => new(Fibre.Regular, new Op.Pointwise(PointwiseFunction.Square)),
    };

    // Functions with irrational values, or whose division is spelled otherwise; their inputs are positive.
    private static readonly Dictionary<string, Func<PointGroup, Block>> Rounded = new()
    {
        ["normalised group"] = group =>
            new(Fibre.Regular, new Op.GroupConvolution(1, Region.On(group, 3))),
        // The measure of H, the means and the sigmoids of the published blocks.
        ["normalised attentive group"] = group =>
            new(
                Fibre.Regular,
                new Op.AttentiveConvolution(1, Region.On(group, 3))
                {
                    Channel = new ChannelAttention(1),
                    Spatial = new SpatialAttention(Region.On(group, 3)),
                }
            ),
        ["normalised input attention"] = group =>
            new(
                Fibre.Regular,
                new Op.InputAttention
                {
                    Channel = new ChannelAttention(1),
                    Spatial = new SpatialAttention(Region.On(group, 3)),
                }
            ),
        ["normalisation"] = _ => new(Fibre.Regular, new Op.BatchNormalization()),
        ["reciprocal"] = _ => new(Fibre.Regular, new Op.Pointwise(PointwiseFunction.Reciprocal)),
        ["sigmoid"] = _ => new(Fibre.Trivial, new Op.Pointwise(PointwiseFunction.Sigmoid)),
        ["tanh"] = _ => new(Fibre.Regular, new Op.Pointwise(PointwiseFunction.Tanh)),
        ["exp"] = _ => new(Fibre.Trivial, new Op.Pointwise(PointwiseFunction.Exp)),
        ["silu"] = _ => new(Fibre.Regular, new Op.Pointwise(PointwiseFunction.Silu)),
        ["gelu"] = _ => new(Fibre.Regular, new Op.Pointwise(PointwiseFunction.Gelu)),
        ["sqrt"] = _ => new(Fibre.Regular, new Op.Pointwise(PointwiseFunction.SquareRoot)),
        ["rsqrt"] = _ =>
            new(Fibre.Trivial, new Op.Pointwise(PointwiseFunction.ReciprocalSquareRoot)),
    };

    private static readonly Dictionary<string, Func<PointGroup, Op>> Composites = new()
    {
        ["sum"] = group => new Op.Sum([
            new("a", Convolution(group, 1)),
            new("", Op.Identity),
            new(
                "b",
                new Op.Sequence([
                    new("in", Convolution(group, 2)),
                    new("out", Convolution(group, 1)),
                ])
            ),
        ]),
        ["concatenation"] = group => new Op.Concatenation([
            new("a", Convolution(group, 2)),
            new("", new Op.Pointwise(PointwiseFunction.Relu)),
            new("b", Convolution(group, 1)),
        ]),
        ["sequence"] = group => new Op.Sequence([
            new("", Op.Identity),
            new(
                "stage",
                new Op.Sequence([
                    new("c", Convolution(group, 2)),
                    new("", new Op.Pointwise(PointwiseFunction.Abs)),
                    new("", Op.Identity),
                ])
            ),
            new("pool", new Op.GroupPooling(Reduction.Max)),
        ]),
        ["mixture"] = group => new Op.Sequence([
            new(
                "both",
                new Op.Concatenation([
                    new("s", new Op.Sum([new("l", Convolution(group, 1)), new("r", Op.Identity)])),
                    new("i", Op.Identity),
                ])
            ),
            new("all", new Op.GlobalPooling(Reduction.Sum)),
        ]),
        ["one branch"] = group => new Op.Sequence([
            new("", new Op.Sum([new("", Op.Identity)])),
            new("", new Op.Concatenation([new("", Op.Identity)])),
            new("c", Convolution(group, 1)),
        ]),
        ["nothing"] = _ => Op.Identity,
    };

    private static IEnumerable<TestCaseData> Pairs(IEnumerable<string> names) =>
        from known in PointGroups.All
        from name in names
        select new TestCaseData(known.Symbol, name);

    private static bool IsAttention(string name) =>
        name.Contains("attenti", StringComparison.Ordinal);

    // The reference of attention costs |H|³ per point.
    private static IEnumerable<TestCaseData> ExactCases() =>
        Pairs([.. Exact.Keys, .. PoolingNames()])
            .Where(pair => !IsAttention((string)pair.Arguments[1]!) || !IsLarge(pair));

    private static IEnumerable<TestCaseData> LargeAttention() =>
        Pairs(Exact.Keys.Where(IsAttention)).Where(IsLarge);

    private static bool IsLarge(TestCaseData pair) =>
        PointGroups.Parse((string)pair.Arguments[0]!).Order > 8;

    private static IEnumerable<TestCaseData> RoundedCases() =>
        Pairs(Rounded.Keys)
            .Where(pair => !IsAttention((string)pair.Arguments[1]!) || !IsLarge(pair));

    private static IEnumerable<TestCaseData> CompositeCases() =>
        from symbol in new[] { "p4m", "p6", "D3" }
        from name in Composites.Keys
        select new TestCaseData(symbol, name);

    private static IEnumerable<string> PoolingNames() =>
        from reduction in Enum.GetNames<Reduction>()
        from kind in new[] { "Zeros", "Excluded", "global", "over H" }
        select $"{reduction} {kind}";

    [TestCaseSource(nameof(ExactCases))]
    public void An_exact_block_agrees_bit_for_bit(string symbol, string name)
    {
        var group = PointGroups.Parse(symbol);
        var block = Exact.TryGetValue(name, out var make) ? make(group) : Pooling(group, name);
        var typed = Elaborate(group, block);
        var input = SmallIntegers.Signal(typed.Input, 2, seed: 11);
        var parameters = SmallIntegers.Parameters(typed, seed: 12);
        using var network = SmallIntegers.Compile(typed, parameters);
        Assert.That(
            network.Run(input).Values,
            Is.EqualTo(Reference.Evaluate(typed, parameters, input).Values)
        );
    }

    [TestCaseSource(nameof(LargeAttention))]
    [Category("Long")]
    public void An_attention_block_of_a_large_group_agrees_bit_for_bit(
        string symbol,
        string name
    ) => An_exact_block_agrees_bit_for_bit(symbol, name);

    [TestCaseSource(nameof(RoundedCases))]
    public void A_rounding_block_agrees_to_rounding(string symbol, string name)
    {
        var group = PointGroups.Parse(symbol);
        var typed = Elaborate(group, Rounded[name](group));
        var input = SmallIntegers.Positive(typed.Input, 2, seed: 21);
        var parameters = SmallIntegers.Parameters(typed, seed: 22);
        using var network = SmallIntegers.Compile(typed, parameters);
        var expected = Reference.Evaluate(typed, parameters, input);
        Assert.That(SmallIntegers.Error(network.Run(input), expected), Is.LessThan(Rounding));
    }

    [TestCaseSource(nameof(CompositeCases))]
    public void A_composite_agrees_bit_for_bit(string symbol, string name)
    {
        var group = PointGroups.Parse(symbol);
        var typed = Typing.Elaborate(
            Composites[name](group),
            new FieldType(group, Fibre.Regular, 1, Region.On(group, 3))
        );
        var input = SmallIntegers.Signal(typed.Input, 2, seed: 31);
        var parameters = SmallIntegers.Parameters(typed, seed: 32);
        using var network = SmallIntegers.Compile(typed, parameters);
        Assert.That(
            network.Run(input).Values,
            Is.EqualTo(Reference.Evaluate(typed, parameters, input).Values)
        );
    }

    [Test]
    public void Activations_are_the_reference_values_of_the_named_parts()
    {
        var typed = (TypedOp.Sequence)
            Typing.Elaborate(
                Composites["sequence"](PointGroups.P4),
                new FieldType(PointGroups.P4, Fibre.Regular, 1, Region.Box(4, 4))
            );
        var input = SmallIntegers.Signal(typed.Input, 2, seed: 41);
        var parameters = SmallIntegers.Parameters(typed, seed: 42);
        using var network = SmallIntegers.Compile(typed, parameters);
        var seen = network.Activations(input);
        Assert.That(seen.Keys, Is.EqualTo(new[] { "pool", "stage", "stage.c" }));
        var stage = (TypedOp.Sequence)typed.Layers[1];
        Assert.That(
            seen["stage.c"],
            Is.EqualTo(Reference.Evaluate(stage.Layers[0], parameters, input))
        );
        var middle = Reference.Evaluate(stage, parameters, input);
        Assert.That(seen["stage"], Is.EqualTo(middle));
        Assert.That(
            seen["pool"],
            Is.EqualTo(Reference.Evaluate(typed.Layers[2], parameters, middle))
        );
    }

    private static Block Pooling(PointGroup group, string name)
    {
        var (first, kind) = (name.Split(' ', 2)[0], name.Split(' ', 2)[1]);
        var by = Enum.Parse<Reduction>(first);
        return new(
            Fibre.Regular,
            kind switch
            {
                "global" => new Op.GlobalPooling(by),
                "over H" => new Op.GroupPooling(by),
                _ => new Op.SpatialPooling(by, Region.On(group, 3))
                {
                    Sampling = Padded(1, Enum.Parse<PaddingMode>(kind)),
                },
            }
        );
    }

    private static TypedOp Elaborate(PointGroup group, Block block)
    {
        // The reference costs |H|² per output point, so large groups get the smallest grid.
        var side =
            group.Dimension == 3 ? 3
            : group.Lattice == Lattice.Square ? 4
            : 5;
        var channels = group.Order > 12 ? 1 : 2;
        return Typing.Elaborate(
            block.Op,
            new FieldType(group, block.Fibre, channels, Region.On(group, side))
        );
    }

    private static Sampling Padded(int points, PaddingMode mode = PaddingMode.Zeros) =>
        Sampling.Dense with
        {
            Padding = Padding.Symmetric(points, mode),
        };

    private static Op Convolution(PointGroup group, int channels) =>
        new Op.GroupConvolution(channels, Region.On(group, 3))
        {
            HaarWeight = 1,
            Sampling = Padded(1),
        };
}
