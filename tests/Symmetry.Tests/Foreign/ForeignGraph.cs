using System.Runtime.InteropServices;
using AgeFormal.Algebra;
using AgeFormal.Networks.Onnx;
using AgeFormal.Networks.Onnx.Protobuf;
using AgeFormal.Networks.Torch;
using static AgeFormal.Networks.Onnx.Protobuf.ProtobufField;

namespace AgeFormal.Symmetry.Tests.Foreign;

/// <summary>An attribute of a node.</summary>
internal sealed record ForeignAttribute(string Name, object Value)
{
    public static ForeignAttribute Ints(string name, params long[] values) => new(name, values);

    public static ForeignAttribute Int(string name, long value) => new(name, value);

    public static ForeignAttribute Real(string name, float value) => new(name, value);

    public static ForeignAttribute Word(string name, string value) => new(name, value);

    public ProtobufMessage Message() =>
        ProtobufMessage.Of([
            new Text(1, Name),
            .. Value switch
            {
                float of => (ProtobufField[])[new ProtobufField.Single(2, of), Kind(1)],
                long of => [new Integer(3, of), Kind(2)],
                string of => [new Text(4, of), Kind(3)],
                float[] of => [.. of.Select(value => new ProtobufField.Single(7, value)), Kind(6)],
                long[] of => [.. of.Select(value => new Integer(8, value)), Kind(7)],
                _ => throw new System.Diagnostics.UnreachableException(),
            },
        ]);

    private static Integer Kind(long kind) => new(20, kind);
}

/// <summary>A node with one output, which has its name.</summary>
internal sealed record ForeignNode(
    string Kind,
    string Output,
    string[] Inputs,
    ForeignAttribute[] Attributes
);

/// <summary>A constant: 32-bit numbers, or integers.</summary>
internal sealed record ForeignTensor(double[] Values, int[] Shape, bool IsInteger);

/// <summary>A graph on <c>x</c>, in the numbers of the published schema, as other tools write it.</summary>
internal sealed class ForeignGraph(int seed, params int[] input)
{
    private readonly Random _random = new(seed);

    public int[] Input { get; } = input.Length > 0 ? input : [2, 8, 8];

    public int Opset { get; init; } = 13;

    public List<ForeignNode> Nodes { get; } = [];

    public Dictionary<string, ForeignTensor> Tensors { get; } = [];

    public string Last => Nodes.Count > 0 ? Nodes[^1].Output : "x";

    public string Tensor(string name, double[] values, params int[] shape)
    {
        Tensors[name] = new([.. values.Select(value => (double)(float)value)], shape, false);
        return name;
    }

    public string Integers(string name, params long[] values)
    {
        Tensors[name] = new([.. values.Select(value => (double)value)], [values.Length], true);
        return name;
    }

    public string Random(string name, params int[] shape) =>
        Tensor(name, Numbers(shape.Aggregate(1, (all, size) => all * size)), shape);

    /// <summary>Adds a node; its name, which is that of its output.</summary>
    public string Node(
        string kind,
        string output,
        string[] inputs,
        params ForeignAttribute[] attributes
    )
    {
        Nodes.Add(new(kind, output, inputs, attributes));
        return output;
    }

    /// <summary>A convolution with as much margin as keeps the size where nothing else is said.</summary>
    public string Conv(
        string name,
        string source,
        double[] weight,
        int[] shape,
        string? bias = null,
        int stride = 1,
        int groups = 1,
        int? pad = null
    )
    {
        var dimension = shape.Length - 2;
        long[] Same(int value) => [.. Enumerable.Repeat((long)value, dimension)];
        Tensor($"{name}.weight", weight, shape);
        string[] inputs = bias is null
            ? [source, $"{name}.weight"]
            : [source, $"{name}.weight", bias];
        var margin = pad ?? shape[^1] / 2;
        return Node(
            "Conv",
            name,
            inputs,
            ForeignAttribute.Ints("kernel_shape", [.. shape[2..].Select(size => (long)size)]),
            ForeignAttribute.Ints("strides", Same(stride)),
            ForeignAttribute.Ints("pads", [.. Same(margin), .. Same(margin)]),
            ForeignAttribute.Int("group", groups)
        );
    }

    /// <summary>A batch normalisation with one set of numbers for each field.</summary>
    public string Batch(string name, string source, int fields, int each, int broken = -1)
    {
        foreach (var part in new[] { "scale", "shift", "mean" })
            Tensor(
                $"{name}.{part}",
                Repeated(
                    [.. Numbers(fields).Select(value => part == "scale" ? value + 1 : value)],
                    each,
                    part == "scale" ? broken : -1
                ),
                fields * each
            );
        Tensor(
            $"{name}.var",
            Repeated([.. Numbers(fields).Select(value => value + 2)], each, -1),
            fields * each
        );
        return Node(
            "BatchNormalization",
            name,
            [source, $"{name}.scale", $"{name}.shift", $"{name}.mean", $"{name}.var"]
        );
    }

    /// <summary>Each value as often as a field has channels; one of them, if asked, another one.</summary>
    public static double[] Repeated(double[] values, int each, int broken = -1)
    {
        double[] repeated = [.. values.SelectMany(value => Enumerable.Repeat(value, each))];
        if (broken >= 0)
            repeated[broken] += 0.25;
        return repeated;
    }

    public double[] Numbers(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (double)(float)(_random.NextDouble() - 0.5))];

    public byte[] Bytes(string output)
    {
        ProtobufMessage Port(string name, params int[] sizes) =>
            ProtobufMessage.Of(
                new Text(1, name),
                new Nested(2, ProtobufMessage.Of(new Nested(1, Typed(sizes))))
            );
        ProtobufMessage Typed(int[] sizes) =>
            ProtobufMessage.Of(
                new Integer(1, 1),
                new Nested(
                    2,
                    ProtobufMessage.Of([
                        new Nested(1, ProtobufMessage.Of(new Text(2, "N"))),
                        .. sizes.Select(size => new Nested(
                            1,
                            ProtobufMessage.Of(new Integer(1, size))
                        )),
                    ])
                )
            );
        var model = ProtobufMessage.Of(
            new Integer(1, 8),
            new Text(2, "pytorch"),
            new Nested(
                7,
                ProtobufMessage.Of([
                    .. Nodes.Select(node => new Nested(1, Message(node))),
                    .. Tensors.Select(tensor => new Nested(5, Message(tensor.Key, tensor.Value))),
                    new Nested(11, Port("x", Input)),
                    new Nested(12, Port(output)),
                ])
            ),
            new Nested(8, ProtobufMessage.Of(new Text(1, ""), new Integer(2, Opset)))
        );
        using var stream = new MemoryStream();
        using (var coded = new Google.Protobuf.CodedOutputStream(stream, leaveOpen: true))
            model.Write(coded);
        return stream.ToArray();
    }

    public SymmetryReport Report(
        string output,
        PointGroup? group = null,
        SymmetryOptions? options = null
    )
    {
        var read = OnnxReader.Read(Bytes(output), "test.onnx");
        using var execution = ProgramExecution.Of(read);
        return ProgramSymmetry
            .Of(read.Program, read.Parameters, group ?? PointGroups.P4m, options)
            .Executed(read.Program, execution.Run, options);
    }

    private static ProtobufMessage Message(ForeignNode node) =>
        ProtobufMessage.Of([
            .. node.Inputs.Select(name => new Text(1, name)),
            new Text(2, node.Output),
            new Text(3, node.Output),
            new Text(4, node.Kind),
            .. node.Attributes.Select(attribute => new Nested(5, attribute.Message())),
        ]);

    private static ProtobufMessage Message(string name, ForeignTensor tensor) =>
        ProtobufMessage.Of([
            .. tensor.Shape.Select(size => new Integer(1, size)),
            new Integer(2, tensor.IsInteger ? 7 : 1),
            .. tensor.IsInteger
                ? tensor.Values.Select(value => (ProtobufField)new Integer(7, (long)value))
                :
                [
                    new Bytes(
                        9,
                        MemoryMarshal
                            .AsBytes<float>(Array.ConvertAll(tensor.Values, value => (float)value))
                            .ToArray()
                    ),
                ],
            new Text(8, name),
        ]);
}
