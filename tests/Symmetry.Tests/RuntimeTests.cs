using AgeFormal.Networks.Onnx;
using AgeFormal.Symmetry.Tests.Foreign;

namespace AgeFormal.Symmetry.Tests;

/// <summary>What is read of a file computes what ONNX Runtime computes of it.</summary>
public sealed class RuntimeTests
{
    private static IEnumerable<string> Names => ForeignNetworks.All.Keys;

    [TestCaseSource(nameof(Names))]
    public void A_network_of_another_tool_computes_what_it_computes_in_ONNX_Runtime(string name)
    {
        foreach (var isBroken in new[] { false, true })
        {
            var graph = ForeignNetworks.All[name](isBroken).Graph;
            var bytes = graph.Bytes(graph.Last);
            PeerRuntime.AssertAgrees(bytes, OnnxReader.Read(bytes, name));
        }
    }

    [Test]
    public void A_weight_that_is_read_wrongly_is_noticed()
    {
        var network = ForeignNetworks.All["torch: isotropic classifier"];
        var (whole, broken) = (network(false).Graph, network(true).Graph);
        var wrong = OnnxReader.Read(broken.Bytes(broken.Last), "broken");
        Assert.That(
            () => PeerRuntime.AssertAgrees(whole.Bytes(whole.Last), wrong),
            Throws.InstanceOf<AssertionException>()
        );
    }

    // Versions of the operators that spell margins, bounds and scales as attributes.
    [TestCase(7)]
    [TestCase(8)]
    [TestCase(10)]
    public void Old_versions_of_the_operators_are_read(int opset)
    {
        var graph = new ForeignGraph(5) { Opset = opset };
        graph.Conv("conv", "x", graph.Numbers(72), [4, 2, 3, 3]);
        graph.Batch("bn", "conv", 4, 1);
        graph.Node(
            "Clip",
            "clip",
            ["bn"],
            ForeignAttribute.Real("min", -0.25f),
            ForeignAttribute.Real("max", 0.25f)
        );
        if (opset < 9)
            graph.Node(
                "Upsample",
                "up",
                ["clip"],
                new ForeignAttribute("scales", new[] { 1f, 1f, 2f, 2f })
            );
        graph.Node(
            "Pad",
            "pad",
            [graph.Last],
            ForeignAttribute.Ints("pads", 0, 0, 1, 2, 0, 0, 2, 1)
        );
        graph.Node("GlobalAveragePool", "pool", ["pad"]);
        graph.Node("Flatten", "flat", ["pool"]);
        graph.Node(
            "Gemm",
            "fc",
            ["flat", graph.Random("fw", 3, 4), graph.Random("fb", 3)],
            ForeignAttribute.Int("transB", 1)
        );
        var bytes = graph.Bytes("fc");
        PeerRuntime.AssertAgrees(bytes, OnnxReader.Read(bytes, "old"));
    }
}
