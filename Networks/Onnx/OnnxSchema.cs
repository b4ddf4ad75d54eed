using AgeFormal.Networks.Onnx.Protobuf;
using AgeFormal.Networks.Weights;
using static AgeFormal.Networks.Onnx.Protobuf.ProtobufField;

namespace AgeFormal.Networks.Onnx;

/// <summary>
/// Models as messages, with the numbers of the published schema. Source: <c>onnx/onnx.proto</c> of the ONNX project,
/// the messages ModelProto, GraphProto, NodeProto, AttributeProto, TensorProto, ValueInfoProto and TypeProto.
/// </summary>
internal static class OnnxSchema
{
    private const string Batch = "batch";

    /// <summary>ModelProto.</summary>
    public static ProtobufMessage Message(ExportedModel model) =>
        ProtobufMessage.Of([
            new Integer(1, ExportedModel.FormatVersion),
            new Text(2, model.Producer),
            new Text(3, model.ProducerVersion),
            new Nested(7, Message(model.Graph)),
            // The empty domain is that of the standard operators.
            new Nested(8, ProtobufMessage.Of(new Text(1, ""), new Integer(2, ExportedModel.Opset))),
            .. model.Metadata.Select(entry => new Nested(
                14,
                ProtobufMessage.Of(new Text(1, entry.Key), new Text(2, entry.Value))
            )),
        ]);

    private static ProtobufMessage Message(OnnxGraph graph) =>
        ProtobufMessage.Of([
            .. graph.Nodes.Select(node => new Nested(1, Message(node))),
            new Text(2, graph.Name),
            .. graph.Constants.Select(constant => new Nested(5, Message(constant))),
            new Nested(11, Message(graph.Input)),
            new Nested(12, Message(graph.Output)),
        ]);

    private static ProtobufMessage Message(OnnxNode node) =>
        ProtobufMessage.Of([
            .. node.Inputs.Select(input => new Text(1, input)),
            new Text(2, node.Output),
            new Text(3, node.Name),
            new Text(4, node.Kind),
            .. node.Attributes.Select(attribute => new Nested(5, Message(attribute))),
        ]);

    private static ProtobufMessage Message(OnnxAttribute attribute) =>
        ProtobufMessage.Of([
            new Text(1, attribute.Name),
            .. attribute.Match<ProtobufField[]>(
                integer: integer => [new Integer(3, integer.Value), new Integer(20, 2)],
                integers: integers =>
                    [.. integers.Values.Select(value => new Integer(8, value)), new Integer(20, 7)],
                single: single => [new ProtobufField.Single(2, single.Value), new Integer(20, 1)],
                text: text => [new Text(4, text.Value), new Integer(20, 3)]
            ),
        ]);

    private static ProtobufMessage Message(OnnxConstant constant) =>
        ProtobufMessage.Of([
            .. constant.Value.Shape.Select(size => new Integer(1, size)),
            new Integer(2, ElementType(constant.Value.Dtype)),
            new Text(8, constant.Name),
            new Bytes(9, constant.Value.Bytes),
        ]);

    private static ProtobufMessage Message(OnnxPort port)
    {
        var shape = ProtobufMessage.Of([
            new Nested(1, ProtobufMessage.Of(new Text(2, Batch))),
            .. port.Shape.Select(size => new Nested(1, ProtobufMessage.Of(new Integer(1, size)))),
        ]);
        var tensor = ProtobufMessage.Of(
            new Integer(1, ElementType(port.Type)),
            new Nested(2, shape)
        );
        return ProtobufMessage.Of(
            new Text(1, port.Name),
            new Nested(2, ProtobufMessage.Of(new Nested(1, tensor)))
        );
    }

    private static int ElementType(Dtype dtype) =>
        dtype switch
        {
            Dtype.F32 => 1,
            Dtype.U8 => 2,
            Dtype.I8 => 3,
            Dtype.U16 => 4,
            Dtype.I16 => 5,
            Dtype.I32 => 6,
            Dtype.I64 => 7,
            Dtype.Bool => 9,
            Dtype.F16 => 10,
            Dtype.F64 => 11,
            Dtype.U32 => 12,
            Dtype.U64 => 13,
            Dtype.BF16 => 16,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
