using AgeFormal.Algebra;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Onnx;

/// <summary>A graph while it is written: nodes and constants in order, and the names that are taken.</summary>
internal sealed class GraphDraft(Precision precision)
{
    private readonly List<OnnxNode> _nodes = [];
    private readonly List<OnnxConstant> _constants = [];
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);

    public Precision Precision { get; } = precision;

    public Dtype Type => Precision == Precision.Single ? Dtype.F32 : Dtype.F64;

    /// <summary>A name that starts with the given one and is not taken; it is from now on.</summary>
    public string Reserve(string name)
    {
        var count = _names[name] = _names.GetValueOrDefault(name) + 1;
        return count == 1 ? name : Reserve($"{name}_{count}");
    }

    public void Add(OnnxNode node) => _nodes.Add(node);

    public void Add(OnnxConstant constant) => _constants.Add(constant);

    /// <exception cref="ArgumentException">The parts are no graph.</exception>
    public OnnxGraph Finish(string name, OnnxPort input, OnnxPort output) =>
        OnnxGraph.Of(name, input, output, _constants.ToEqArray(), _nodes.ToEqArray());
}
