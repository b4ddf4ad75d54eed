using AgeFormal.Algebra;
using AgeFormal.Networks;
using AgeFormal.Networks.Onnx;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;

namespace AgeFormal.Symmetry.Tests.Foreign;

/// <summary>Random networks of this library's blocks, exported, and their mutants of one edit.</summary>
internal static class RandomNetworks
{
    public static (ExportedModel Model, PointGroup Group) Of(int seed)
    {
        var random = new Random(seed);
        var group = random.Next(3) == 0 ? PointGroups.P4m : PointGroups.P4;
        var size = 7 + 2 * random.Next(2);
        var channels = 1 + random.Next(2);
        var left = size - 2;
        // Windows read inside of the grid alone: each of 3 takes a place at every side.
        Region Window(bool isPoint = false)
        {
            if (isPoint || left < 3 || random.Next(2) == 0)
                return Region.Box(1, 1);
            left -= 2;
            return Region.Box(3, 3);
        }
        var layers = new List<Layer>
        {
            new("lift", new Op.LiftingConvolution(channels, Region.Box(3, 3))),
        };
        for (var count = 1 + random.Next(4); count > 0; count--)
        {
            var name = $"l{layers.Count}";
            switch (random.Next(7))
            {
                case 0:
                    channels = 1 + random.Next(2);
                    layers.Add(new(name, new Op.GroupConvolution(channels, Window())));
                    break;
                case 1:
                    layers.Add(new(name, new Op.BatchNormalization()));
                    break;
                case 2:
                    layers.Add(new(name, new Op.Pointwise(PointwiseFunction.Relu)));
                    break;
                case 3:
                    layers.Add(
                        new(
                            name,
                            new Op.Sum([
                                new("a", Op.Identity),
                                new("b", new Op.GroupConvolution(channels, Window(isPoint: true))),
                            ])
                        )
                    );
                    break;
                case 4:
                    layers.Add(
                        new(
                            name,
                            new Op.Concatenation([
                                new("a", new Op.GroupConvolution(1, Window(isPoint: true))),
                                new("b", Op.Identity),
                            ])
                        )
                    );
                    channels++;
                    break;
                case 5:
                    layers.Add(
                        new(
                            name,
                            new Op.AttentiveConvolution(1, Window())
                            {
                                Channel = random.Next(2) == 0 ? new ChannelAttention(1) : null,
                                Spatial = new SpatialAttention(Region.Box(3, 3)),
                            }
                        )
                    );
                    channels = 1;
                    break;
                default:
                    layers.Add(new(name, new Op.Pointwise(PointwiseFunction.Sigmoid)));
                    break;
            }
        }
        layers.Add(new("last", new Op.Pointwise(PointwiseFunction.Sigmoid)));
        if (random.Next(2) == 0)
        {
            layers.Add(new("group", new Op.GroupPooling(Reduction.Max)));
            layers.Add(new("space", new Op.GlobalPooling(Reduction.Mean)));
        }
        var network = new Network(
            $"random-{seed}",
            new Op.Sequence(layers.ToEqArray()),
            new FieldType(group, Fibre.Trivial, 1, Region.Box(size, size))
        );
        var parameters = Parameters<double>.Generate(
            network.Elaborate(),
            (_, declaration, _) =>
                (float)(declaration.Trained ? random.NextDouble() - 0.5 : random.NextDouble() + 0.5)
        );
        return (OnnxFile.Model(network, parameters), group);
    }

    public static byte[] Bytes(ExportedModel model)
    {
        using var stream = new MemoryStream();
        using (var coded = new Google.Protobuf.CodedOutputStream(stream, leaveOpen: true))
            OnnxSchema.Message(model).Write(coded);
        return stream.ToArray();
    }

    /// <summary>The model with one edit: a weight, an attribute or an edge.</summary>
    public static (ExportedModel Model, string Edit) Mutate(ExportedModel model, int seed)
    {
        var random = new Random(seed);
        var graph = model.Graph;
        for (; ; )
            switch (random.Next(3))
            {
                case 0:
                {
                    var at = random.Next(graph.Constants.Count);
                    var constant = graph.Constants[at];
                    if (constant.Value.Dtype != Dtype.F32 || constant.Value.Count == 0)
                        continue;
                    var values = constant.Value.ToSingle();
                    var place = random.Next(values.Length);
                    values[place] += 0.125f + random.NextSingle();
                    var edited = constant with
                    {
                        Value = TensorData.FromSingle(constant.Value.Shape.AsSpan(), values),
                    };
                    return (
                        With(model, Replaced(graph.Constants, at, edited), graph.Nodes),
                        $"{constant.Name}[{place}]"
                    );
                }
                case 1:
                {
                    var at = random.Next(graph.Nodes.Count);
                    var node = graph.Nodes[at];
                    var lists = node
                        .Attributes.Index()
                        .Where(attribute => attribute.Item is OnnxAttribute.Integers)
                        .ToArray();
                    if (lists.Length == 0)
                        continue;
                    var (index, list) = lists[random.Next(lists.Length)];
                    var values = ((OnnxAttribute.Integers)list).Values;
                    if (values.Count == 0)
                        continue;
                    var place = random.Next(values.Count);
                    var edited = node with
                    {
                        Attributes = Replaced(
                            node.Attributes,
                            index,
                            new OnnxAttribute.Integers(
                                list.Name,
                                Replaced(values, place, values[place] + (random.Next(2) * 2 - 1))
                            )
                        ),
                    };
                    return (
                        With(model, graph.Constants, Replaced(graph.Nodes, at, edited)),
                        $"{node.Name}.{list.Name}[{place}]"
                    );
                }
                default:
                {
                    var at = 1 + random.Next(graph.Nodes.Count - 1);
                    var node = graph.Nodes[at];
                    var input = random.Next(node.Inputs.Count);
                    var other = graph.Nodes[random.Next(at)].Output;
                    if (
                        graph.Constants.Any(constant => constant.Name == node.Inputs[input])
                        || other == node.Inputs[input]
                    )
                        continue;
                    var edited = node with { Inputs = Replaced(node.Inputs, input, other) };
                    return (
                        With(model, graph.Constants, Replaced(graph.Nodes, at, edited)),
                        $"{node.Name} reads {other}"
                    );
                }
            }
    }

    private static ExportedModel With(
        ExportedModel model,
        EqArray<OnnxConstant> constants,
        EqArray<OnnxNode> nodes
    ) =>
        model with
        {
            Graph = OnnxGraph.Of(
                model.Graph.Name,
                model.Graph.Input,
                model.Graph.Output,
                constants,
                nodes
            ),
        };

    private static EqArray<T> Replaced<T>(EqArray<T> items, int at, T item) =>
        items.Select((old, i) => i == at ? item : old).ToEqArray();
}
