using AgeFormal.Algebra;

namespace AgeFormal.Networks.Onnx;

/// <summary>
/// A graph of one input and one output. Law: each name is defined once, by the input, a constant or a node, and a node
/// reads only what is defined before it.
/// </summary>
internal sealed record OnnxGraph
{
    private OnnxGraph(
        string name,
        OnnxPort input,
        OnnxPort output,
        EqArray<OnnxConstant> constants,
        EqArray<OnnxNode> nodes
    )
    {
        Name = name;
        Input = input;
        Output = output;
        Constants = constants;
        Nodes = nodes;
    }

    public string Name { get; }

    public OnnxPort Input { get; }

    public OnnxPort Output { get; }

    public EqArray<OnnxConstant> Constants { get; }

    /// <summary>The nodes in a topological order.</summary>
    public EqArray<OnnxNode> Nodes { get; }

    /// <summary>The graph of the given parts.</summary>
    /// <exception cref="ArgumentException">The law is broken; the message names the node and the name.</exception>
    public static OnnxGraph Of(
        string name,
        OnnxPort input,
        OnnxPort output,
        EqArray<OnnxConstant> constants,
        EqArray<OnnxNode> nodes
    )
    {
        var defined = new HashSet<string>(StringComparer.Ordinal) { input.Name };
        void Define(string value, string by)
        {
            if (value.Length == 0 || !defined.Add(value))
                throw new ArgumentException(
                    $"{by} defines '{value}', expected a name that nothing else defines."
                );
        }
        foreach (var constant in constants)
            Define(constant.Name, "A constant");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            if (!names.Add(node.Name))
                throw new ArgumentException(
                    $"Two nodes are called '{node.Name}', expected distinct names."
                );
            foreach (var read in node.Inputs)
                if (!defined.Contains(read))
                    throw new ArgumentException(
                        $"The node '{node.Name}' reads '{read}', expected a value that is defined before it."
                    );
            Define(node.Output, $"The node '{node.Name}'");
        }
        return nodes.Any(node => node.Output == output.Name)
            ? new(name, input, output, constants, nodes)
            : throw new ArgumentException(
                $"No node defines the output '{output.Name}' of the graph, expected one that does."
            );
    }
}
