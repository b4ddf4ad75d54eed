using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Networks.Onnx;
using AgeFormal.Networks.Tests.Lowering;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;

namespace AgeFormal.Networks.Tests.Onnx;

/// <summary>Each elementary block as ONNX nodes, on square, hexagonal and cubic lattices.</summary>
public sealed class OnnxLayerTests
{
    private const double Tolerance = 1e-5;

    private static readonly PointGroup[] Groups =
    [
        PointGroups.P1,
        PointGroups.P4m,
        PointGroups.P6,
        PointGroups.SpatialD2,
    ];

    private static readonly PaddingMode[] OnBoxes = Enum.GetValues<PaddingMode>();

    private static readonly PaddingMode[] OnHexagons = [PaddingMode.Zeros, PaddingMode.Excluded];

    private static readonly Dictionary<string, (Fibre Fibre, Func<PointGroup, Op> Op)> Blocks =
        new()
        {
            ["lifting"] = (Fibre.Trivial, group => new Op.LiftingConvolution(2, Window(group, 3))),
            ["group"] = (Fibre.Regular, group => new Op.GroupConvolution(2, Window(group, 3))),
            ["group of other measure"] = (
                Fibre.Regular,
                group => new Op.GroupConvolution(1, Window(group, 1))
                {
                    HaarWeight = new Coefficient(new(1, 2), 1),
                }
            ),
            ["attentive lifting"] = (Fibre.Trivial, group => Attentive(group)),
            ["attentive group"] = (Fibre.Regular, group => Attentive(group)),
            ["attentive group over channels, direct"] = (
                Fibre.Regular,
                group => Attentive(group) with { Spatial = null, Branch = AttentionBranch.Direct }
            ),
            ["attentive group over positions"] = (
                Fibre.Regular,
                group => Attentive(group) with { Channel = null }
            ),
            ["input attention on the lattice"] = (Fibre.Trivial, group => Input(group)),
            ["input attention on the group"] = (Fibre.Regular, group => Input(group)),
            ["input attention over channels, direct"] = (
                Fibre.Regular,
                group => Input(group) with { Spatial = null, Branch = AttentionBranch.Direct }
            ),
            ["input attention over positions"] = (
                Fibre.Regular,
                group => Input(group) with { Channel = null, HaarWeight = 1 }
            ),
            ["crop"] = (Fibre.Regular, _ => new Op.Crop(1)),
            ["upsampling"] = (Fibre.Regular, group => new Op.Upsampling(Samples.Factor(group))),
            ["zero insertion"] = (
                Fibre.Regular,
                _ => new Op.Upsampling(2) { Between = Interpolation.Zeros }
            ),
            ["transposed convolution"] = (
                Fibre.Regular,
                group => new Op.Sequence([
                    new("", new Op.Upsampling(2) { Between = Interpolation.Zeros }),
                    new("", new Op.GroupConvolution(2, Window(group, 3))),
                ])
            ),
            ["dropout"] = (Fibre.Regular, _ => new Op.Dropout(0.5)),
            ["normalisation"] = (Fibre.Regular, _ => new Op.BatchNormalization()),
            ["normalisation on the lattice"] = (Fibre.Trivial, _ => new Op.BatchNormalization()),
            ["identity"] = (Fibre.Regular, _ => Op.Identity),
            ["global mean"] = (Fibre.Regular, _ => new Op.GlobalPooling(Reduction.Mean)),
            ["global maximum"] = (Fibre.Trivial, _ => new Op.GlobalPooling(Reduction.Max)),
            ["global minimum"] = (Fibre.Regular, _ => new Op.GlobalPooling(Reduction.Min)),
            ["global sum"] = (Fibre.Regular, _ => new Op.GlobalPooling(Reduction.Sum)),
            ["maximum over H"] = (Fibre.Regular, _ => new Op.GroupPooling(Reduction.Max)),
            ["mean over H"] = (Fibre.Regular, _ => new Op.GroupPooling(Reduction.Mean)),
            ["sum"] = (
                Fibre.Regular,
                group => new Op.Sum([
                    new("", Op.Identity),
                    new("a", new Op.GroupConvolution(2, Window(group, 1))),
                    new("", new Op.Pointwise(PointwiseFunction.Relu)),
                ])
            ),
            ["concatenation"] = (
                Fibre.Regular,
                group => new Op.Concatenation([
                    new("a", new Op.GroupConvolution(3, Window(group, 1))),
                    new("", Op.Identity),
                ])
            ),
            ["restriction"] = (
                Fibre.Trivial,
                group => new Op.Restriction(
                    Larger(group),
                    new Op.LiftingConvolution(2, Window(group, 3))
                )
            ),
            ["one branch"] = (
                Fibre.Regular,
                _ => new Op.Sum([new("", new Op.Concatenation([new("", Op.Identity)]))])
            ),
            ["sequence"] = (
                Fibre.Trivial,
                group => new Op.Sequence([
                    new("lift", new Op.LiftingConvolution(2, Window(group, 3))),
                    new("bn", new Op.BatchNormalization()),
                    new("", new Op.Pointwise(PointwiseFunction.Tanh)),
                    new("c", new Op.GroupConvolution(2, Window(group, 3))),
                    new("pool", new Op.GroupPooling(Reduction.Max)),
                    new("all", new Op.GlobalPooling(Reduction.Mean)),
                ])
            ),
        };

    // The largest group of the catalogue that holds a group.
    private static PointGroup Larger(PointGroup group) =>
        GroupPairs.All.Where(pair => pair.Subgroup == group).MaxBy(pair => pair.Group.Order).Group;

    private static IEnumerable<TestCaseData> BlockCases =>
        from over in Groups
        from name in Blocks.Keys
        select new TestCaseData(over.Symbol, name).SetArgDisplayNames(over.Symbol, name);

    [TestCaseSource(nameof(BlockCases))]
    public void A_block_computes_the_same_in_ONNX_Runtime(string symbol, string name)
    {
        var group = PointGroups.Parse(symbol);
        var (fibre, op) = Blocks[name];
        AssertSame(op(group), Type(group, fibre));
    }

    private static IEnumerable<TestCaseData> PaddedCases =>
        from over in Groups
        from mode in over.Lattice == Lattice.Hexagonal ? OnHexagons : OnBoxes
        from block in (string[])["convolution", .. Enum.GetNames<Reduction>()]
        where block != "convolution" || mode != PaddingMode.Excluded
        select new TestCaseData(over.Symbol, mode, block).SetArgDisplayNames(
            over.Symbol,
            $"{mode}",
            block
        );

    [TestCaseSource(nameof(PaddedCases))]
    public void A_window_at_the_border_computes_the_same_in_ONNX_Runtime(
        string symbol,
        PaddingMode mode,
        string block
    )
    {
        var group = PointGroups.Parse(symbol);
        var sampling = new Sampling(2, Padding.Symmetric(1, mode), 2);
        var window = Window(group, 3);
        AssertSame(
            block == "convolution"
                ? new Op.GroupConvolution(1, window) { Sampling = sampling }
                : new Op.SpatialPooling(Enum.Parse<Reduction>(block), window)
                {
                    Sampling = sampling,
                },
            Type(group, Fibre.Regular)
        );
    }

    [TestCase(PaddingMode.Zeros)]
    [TestCase(PaddingMode.Reflect)]
    [TestCase(PaddingMode.Replicate)]
    [TestCase(PaddingMode.Circular)]
    public void Unequal_padding_computes_the_same_in_ONNX_Runtime(PaddingMode mode)
    {
        var sampling = Sampling.Dense with
        {
            Padding = new(PerAxis.Of(0, 2), PerAxis.Of(1, 1), mode),
        };
        var type = Type(PointGroups.P4, Fibre.Regular);
        var window = Window(PointGroups.P4, 3);
        AssertSame(new Op.GroupConvolution(1, window) { Sampling = sampling }, type);
        AssertSame(new Op.SpatialPooling(Reduction.Max, window) { Sampling = sampling }, type);
    }

    [Test]
    public void A_block_of_another_paper_computes_the_same_in_ONNX_Runtime(
        [Values(
            "softmax",
            "softmax on the lattice",
            "layer normalization",
            "layer normalization on the lattice",
            "group normalization",
            "group normalization on the lattice"
        )]
            string name,
        [Values("p1", "p4m", "p6", "D2")] string symbol
    )
    {
        var group = PointGroups.Parse(symbol);
        var (fibre, op) = KnownBlocks.All[name];
        AssertSame(op(group), Type(group, fibre) with { Channels = 4 });
    }

    private static IEnumerable<string> Functions =>
        [.. PointwiseFunction.All.Select(f => f.Name), "pow 3", "pow -3/2"];

    [TestCaseSource(nameof(Functions))]
    public void A_function_computes_the_same_in_ONNX_Runtime(string name)
    {
        var function = PointwiseFunction.Find(name)!;
        // Positive values lie in the domain of every function; signs matter to the others.
        var positive = name is "sqrt" or "rsqrt" or "reciprocal" or "log" or "pow -3/2";
        foreach (var group in Groups)
            AssertSame(
                new Op.Pointwise(function),
                Type(group, Fibre.Regular),
                value: i => positive ? 0.5 + i % 7 : 0.5 * (i % 7 - 3)
            );
    }

    [TestCase("p4m", "normalisation")]
    [TestCase("p6", "normalisation")]
    [TestCase("p4m", "global mean")]
    [TestCase("p6", "maximum over H")]
    public void In_float64_a_block_computes_the_same_to_the_last_digits(string symbol, string name)
    {
        var group = PointGroups.Parse(symbol);
        var (fibre, op) = Blocks[name];
        AssertSame(op(group), Type(group, fibre), Precision.Double, 1e-14);
    }

    [TestCaseSource(typeof(LayerDesigns), nameof(LayerDesigns.Cases))]
    public void A_design_computes_the_same_in_ONNX_Runtime(
        string name,
        string shape,
        string smaller,
        string symbol
    )
    {
        var op = LayerDesigns.Typed(LayerDesigns.Read(name, shape, smaller), symbol);
        AssertSame(op.Op, op.Input);
        // The sigmoid of ONNX Runtime is an approximation, right to ten digits.
        AssertSame(op.Op, op.Input, Precision.Double, 1e-8);
    }

    [TestCase("Σ[k ∈ H] f[o](g)")]
    [TestCase("2 + V(g⁻¹·g)")]
    [TestCase("mean[m ∈ G] f[o](g·m)")]
    [TestCase("Σ[n ∈ Win(S)] sample[v = g·n] 1 · V(n)")]
    public void A_design_that_reads_no_position_computes_the_same_in_ONNX_Runtime(string formula)
    {
        var design = DesignParser.Parse(
            $"design own\ninput f[2] on group\noutput 2\nwindow S 3\nparam V[S]\nλ(g; o). {formula}\n",
            "own"
        );
        AssertSame(new Op.Custom(design), Type(PointGroups.P4, Fibre.Regular));
    }

    [Test]
    public void A_function_of_the_users_own_is_refused_by_the_name_of_its_layer()
    {
        var own = new PointwiseFunction("softsign", x => x / (1 + Math.Abs(x)));
        var network = new Network(
            "own",
            new Op.Sequence([new("gate", new Op.Pointwise(own))]),
            Type(PointGroups.P4, Fibre.Regular)
        );
        var refusal = Assert.Throws<OnnxExportException>(() =>
            OnnxFile.Write(
                Stream.Null,
                network,
                Parameters<double>.Generate(network.Elaborate(), (_, _, _) => 0)
            )
        )!;
        Assert.That(refusal.Layer, Is.EqualTo("gate"));
        Assert.That(refusal.Message, Does.Contain("'gate'").And.Contain("'softsign'"));
    }

    private static void AssertSame(
        Op op,
        FieldType type,
        Precision precision = Precision.Single,
        double tolerance = Tolerance,
        Func<int, double>? value = null
    )
    {
        var input = Signal<double>.Generate(type, 2, value ?? (i => Math.Sin(0.7 * i * i)));
        Assert.That(
            OnnxRun.RelativeError(new Network("layer", op, type), input, precision),
            Is.LessThanOrEqualTo(tolerance)
        );
    }

    private static FieldType Type(PointGroup group, Fibre fibre) =>
        new(group, fibre, 2, Region.On(group, group.Dimension == 3 ? 5 : 7));

    private static Region Window(PointGroup group, int side) => Region.On(group, side);

    private static Op.AttentiveConvolution Attentive(PointGroup group) =>
        new(2, Window(group, 3))
        {
            Sampling = Sampling.Dense with { Padding = Padding.Symmetric(1) },
            Channel = new(2) { Statistics = [Reduction.Mean, Reduction.Max, Reduction.Min] },
            Spatial = new(Window(group, 3)) { Dilation = 2 },
        };

    private static Op.InputAttention Input(PointGroup group) =>
        new()
        {
            Channel = new(1),
            Spatial = new(Window(group, 3)) { Statistics = [Reduction.Sum, Reduction.Max] },
        };
}
