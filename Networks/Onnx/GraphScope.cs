using AgeFormal.Algebra;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;
using AgeFormal.Programs.Numbers;

namespace AgeFormal.Networks.Onnx;

/// <summary>A value of the graph by name.</summary>
internal readonly record struct Wire(string Name);

/// <summary>The part of a graph that belongs to one layer, under whose path its values are named.</summary>
/// <param name="Draft">The graph.</param>
/// <param name="Path">The path; empty for the whole.</param>
internal sealed record GraphScope(GraphDraft Draft, string Path)
{
    /// <summary>A node of a standard operator.</summary>
    public Wire Node(
        string kind,
        IEnumerable<Wire> inputs,
        params EqArray<OnnxAttribute> attributes
    ) => Define(Draft.Reserve(Scoped(kind)), kind, inputs, attributes);

    public Wire Node(string kind, Wire input, params EqArray<OnnxAttribute> attributes) =>
        Node(kind, [input], attributes);

    public Wire Node(string kind, Wire left, Wire right) => Node(kind, [left, right]);

    /// <summary>The node that defines the output of the graph: the given values in the given sizes.</summary>
    public void Finish(string output, Wire value, ReadOnlySpan<int> shape) =>
        Define(output, "Reshape", [value, Sizes(shape)], []);

    /// <summary>Real values in the format of the graph.</summary>
    public Wire Constant(string role, NumericArray values)
    {
        long[] shape = [.. values.Shape.Select(size => (long)size)];
        return Constant(
            role,
            Draft.Precision == Precision.Single
                ? TensorData.FromSingle(shape, [.. values.Values.Select(value => (float)value)])
                : TensorData.FromDouble(shape, values.Values.AsSpan())
        );
    }

    public Wire Scalar(string role, double value) => Constant(role, NumericArray.Of([], [value]));

    /// <summary>A list of integers: sizes, axes or indices.</summary>
    public Wire Integers(string role, params ReadOnlySpan<long> values) =>
        Constant(role, TensorData.FromInt64([values.Length], values));

    /// <summary>Truth values.</summary>
    public Wire Booleans(string role, EqArray<int> shape, IEnumerable<bool> values) =>
        Constant(
            role,
            TensorData.FromBytes(
                Dtype.Bool,
                [.. shape.Select(size => (long)size)],
                [.. values.Select(value => (byte)(value ? 1 : 0))]
            )
        );

    /// <summary>The values in another shape; the size of an axis that grows with the batch is left to the runtime.</summary>
    public Wire Reshape(Wire value, EqArray<int> shape) =>
        Node("Reshape", value, Integers("shape", [.. shape.Select(size => size < 0 ? -1L : size)]));

    // A size of 0 stands for that of the value's own axis.
    private Wire Sizes(ReadOnlySpan<int> shape)
    {
        long[] sizes = [0, .. shape.ToArray().Select(size => (long)size)];
        return Integers("shape", sizes);
    }

    private Wire Constant(string role, TensorData value)
    {
        var name = Draft.Reserve(Scoped(role));
        Draft.Add(new OnnxConstant(name, value));
        return new(name);
    }

    private Wire Define(
        string name,
        string kind,
        IEnumerable<Wire> inputs,
        EqArray<OnnxAttribute> attributes
    )
    {
        Draft.Add(
            new OnnxNode(
                name,
                kind,
                inputs.Select(input => input.Name).ToEqArray(),
                name,
                attributes
            )
        );
        return new(name);
    }

    private string Scoped(string name) => Path.Length == 0 ? name : $"{Path}/{name}";
}
