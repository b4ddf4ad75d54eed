using System.Collections.Immutable;
using System.Reflection;
using AgeFormal.Algebra;
using AgeFormal.Operators.Language;

namespace AgeFormal.Operators.Tests;

/// <summary>
/// The values of each elementary block, computed by hand on a row of three points with H = {e, r}, where r turns the row
/// around: (x, h)·(n, k) = (x + h▹n, h·k) with r▹n = −n. Numbers are listed by channel, then h, then x = −1, 0, 1.
/// </summary>
public sealed class BlockValuesTests
{
    private static readonly PointGroup Group = PointGroups.P2;
    private static readonly Region Row = Region.Box(1, 3);
    private static readonly Region Point = Region.Box(1, 1);

    private static readonly Sampling Padded = Sampling.Dense with
    {
        Padding = new(PerAxis.Of(0, 1), PerAxis.Of(0, 1), PaddingMode.Zeros),
    };

    private static readonly EqArray<Reduction> Largest = [Reduction.Max];

    // f(e) and f(r) of a signal on the group; each has a whole mean.
    private static readonly int[] OnGroup = [1, 2, 6, 3, 5, 10];

    private static IEnumerable<Example> Examples
    {
        get
        {
            // ψ = (1, 10, 100): (x, e) reads the row, 1·1 + 2·10 + 4·100; (x, r) reads it from right to left, 4·1 + 2·10 + 1·100.
            yield return new(
                "a lifting convolution reads from both ends",
                new Op.LiftingConvolution(1, Row),
                [1, 2, 4],
                [421, 124],
                ("weight", [1, 10, 100])
            );
            // Outside is 0. e: 1·10 + 2·100, 421, 2·1 + 4·10. r: (−1, r) reads f(0), f(−1), f(−2); (1, r) reads f(2), f(1), f(0).
            yield return new(
                "a padded lifting convolution",
                new Op.LiftingConvolution(1, Row) { Sampling = Padded },
                [1, 2, 4],
                [210, 421, 42, 12, 124, 240],
                ("weight", [1, 10, 100])
            );
            // ψ(o, c) at the one point: o = 0 is f₀ + 10 f₁, o = 1 is 100 f₀ + 1000 f₁, for each h.
            yield return new(
                "a lifting convolution mixes channels",
                new Op.LiftingConvolution(2, Point),
                [1, 2, 3, 4, 5, 6],
                [41, 52, 63, 41, 52, 63, 4100, 5200, 6300, 4100, 5200, 6300],
                ("weight", [1, 10, 100, 1000])
            );
            // ψ(e) = (1, 10, 100), ψ(r) = 1000 ψ(e). (0, e): f(e) with ψ(e) is 621, f(r) with ψ(r) is 1 053 000. (0, r) reads
            // from right to left and k = r leads to f(e): 10 + 50 + 300 and 1000·(6 + 20 + 100). μ = 1/2.
            yield return new(
                "a group convolution",
                new Op.GroupConvolution(1, Row),
                OnGroup,
                [new(1_053_621, 2), new(126_360, 2)],
                ("weight", [1, 10, 100, 1000, 10_000, 100_000])
            );
            yield return new(
                "a group convolution with a weight of its own",
                new Op.GroupConvolution(1, Row) { HaarWeight = 1 },
                OnGroup,
                [1_053_621, 126_360],
                ("weight", [1, 10, 100, 1000, 10_000, 100_000])
            );
            foreach (var example in Attentive.Concat(OfInput).Concat(OfOneValue).Concat(Pooling))
                yield return example;
        }
    }

    // ψ(e) = 1 and ψ(r) = 10 at one point: F(·, e; e) = (1, 2, 6), F(·, e; r) = (30, 50, 100), F(·, r; e) = (3, 5, 10) and
    // F(·, r; r) = (10, 20, 60). Gates are the identity, so that α is a number one sees.
    private static IEnumerable<Example> Attentive
    {
        get
        {
            var plain = new Op.AttentiveConvolution(1, Point)
            {
                HaarWeight = 1,
                Branch = AttentionBranch.Direct,
            };
            var byChannels = plain with { Channel = OverChannels };
            (string, Rational[]) weight = ("weight", [1, 10]);
            (string, Rational[]) hidden = (ChannelAttention.HiddenWeight, [1, -1]);
            (string, Rational[]) output = (ChannelAttention.OutputWeight, [2, 3]);
            // W₁(e) = 1 and W₁(r) = −1, so relu leaves k = e: mean and maximum of F(·, e; e) are 3 and 6, α_C = 2·3 + 2·6 = 18;
            // those of F(·, r; e) are 6 and 10, α_C = 32.
            yield return new(
                "attention over channels",
                byChannels,
                OnGroup,
                [18, 36, 108, 96, 160, 320],
                weight,
                hidden,
                output
            );
            // F(e) + F(r) = (31, 52, 106) and (13, 25, 70), less the values above.
            yield return new(
                "the residual branch",
                byChannels with
                {
                    Branch = AttentionBranch.Residual,
                },
                OnGroup,
                [13, 16, -2, -83, -135, -250],
                weight,
                hidden,
                output
            );
            // K(e) is at n = 1 and K(r) at n = 0: α_X(x, h; e) is F at the right neighbour for h = e and at the left one for
            // h = r, nothing outside of the row; α_X(·; r) is F itself. e: (1·2, 2·6, 0) + (30², 50², 100²).
            // r: (0, 5·3, 10·5) + (10², 20², 60²).
            yield return new(
                "attention over positions",
                plain with
                {
                    Spatial = OverPositions(Largest),
                },
                OnGroup,
                [902, 2512, 10_000, 100, 415, 3650],
                weight,
                (SpatialAttention.Weight, [0, 0, 1, 0, 1, 0])
            );
            // With W₂(r) = W₁(r) = 0 the values are A = (6·1, 6·2, 6·6) and (10·3, 10·5, 10·10), α_C the largest value at k = e.
            // α_X reads A at the neighbour: (12, 36, 0)·A and (0, 30, 50)·A.
            yield return new(
                "attention over positions reads what attention over channels gives",
                plain with
                {
                    Channel = OverChannels with { Statistics = Largest },
                    Spatial = OverPositions(Largest),
                },
                OnGroup,
                [72, 432, 0, 0, 1500, 5000],
                weight,
                (ChannelAttention.HiddenWeight, [1, 0]),
                (ChannelAttention.OutputWeight, [1, 0]),
                (SpatialAttention.Weight, [0, 0, 1, 0, 0, 0])
            );
            // ψ is at n = 1 of a padded row: F(·, e) = (2, 6, 0), F(·, r) = (0, 1, 2). α_C is the largest: 6 and 2.
            yield return new(
                "attention over channels on the lattice",
                new Op.AttentiveConvolution(1, Row)
                {
                    Sampling = Padded,
                    Branch = AttentionBranch.Direct,
                    Channel = OverChannels with { Statistics = Largest },
                },
                [1, 2, 6],
                [12, 36, 0, 0, 2, 4],
                ("weight", [0, 0, 1]),
                (ChannelAttention.HiddenWeight, [1]),
                (ChannelAttention.OutputWeight, [1])
            );
        }
    }

    private static IEnumerable<Example> OfInput
    {
        get
        {
            var plain = new Op.InputAttention { HaarWeight = 1, Branch = AttentionBranch.Direct };
            var byChannels = plain with { Channel = OverChannels with { Statistics = Largest } };
            // The largest values are 6 of f(e) and 10 of f(r). W₁ takes their difference: the hidden unit is relu(6 − 10) = 0
            // at e and relu(10 − 6) = 4 at r. W₂(e) = 1, W₂(r) = 10: α_C(e) = 0 + 40, α_C(r) = 4 + 0.
            yield return new(
                "attention over channels of the input",
                byChannels,
                OnGroup,
                [40, 80, 240, 12, 20, 40],
                (ChannelAttention.HiddenWeight, [1, -1]),
                (ChannelAttention.OutputWeight, [1, 10])
            );
            yield return new(
                "the residual branch of the input",
                byChannels with
                {
                    Branch = AttentionBranch.Residual,
                },
                OnGroup,
                [-39, -78, -234, -9, -15, -30],
                (ChannelAttention.HiddenWeight, [1, -1]),
                (ChannelAttention.OutputWeight, [1, 10])
            );
            // Means over channels: e (2, 1, 4), r (2, 3, 5); largest: e (3, 2, 6), r (3, 5, 10). K of the mean is at k = e, n = 1
            // and K of the maximum at k = r, n = 0: α_X(·, e) = (1, 4, 0) + (3, 5, 10), α_X(·, r) = (0, 2, 3) + (3, 2, 6).
            yield return new(
                "attention over positions of the input",
                plain with
                {
                    Spatial = OverPositions([Reduction.Mean, Reduction.Max]),
                },
                [1, 2, 6, 3, 5, 10, 3, 0, 2, 1, 1, 0],
                [4, 18, 60, 9, 20, 90, 12, 0, 20, 3, 4, 0],
                (SpatialAttention.Weight, [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0])
            );
            // α = W₂ W₁ max f = 3·2·6.
            yield return new(
                "attention over channels of an input on the lattice",
                byChannels,
                [1, 2, 6],
                [36, 72, 216],
                (ChannelAttention.HiddenWeight, [2]),
                (ChannelAttention.OutputWeight, [3])
            );
            // K at n = 1 reads the right neighbour (2, 6, 0), turned around the left one (0, 1, 2); the larger is α.
            yield return new(
                "attention over positions of an input on the lattice",
                plain with
                {
                    Spatial = OverPositions(Largest),
                },
                [1, 2, 6],
                [2, 12, 12],
                (SpatialAttention.Weight, [0, 0, 1])
            );
        }
    }

    private static IEnumerable<Example> OfOneValue
    {
        get
        {
            yield return new("a crop", new Op.Crop(1), [.. Enumerable.Range(0, 9)], [4])
            {
                Grid = Region.Box(3, 3),
            };
            yield return new(
                "upsampling repeats each value along the row",
                new Op.Upsampling(PerAxis.Of(1, 2)),
                OnGroup,
                [1, 1, 2, 2, 6, 6, 3, 3, 5, 5, 10, 10]
            );
            yield return new(
                "upsampling puts zeros between the values of the row",
                new Op.Upsampling(PerAxis.Of(1, 3)) { Between = Interpolation.Zeros },
                OnGroup,
                [1, 0, 0, 2, 0, 0, 6, 3, 0, 0, 5, 0, 0, 10]
            );
            yield return new("dropout", new Op.Dropout(0.5), OnGroup, [1, 2, 6, 3, 5, 10]);
            yield return new(
                "a function of each value",
                new Op.Pointwise(PointwiseFunction.Relu),
                [-1, 0, 2],
                [0, 0, 2]
            );
            // 6·(f − 1)/√(3 + 1) + 7.
            yield return new(
                "batch normalisation",
                new Op.BatchNormalization { Epsilon = 1 },
                [5, 1, -1],
                [19, 7, 1],
                ("weight", [6]),
                ("bias", [7]),
                ("running_mean", [1]),
                ("running_var", [3])
            );
            // f(·, h) + 10 f(·, h·r).
            yield return new(
                "a formula of one's own",
                new Op.Custom(
                    DesignParser.Parse(
                        "design own\ninput f[1] on group\noutput 1\nparam W[1, H]\nλ(g; o). Σ[k ∈ H] f[o](g·k) · W(k; o)\n",
                        "own.design"
                    )
                ),
                OnGroup,
                [31, 52, 106, 13, 25, 70],
                ("W", [1, 10])
            );
        }
    }

    private static IEnumerable<Example> Pooling
    {
        get
        {
            yield return new(
                "the largest of a window",
                new Op.SpatialPooling(Reduction.Max, Row),
                [-3, -1, -2],
                [-1]
            );
            // At the ends the window has two points of the row: (1 + 2)/2, (1 + 2 + 6)/3, (2 + 6)/2.
            yield return new(
                "the mean of a window without what is outside",
                new Op.SpatialPooling(Reduction.Mean, Row)
                {
                    Sampling = Sampling.Dense with
                    {
                        Padding = new(PerAxis.Of(0, 1), PerAxis.Of(0, 1), PaddingMode.Excluded),
                    },
                },
                [1, 2, 6],
                [new(3, 2), 3, 4]
            );
            yield return new(
                "the mean over space",
                new Op.GlobalPooling(Reduction.Mean),
                OnGroup,
                [3, 6]
            );
            yield return new(
                "the smallest over space",
                new Op.GlobalPooling(Reduction.Min),
                OnGroup,
                [1, 3]
            );
            yield return new(
                "the sum over H",
                new Op.GroupPooling(Reduction.Sum),
                OnGroup,
                [4, 7, 16]
            );
        }
    }

    private static ChannelAttention OverChannels => new(1) { Gate = PointwiseFunction.Identity };

    private static SpatialAttention OverPositions(EqArray<Reduction> statistics) =>
        new(Row) { Gate = PointwiseFunction.Identity, Statistics = statistics };

    private static IEnumerable<TestCaseData> Cases =>
        Examples.Select(example => new TestCaseData(example).SetArgDisplayNames(example.Name));

    [TestCaseSource(nameof(Cases))]
    public void A_block_has_the_values_computed_by_hand(Example example)
    {
        var (op, parameters, input) = example.Given();
        Assert.That(
            Reference.EvaluateExactly(op, parameters, input).Values,
            Is.EqualTo(example.Output)
        );
        Assert.That(
            Reference
                .Evaluate(
                    op,
                    Parameters<double>.Generate(op, Real),
                    input.Map(value => value.ToDouble())
                )
                .Values,
            Is.EqualTo(example.Output.Select(value => value.ToDouble())).Within(1e-9)
        );

        double Real(string name, ParameterDeclaration _, int index) =>
            parameters[name][index].ToDouble();
    }

    [Test]
    public void Every_kind_of_block_has_values_on_each_fibre_it_takes()
    {
        var kinds = typeof(Op)
            .GetNestedTypes(BindingFlags.Public)
            .Where(type => type.IsSubclassOf(typeof(Op.Elementary)));
        Assert.That(
            Examples.Select(example => example.Op.GetType()).Distinct(),
            Is.EquivalentTo(kinds)
        );
    }

    /// <summary>At weights of zero a gate σ is 1/2, so that α is 1/2, or 1/4 with two of them, or what is left of 1.</summary>
    [TestCase(true, false, AttentionBranch.Direct, 0.5)]
    [TestCase(false, true, AttentionBranch.Direct, 0.5)]
    [TestCase(true, true, AttentionBranch.Direct, 0.25)]
    [TestCase(true, true, AttentionBranch.Residual, 0.75)]
    public void Attention_with_weights_of_zero_halves(
        bool channel,
        bool spatial,
        AttentionBranch branch,
        double factor
    )
    {
        var overChannels = channel ? new ChannelAttention(1) : null;
        var overPositions = spatial ? new SpatialAttention(Row) : null;
        foreach (var fibre in new[] { Fibre.Trivial, Fibre.Regular })
        {
            var type = new FieldType(Group, fibre, 1, Row);
            var f = Signal<double>.Generate(type, 1, i => 1 + i);
            var onInput = Value(
                new Op.InputAttention
                {
                    Channel = overChannels,
                    Spatial = overPositions,
                    Branch = branch,
                }
            );
            Assert.That(onInput, Is.EqualTo(f.Values.Select(value => factor * value)));
            var plain =
                fibre == Fibre.Trivial
                    ? Value(new Op.LiftingConvolution(1, Point))
                    : Value(new Op.GroupConvolution(1, Point));
            var attentive = Value(
                new Op.AttentiveConvolution(1, Point)
                {
                    Channel = overChannels,
                    Spatial = overPositions,
                    Branch = branch,
                }
            );
            Assert.That(attentive, Is.EqualTo(plain.Select(value => factor * value)));

            ImmutableArray<double> Value(Op op)
            {
                var typed = Typing.Elaborate(op, type);
                return Reference
                    .Evaluate(
                        typed,
                        Parameters<double>.Generate(
                            typed,
                            (name, _, index) => name == "weight" ? 2 + index : 0
                        ),
                        f
                    )
                    .Values;
            }
        }
    }

    /// <summary>A block with its parameters, an input and the output that follows.</summary>
    public sealed record Example
    {
        private readonly (string Name, Rational[] Values)[] _parameters;
        private readonly int[] _input;

        public Example(
            string name,
            Op op,
            int[] input,
            Rational[] output,
            params (string Name, Rational[] Values)[] parameters
        )
        {
            (Name, Op, _input, Output, _parameters) = (name, op, input, output, parameters);
        }

        public string Name { get; }

        public Op Op { get; }

        public IReadOnlyList<Rational> Output { get; }

        public Region Grid { get; init; } = Row;

        public (TypedOp Op, Parameters<Rational> Parameters, Signal<Rational> Input) Given()
        {
            var fibre = OnTheLattice ? Fibre.Trivial : Fibre.Regular;
            var perChannel = Grid.BoxCount * (OnTheLattice ? 1 : Group.Order);
            var type = new FieldType(Group, fibre, _input.Length / perChannel, Grid);
            var typed = Typing.Elaborate(Op, type);
            return (
                typed,
                Parameters<Rational>.For(
                    typed,
                    _parameters.Select(one =>
                        KeyValuePair.Create(one.Name, one.Values.ToImmutableArray())
                    )
                ),
                Signal<Rational>.Generate(type, 1, i => _input[i])
            );
        }

        private bool OnTheLattice =>
            _input.Length % (Grid.BoxCount * Group.Order) != 0 || Op is Op.LiftingConvolution;

        public override string ToString() => Name;
    }
}
