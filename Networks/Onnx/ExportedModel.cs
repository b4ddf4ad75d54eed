using AgeFormal.Algebra;
using AgeFormal.Networks.Weights;

namespace AgeFormal.Networks.Onnx;

/// <summary>A model: a graph with who made it and the set of operators it is written in.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Producer">The name of the program that wrote it.</param>
/// <param name="ProducerVersion">The program's version.</param>
/// <param name="Metadata">Entries for readers, by key.</param>
internal sealed record ExportedModel(
    OnnxGraph Graph,
    string Producer,
    string ProducerVersion,
    EqArray<KeyValuePair<string, string>> Metadata
)
{
    /// <summary>The version of the standard operators; the first with the axes of every reduction as an input.</summary>
    public const int Opset = 18;

    /// <summary>The version of the file format that came with <see cref="Opset"/>.</summary>
    public const int FormatVersion = 8;
}

/// <summary>An application of a standard operator.</summary>
/// <param name="Name">A name that no other node of the graph has.</param>
/// <param name="Kind">The operator, for example <c>Conv</c>.</param>
/// <param name="Inputs">The names of the values it reads.</param>
/// <param name="Output">The name of the value it defines.</param>
/// <param name="Attributes">Its attributes.</param>
internal sealed record OnnxNode(
    string Name,
    string Kind,
    EqArray<string> Inputs,
    string Output,
    EqArray<OnnxAttribute> Attributes
);

/// <summary>An attribute of a node.</summary>
/// <param name="Name">The name.</param>
internal abstract record OnnxAttribute(string Name)
{
    /// <summary>An integer.</summary>
    public sealed record Integer(string Name, long Value) : OnnxAttribute(Name);

    /// <summary>A list of integers.</summary>
    public sealed record Integers(string Name, EqArray<long> Values) : OnnxAttribute(Name);

    /// <summary>A 32-bit floating-point number.</summary>
    public sealed record Single(string Name, float Value) : OnnxAttribute(Name);

    /// <summary>A text.</summary>
    public sealed record Text(string Name, string Value) : OnnxAttribute(Name);

    /// <summary>One function per case.</summary>
    public T Match<T>(
        Func<Integer, T> integer,
        Func<Integers, T> integers,
        Func<Single, T> single,
        Func<Text, T> text
    ) =>
        this switch
        {
            Integer attribute => integer(attribute),
            Integers attribute => integers(attribute),
            Single attribute => single(attribute),
            Text attribute => text(attribute),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}

/// <summary>A constant of the graph.</summary>
/// <param name="Name">The name of the value.</param>
/// <param name="Value">The value.</param>
internal sealed record OnnxConstant(string Name, TensorData Value);

/// <summary>An input or output of the graph. The first axis is the batch, whose size is free.</summary>
/// <param name="Name">The name of the value.</param>
/// <param name="Type">The format of the elements.</param>
/// <param name="Shape">The sizes of the other axes.</param>
internal sealed record OnnxPort(string Name, Dtype Type, EqArray<int> Shape);
