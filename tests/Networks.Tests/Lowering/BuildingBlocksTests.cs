using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Networks.Tests.Torch;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using TorchSharp;

namespace AgeFormal.Networks.Tests.Lowering;

/// <summary>Blocks of other papers run as their formulas say and commute with every element of H.</summary>
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

    [TestCase("softmax")]
    [TestCase("softmax on the lattice")]
    public void A_softmax_is_positive_and_sums_to_one_over_the_channels(string name)
    {
        var op = Typed("p6", name);
        var input = Lowered.Reals(op.Input, 2, seed: 6).Map(value => 300 * value);
        using var network = SmallIntegers.Compile(
            op,
            Parameters<double>.Generate(op, (_, _, _) => 0)
        );
        var output = network.Run(input);
        var inside = op.Output.Grid.Mask();
        var plane = op.Output.Count / op.Output.Channels;
        for (var signal = 0; signal < 2; signal++)
        for (var at = 0; at < plane; at++)
        {
            double[] values =
            [
                .. Enumerable
                    .Range(0, op.Output.Channels)
                    .Select(c => output.Values[signal * op.Output.Count + c * plane + at]),
            ];
            Assert.That(values, Has.All.GreaterThanOrEqualTo(0));
            Assert.That(
                values.Sum(),
                Is.EqualTo(inside[at % inside.Count] ? 1 : 0).Within(Rounding)
            );
        }
    }

    [TestCase("layer normalization", "p4m")]
    [TestCase("layer normalization", "p6")]
    [TestCase("layer normalization on the lattice", "p6")]
    [TestCase("layer normalization", "O")]
    public void A_layer_that_is_normalised_has_mean_0_and_variance_1_as_before_training(
        string name,
        string symbol
    )
    {
        var op = Typed(symbol, name);
        using var network = TorchNetwork.Create(
            op,
            new TorchOptions { Precision = Precision.Double }
        );
        var reals = Lowered.Reals(op.Input, 2, seed: 7).Values;
        var input = Signal<double>.Generate(op.Input, 2, i => 5 + 100 * reals[i]);
        var inside = op.Output.Grid.Mask();
        foreach (var training in new[] { false, true })
        {
            network.train(training);
            var output = network.Run(input);
            for (var signal = 0; signal < 2; signal++)
            {
                double[] values =
                [
                    .. Enumerable
                        .Range(0, op.Output.Count)
                        .Where(i => inside[i % inside.Count])
                        .Select(i => output.Values[signal * op.Output.Count + i]),
                ];
                Assert.That(values.Average(), Is.EqualTo(0).Within(1e-12));
                Assert.That(values.Average(x => x * x), Is.EqualTo(1).Within(1e-6));
            }
        }
    }

    private static IEnumerable<TestCaseData> GroupsOfChannels() =>
        from groups in new[] { 1, 2, 3, 6 }
        from place in new[]
        {
            ("p4m", Fibre.Regular),
            ("p4m", Fibre.Trivial),
            ("O", Fibre.Regular),
            ("p1", Fibre.Regular),
        }
        select new TestCaseData(groups, place.Item1, place.Item2);

    [TestCaseSource(nameof(GroupsOfChannels))]
    public void Group_normalization_is_that_of_torch_over_channels_elements_and_points(
        int groups,
        string symbol,
        Fibre fibre
    )
    {
        using var scope = torch.NewDisposeScope();
        var group = PointGroups.Parse(symbol);
        var op = Lowered.Typed(
            BuildingBlocks.GroupNormalization(6, groups, fibre),
            new FieldType(group, fibre, 6, Samples.Grid(group))
        );
        var parameters = Lowered.RealParameters(op, seed: 11);
        var input = Lowered.Reals(op.Input, 2, seed: 12);
        using var network = SmallIntegers.Compile(op, parameters);
        var values = torch.tensor(
            input.Values.ToArray(),
            [2, 6, op.Input.Count / 6],
            dtype: torch.float64
        );
        var expected = torch.nn.functional.group_norm(
            values,
            groups,
            torch.tensor(parameters["gamma"].ToArray(), dtype: torch.float64) + 1,
            torch.tensor(parameters["beta"].ToArray(), dtype: torch.float64),
            eps: 1e-5
        );
        Assert.That(
            SmallIntegers.Error(
                network.Run(input),
                Signal<double>.Create(op.Output, [.. expected.data<double>()])
            ),
            Is.LessThan(Rounding)
        );
    }

    [Test]
    public void One_group_of_channels_is_normalised_as_a_layer_is()
    {
        var type = new FieldType(PointGroups.P4, Fibre.Regular, 4, Region.Box(3, 3));
        var layer = Lowered.Typed(BuildingBlocks.LayerNormalization(4, Fibre.Regular), type);
        var grouped = Lowered.Typed(BuildingBlocks.GroupNormalization(4, 1, Fibre.Regular), type);
        var parameters = Lowered.RealParameters(layer, seed: 13);
        var input = Lowered.Reals(type, 2, seed: 14);
        Assert.That(
            SmallIntegers.Error(
                Reference.Evaluate(
                    grouped,
                    Parameters<double>.For(grouped, parameters.Values),
                    input
                ),
                Reference.Evaluate(layer, parameters, input)
            ),
            Is.LessThan(Rounding)
        );
    }

    [Test]
    public void Groups_of_channels_are_gathered_by_no_more_than_a_reshape()
    {
        var group = PointGroups.P4;
        var program = AgeFormal.Programs.Lowering.Of(
            Lowered.Typed(
                BuildingBlocks.GroupNormalization(16, 4, Fibre.Regular),
                new FieldType(group, Fibre.Regular, 16, Region.Box(8, 8))
            )
        );
        // What is taken anew has one value for each channel at most.
        foreach (var step in program.Steps)
            if (step is AgeFormal.Programs.Steps.Step.Take)
                Assert.That(step.Shape, Has.Count.LessThanOrEqualTo(2), program.ToString());
    }

    [TestCase(4, 0)]
    [TestCase(4, 3)]
    [TestCase(4, 8)]
    [TestCase(4, -2)]
    public void Channels_that_do_not_part_into_the_groups_are_refused(int channels, int groups) =>
        Assert.That(
            () => BuildingBlocks.GroupNormalization(channels, groups, Fibre.Regular),
            Throws
                .InstanceOf<ArgumentOutOfRangeException>()
                .With.Property(nameof(ArgumentOutOfRangeException.ParamName))
                .EqualTo("groups")
        );

    [Test]
    public void Gradients_are_the_limits_of_differences(
        [Values(
            "softmax",
            "softmax on the lattice",
            "layer normalization",
            "layer normalization on the lattice",
            "group normalization",
            "group normalization on the lattice"
        )]
            string name,
        [Values("p4", "p31m")] string symbol
    )
    {
        using var scope = torch.NewDisposeScope();
        var op = Typed(symbol, name);
        var parameters = Lowered.RealParameters(op, seed: 8);
        using var network = SmallIntegers.Compile(op, parameters);
        var input = SignalTensor.Write(Lowered.Reals(op.Input, 1, seed: 9), Lowered.Double);
        var weights = SignalTensor.Write(Lowered.Reals(op.Output, 1, seed: 10), Lowered.Double);
        input.requires_grad = true;
        torch.Tensor Loss() => network.forward(input).mul(weights).sum();
        Loss().backward();
        foreach (var variable in network.TrainedParameters.Append(input))
        {
            var gradient = SignalTensor.Values(variable.grad!);
            using var _ = torch.no_grad();
            var entries = variable.detach().view(-1);
            const double step = 1e-6;
            for (var i = 0; i < gradient.Length; i++)
            {
                var start = entries[i].item<double>();
                entries[i] = start + step;
                var above = Loss().item<double>();
                entries[i] = start - step;
                var below = Loss().item<double>();
                entries[i] = start;
                Assert.That(
                    gradient[i],
                    Is.EqualTo((above - below) / (2 * step)).Within(1e-6),
                    $"entry {i}"
                );
            }
        }
    }

    [Test]
    public void Many_channels_on_a_large_grid_take_no_more_than_a_few_signals()
    {
        var group = PointGroups.P4;
        foreach (
            var op in new[]
            {
                BuildingBlocks.LayerNormalization(16, Fibre.Regular),
                BuildingBlocks.GroupNormalization(16, 4, Fibre.Regular),
                BuildingBlocks.Softmax(16, Fibre.Regular),
            }
        )
        {
            var typed = Lowered.Typed(
                op,
                new FieldType(group, Fibre.Regular, 16, Region.Box(32, 32))
            );
            var memory = AgeFormal.Programs.Lowering.Of(typed).Memory[0];
            Assert.That(memory.PerSignal, Is.LessThanOrEqualTo(12L * typed.Input.Count));
        }
    }

    [TestCase(0)]
    [TestCase(-3)]
    public void A_block_without_channels_is_refused(int channels)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            BuildingBlocks.Softmax(channels, Fibre.Regular)
        );
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            BuildingBlocks.LayerNormalization(channels, Fibre.Regular)
        );
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            BuildingBlocks.LayerNormalization(2, Fibre.Regular, channels)
        );
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
