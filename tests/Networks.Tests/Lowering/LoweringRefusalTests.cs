using AgeFormal.Algebra;
using AgeFormal.Networks.Torch;
using AgeFormal.Networks.Torch.Execution;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using AgeFormal.Programs;
using AgeFormal.Programs.Blocks;
using AgeFormal.Programs.Formulas;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Tests.Lowering;

/// <summary>What cannot be lowered is refused by a message that names the layer, the part and the expectation.</summary>
public sealed class LoweringRefusalTests
{
    private static readonly Site G = new Site.Variable("g");
    private static readonly Rel N = new Rel.Variable("n");

    [Test]
    public void A_constant_is_refused()
    {
        var read = new Term.Signal("o", G * new Rel.Constant("a"));
        AssertRefused(With(read), read.ToString(), "constant 'a'", "expected");
    }

    [Test]
    public void A_function_without_a_kernel_is_refused()
    {
        var term = new Term.Pointwise(
            new PointwiseFunction("own", x => x),
            new Term.Signal("o", G)
        );
        AssertRefused(With(term), term.ToString(), "'own' has no tensor kernel", "relu");
    }

    [TestCase("f[o](g) + 1e294")]
    [TestCase("1e294·f[o](g)")]
    public void A_number_that_the_format_does_not_have_is_refused(string body)
    {
        var op = Read($"λ(g; o). {body}") with { Path = "stage.own" };
        TorchNetwork Built(Placement placement) => Lowered.Block(op, placement);
        var refusal = Assert.Throws<LoweringException>(() => Built(Lowered.Single).Dispose());
        Assert.That(
            refusal!.Message,
            Does.Contain("'stage.own'")
                .And.Contains("a number of size 1E+294")
                .And.Contains("Float32 ends at 3.4E+38")
        );
        using var block = Built(Lowered.Single with { Type = ScalarType.Float64 });
        using var scope = NewDisposeScope();
        var output = block.forward(zeros([1, 2, 4, 3, 3], ScalarType.Float64));
        Assert.That(output.isfinite().all().item<bool>());
    }

    [Test]
    public void A_read_between_points_is_refused()
    {
        var op = Read("λ(g; o). Σ[n ∈ Win(S)] f[o](g·n)");
        var even = Region.Box(2, 2);
        AssertRefused(
            op with
            {
                Meaning = op.Meaning with { Windows = [new("S", even, even.Points())] },
            },
            "f[o](g·n)",
            "between grid points",
            "a position on the grid is expected"
        );
    }

    [Test]
    public void A_sample_between_points_is_refused()
    {
        var op = Lowered.Typed(
            new Op.SpatialPooling(Reduction.Max, Region.Box(1, 1))
            {
                Sampling = Sampling.Dense with { Stride = 2 },
            },
            new FieldType(PointGroups.P4, Fibre.Regular, 1, Region.Box(5, 5))
        );
        var sampled = new Term.Sampled("u", G * N, new Term.Signal("o", new Site.Variable("u")));
        var body = new Term.Reduce(Reduction.Sum, "n", new Domain.Window("S"), sampled);
        var window = Region.Box(3, 3);
        AssertRefused(
            op with
            {
                Meaning = op.Meaning with
                {
                    Formula = op.Meaning.Formula with { Body = body },
                    Windows = [new("S", window, window.Points())],
                },
            },
            sampled.ToString(),
            "between output points",
            "an output point is expected"
        );
    }

    [Test]
    public void An_attention_map_of_two_positions_is_refused()
    {
        var op = Read("λ(g; o). f[o](g)");
        AssertRefused(
            op with
            {
                Meaning = op.Meaning with
                {
                    Formula = op.Meaning.Formula with { Sites = ["g", "v"] },
                },
            },
            "λ([g, v]; [o])",
            "one position",
            "expected"
        );
    }

    [Test]
    public void A_window_without_a_point_inside_is_refused()
    {
        var op = Lowered.Typed(
            new Op.SpatialPooling(Reduction.Max, Region.Box(3, 3))
            {
                Sampling = Sampling.Dense with
                {
                    Padding = Padding.Symmetric(1, PaddingMode.Excluded),
                },
            },
            new FieldType(PointGroups.P4, Fibre.Trivial, 1, Region.Box(3, 3))
        );
        var corner = PointSet.Of([
            [2, 2],
        ]);
        AssertRefused(
            op with
            {
                Meaning = op.Meaning with { Windows = [new("S", Region.Box(1, 1), corner)] },
            },
            "max[n ∈ Win(S)] f[o](g·n)",
            "over nothing",
            "at least one point inside is expected"
        );
    }

    [Test]
    public void A_read_of_excluded_points_outside_of_a_reduction_is_refused()
    {
        var op = Lowered.Typed(
            new Op.SpatialPooling(Reduction.Max, Region.Box(3, 3))
            {
                Sampling = Sampling.Dense with
                {
                    Padding = Padding.Symmetric(2, PaddingMode.Excluded),
                },
            },
            new FieldType(PointGroups.P4, Fibre.Trivial, 1, Region.Box(3, 3))
        );
        AssertRefused(
            op with
            {
                Meaning = op.Meaning with
                {
                    Formula = op.Meaning.Formula with { Body = new Term.Signal("o", G) },
                },
            },
            "f[o](g)",
            "excluded points",
            "a reduction around them is expected"
        );
    }

    [Test]
    public void A_table_over_the_limit_is_refused()
    {
        var op = Read("λ(g; o). Σ[n ∈ Win(S)] f[o](g·n)");
        AssertRefused(op, "f[o](g·n)", "expected at most 100", "g[9]", new(100, long.MaxValue));
    }

    [Test]
    public void Intermediates_over_the_limit_are_refused_when_a_block_is_built_and_when_it_runs()
    {
        var op = Read("λ(g; o). Σ[n ∈ Win(S)] f[o](g·n)");
        var limits = new LoweringLimits(int.MaxValue, 4 << 20);
        AssertRefused(op, "the intermediates", "batch of 1", "0 MiB", limits with { Bytes = 100 });
        using var scope = NewDisposeScope();
        using var block = Lowered.Block(op, Lowered.Single, limits);
        Assert.That(block.forward(zeros([1, 2, 4, 3, 3])).shape, Is.EqualTo([1L, 2, 4, 3, 3]));
        var refusal = Assert.Throws<LoweringException>(() =>
            block.forward(zeros([5000, 2, 4, 3, 3]))
        );
        Assert.That(refusal!.Message, Does.Contain("batch of 5000").And.Contains("4 MiB"));
    }

    [Test]
    public void A_network_refuses_with_the_path_of_the_layer()
    {
        var design = DesignParser.Parse(Text("λ(g; o). max[m ∈ G] f[o](g·m·m)"), "test");
        var op = Typing.Elaborate(
            new Op.Sequence([new("stage", new Op.Sequence([new("own", new Op.Custom(design))]))]),
            new FieldType(PointGroups.P4, Fibre.Regular, 2, Region.Box(201, 201))
        );
        var refusal = Assert.Throws<LoweringException>(() => TorchNetwork.Create(op).Dispose());
        Assert.That(refusal!.Layer, Is.EqualTo("stage.own"));
    }

    private static void AssertRefused(
        TypedOp.Elementary op,
        string part,
        string reason,
        string expectation,
        LoweringLimits? limits = null
    )
    {
        var refusal = Assert.Throws<LoweringException>(() =>
            ProgramLowering.Lower(
                op with
                {
                    Path = "stage.own",
                },
                limits ?? LoweringLimits.Default,
                byFormula: true
            )
        );
        Assert.That(refusal!.Layer, Is.EqualTo("stage.own"));
        Assert.That(refusal.Part, Is.EqualTo(part));
        Assert.That(
            refusal.Message,
            Does.Contain("'stage.own'")
                .And.Contains(part)
                .And.Contains(reason)
                .And.Contains(expectation)
        );
    }

    private static TypedOp.Elementary With(Term body)
    {
        var op = Read("λ(g; o). f[o](g)");
        return op with
        {
            Meaning = op.Meaning with { Formula = op.Meaning.Formula with { Body = body } },
        };
    }

    private static TypedOp.Elementary Read(string formula) =>
        Lowered.Typed(
            new Op.Custom(DesignParser.Parse(Text(formula), "test")),
            new FieldType(PointGroups.P4, Fibre.Regular, 2, Region.Box(3, 3))
        );

    private static string Text(string formula) =>
        $"design own\ninput f[2] on group\noutput 2\nwindow S 3\nparam W[2, H]\n{formula}\n";
}
