using AgeFormal.Algebra;
using AgeFormal.Networks.Onnx;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Tests.Onnx;

/// <summary>The law of graphs: each name is defined once, and before it is read.</summary>
public sealed class OnnxGraphTests
{
    private static readonly OnnxPort Input = new("input", Dtype.F32, [1]);
    private static readonly OnnxPort Output = new("logits", Dtype.F32, [1]);
    private static readonly OnnxConstant One = new("one", TensorData.FromSingle([], [1]));

    private static readonly string[] Standard =
    [
        .. "Abs Add BatchNormalization Concat Conv Div Exp Gather Greater MatMul Max MaxPool Min Mul".Split(
            ' '
        ),
        .. "Pad Reciprocal ReduceMax ReduceMean ReduceMin ReduceSum Relu Reshape Sigmoid Slice".Split(
            ' '
        ),
        .. "Sqrt Sub Sum Tanh Transpose Where".Split(' '),
    ];

    [Test]
    public void A_chain_of_nodes_is_a_graph() =>
        Assert.That(
            Graph(Node("a", "input", "one"), Node("logits", "a")).Nodes,
            Has.Exactly(2).Items
        );

    [Test]
    public void A_value_that_is_read_before_it_is_defined_is_refused() =>
        Assert.That(
            () => Graph(Node("logits", "a"), Node("a", "input")),
            Throws.ArgumentException.With.Message.Contains("'logits' reads 'a'")
        );

    [Test]
    public void A_value_that_nothing_defines_is_refused() =>
        Assert.That(
            () => Graph(Node("logits", "input", "two")),
            Throws.ArgumentException.With.Message.Contains("'two'")
        );

    [TestCase("one")]
    [TestCase("input")]
    public void A_name_that_is_defined_twice_is_refused(string name) =>
        Assert.That(
            () => Graph(Node(name, "input"), Node("logits", "input")),
            Throws.ArgumentException.With.Message.Contains($"'{name}'")
        );

    [Test]
    public void Two_nodes_of_one_name_are_refused() =>
        Assert.That(
            () => Graph(Node("a", "input"), Node("logits", "a") with { Name = "a" }),
            Throws.ArgumentException.With.Message.Contains("called 'a'")
        );

    [Test]
    public void An_output_that_no_node_defines_is_refused() =>
        Assert.That(
            () => Graph(Node("a", "input")),
            Throws.ArgumentException.With.Message.Contains("'logits'")
        );

    [TestCase("alphaf-p4-cnn")]
    [TestCase("alpha-p4-cnn")]
    [TestCase("alphaf-p6-allcnn-strided")]
    [TestCase("p4-densenet")]
    [TestCase("O-volume")]
    public void A_network_is_written_in_standard_operators_with_constants_that_are_read(string name)
    {
        var network = Catalogue.Parse(name);
        var graph = OnnxFile
            .Model(
                network,
                Parameters<double>.Generate(network.Elaborate(), (_, _, _) => 1),
                new OnnxOptions { Precision = Precision.Double }
            )
            .Graph;
        Assert.That(graph.Nodes.Select(node => node.Kind).Distinct(), Is.SubsetOf(Standard));
        var read = graph.Nodes.SelectMany(node => node.Inputs).ToHashSet();
        Assert.That(graph.Constants.Select(constant => constant.Name), Is.SubsetOf(read));
        Assert.That(
            graph.Constants.Select(constant => constant.Value.Dtype).Distinct(),
            Is.SubsetOf(new[] { Dtype.F64, Dtype.I64, Dtype.Bool })
        );
    }

    private static OnnxGraph Graph(params EqArray<OnnxNode> nodes) =>
        OnnxGraph.Of("graph", Input, Output, [One], nodes);

    private static OnnxNode Node(string name, params EqArray<string> inputs) =>
        new(name, "Sum", inputs, name, []);
}
