using AgeFormal.Algebra;
using AgeFormal.Networks.Onnx;
using AgeFormal.Symmetry.Tests.Foreign;
using static AgeFormal.Symmetry.Tests.Foreign.ForeignAttribute;

namespace AgeFormal.Symmetry.Tests;

/// <summary>Networks of other tools, with a known symmetry, and with one break at a known node.</summary>
public sealed class ForeignTests
{
    private static IEnumerable<string> Names => ForeignNetworks.All.Keys;

    [TestCaseSource(nameof(Names))]
    public void A_network_commutes_with_its_group(string name)
    {
        var network = ForeignNetworks.All[name](false);
        var report = Report(network);
        Assert.That(report.Verdict, Is.EqualTo(SymmetryVerdict.Proved), Words(report));
        Assert.That(((Finding.Carried)report.Findings[1]).Output, Is.EqualTo(network.Output));
    }

    [TestCase("escnn: lifting and group convolution of p4", "")]
    [TestCase("escnn: group convolutions of p4m", "2 × regular")]
    [TestCase("escnn: segmentation", "1 × regular")]
    [TestCase("torch: isotropic classifier", "")]
    public void The_channels_of_the_output_are_of_a_named_representation(
        string name,
        string fields
    ) => Assert.That(Report(ForeignNetworks.All[name](false)).OutputFields, Is.EqualTo(fields));

    [TestCaseSource(nameof(Names))]
    public void A_break_is_refuted_and_its_node_named(string name)
    {
        var network = ForeignNetworks.All[name](true);
        var report = Report(network);
        Assert.That(report.Verdict, Is.EqualTo(SymmetryVerdict.Refuted), Words(report));
        Assert.That(
            report
                .Findings.Where(finding => finding is not Finding.Carried)
                .Select(finding => finding is Finding.Lost lost ? lost.Layer : "unknown"),
            Is.All.EqualTo(network.Break),
            Words(report)
        );
    }

    // A line, the line turned by a quarter, and a cross: the first two change places.
    [Test]
    public void Channels_that_a_half_turn_keeps_are_cosets()
    {
        double[] line = [0, 1, 0, 0, 1, 0, 0, 1, 0];
        double[] turned = [0, 0, 0, 1, 1, 1, 0, 0, 0];
        double[] cross = [0, 1, 0, 1, 1, 1, 0, 1, 0];
        var graph = new ForeignGraph(1, 1, 8, 8);
        graph.Conv("lines", "x", [.. line, .. turned, .. cross], [3, 1, 3, 3]);
        Assert.That(
            graph.Report("lines", PointGroups.P4).OutputFields,
            Is.EqualTo("1 × cosets of {e, r²}, 1 × trivial")
        );
    }

    [Test]
    public void A_plain_network_has_no_symmetry()
    {
        var graph = new ForeignGraph(1);
        graph.Conv("conv", "x", graph.Numbers(72), [4, 2, 3, 3]);
        graph.Node("Relu", "relu", ["conv"]);
        graph.Node("GlobalAveragePool", "pool", ["relu"]);
        graph.Node("Flatten", "flat", ["pool"]);
        graph.Node(
            "Gemm",
            "fc",
            ["flat", graph.Random("fw", 3, 4), graph.Random("fb", 3)],
            Int("transB", 1)
        );
        var report = graph.Report("fc");
        Assert.That(report.Verdict, Is.EqualTo(SymmetryVerdict.Refuted));
        Assert.That(report.Exact, Is.EqualTo(new[] { 0 }));
        Assert.That(
            report.Findings.OfType<Finding.Lost>().Select(finding => finding.Layer),
            Is.All.EqualTo("conv")
        );
        Assert.That(report.Witnesses, Has.Count.EqualTo(7));
    }

    // A gradient turns as a vector does: its parts change places and signs, for which there is no rule and no refutation.
    [Test]
    public void An_output_that_changes_its_signs_is_not_refuted()
    {
        double[] along = [-1, 0, 1, -2, 0, 2, -1, 0, 1];
        double[] across = [-1, -2, -1, 0, 0, 0, 1, 2, 1];
        var graph = new ForeignGraph(1, 1, 8, 8);
        graph.Conv("gradient", "x", [.. along, .. across], [2, 1, 3, 3]);
        var report = graph.Report("gradient");
        Assert.That(report.Verdict, Is.EqualTo(SymmetryVerdict.Undecided), Words(report));
        Assert.That(report.Witnesses, Is.Empty);
        var pooled = new ForeignGraph(1, 1, 8, 8);
        pooled.Conv("gradient", "x", [.. along, .. across], [2, 1, 3, 3], pad: 0);
        pooled.Node("GlobalAveragePool", "pool", ["gradient"]);
        Assert.That(pooled.Report("pool").Witnesses, Is.Empty);
    }

    [Test]
    public void A_larger_group_is_refuted_beside_the_elements_that_are_kept()
    {
        var network = ForeignNetworks.All["escnn: lifting and group convolution of p4"](false);
        var report = network.Graph.Report(network.Graph.Last, PointGroups.P4m);
        Assert.That(report.Verdict, Is.EqualTo(SymmetryVerdict.Refuted));
        Assert.That(report.Exact, Is.EqualTo(new[] { 0, 1, 2, 3 }));
    }

    [Test]
    public void A_break_in_a_last_bit_is_within_a_tolerance()
    {
        var network = ForeignNetworks.All["torch: isotropic classifier"](false);
        var weights = network.Graph.Tensors["conv.weight"].Values;
        weights[1] = MathF.BitIncrement((float)weights[1]);
        var exact = network.Graph.Report("fc");
        Assert.That(exact.Verdict, Is.Not.EqualTo(SymmetryVerdict.Proved));
        var within = network.Graph.Report("fc", options: new() { Tolerance = 1e-6 });
        Assert.That(within.Verdict, Is.EqualTo(SymmetryVerdict.Within));
        Assert.That(
            within
                .Findings.OfType<Finding.Carried>()
                .Where(finding => finding.Difference > 0)
                .Select(finding => finding.Layer),
            Is.All.EqualTo("conv").And.Not.Empty
        );
    }

    [Test]
    public void An_input_that_is_regular_moves_its_channels()
    {
        var graph = new ForeignGraph(21, 8, 7, 7);
        graph.Conv(
            "group",
            "x",
            TurnedKernels.Regular(PointGroups.P4, graph.Numbers, 1, 2, 3),
            [4, 8, 3, 3]
        );
        var regular = graph.Report("group", PointGroups.P4, new() { Input = InputAction.Regular });
        Assert.That(regular.Verdict, Is.EqualTo(SymmetryVerdict.Proved));
        Assert.That(
            graph.Report("group", PointGroups.P4).Verdict,
            Is.EqualTo(SymmetryVerdict.Refuted)
        );
    }

    [Test]
    public void An_operator_without_a_rule_is_named()
    {
        var graph = new ForeignGraph(5);
        graph.Node("NonMaxSuppression", "nms", ["x"]);
        var fault = Assert.Throws<OnnxFormatException>(() => graph.Report("nms"))!;
        Assert.That(fault.IsUnsupported);
        Assert.That(fault.Message, Does.Contain("'nms'").And.Contain("NonMaxSuppression"));
    }

    [Test]
    public void Damaged_files_are_refused_with_a_typed_error([Range(1, 10)] int part)
    {
        var files = ForeignNetworks
            .All.Values.Where((_, i) => i % 10 == part - 1)
            .Select(make => make(false).Graph)
            .Select(graph => graph.Bytes(graph.Last))
            .ToArray();
        var (refused, read) = (0, 0);
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(1000 * part + seed);
            var damaged = files[seed % files.Length].ToArray();
            for (var i = random.Next(1, 6); i > 0; i--)
                damaged[
                    random.Next(Math.Min(damaged.Length, random.Next(2) == 0 ? 600 : int.MaxValue))
                ] = (byte)random.Next(256);
            if (random.Next(4) == 0)
                damaged = damaged[..random.Next(damaged.Length)];
            try
            {
                var program = OnnxReader.Read(damaged, "damaged");
                read++;
                if (program.Input.Count == 4)
                    ProgramSymmetry.Of(program.Program, program.Parameters, PointGroups.P4);
            }
            catch (OnnxFormatException)
            {
                refused++;
            }
        }
        Assert.That(refused, Is.GreaterThan(40));
        Assert.That(read, Is.GreaterThan(20));
    }

    private static SymmetryReport Report(ForeignNetwork network) =>
        network.Graph.Report(network.Graph.Last, network.Group, new() { Input = network.Input });

    private static string Words(SymmetryReport report) =>
        string.Join('\n', report.Findings.Select(finding => $"{finding}"))
        + $"\n{string.Join('\n', report.Witnesses)}";
}
