using System.Collections.Immutable;
using Google.Protobuf;

namespace AgeFormal.Networks.Onnx.Protobuf;

/// <summary>A message of the protobuf wire format as a value: fields with their numbers, in the order of writing.</summary>
internal sealed record ProtobufMessage
{
    private readonly ImmutableArray<ProtobufField> _fields;

    private ProtobufMessage(ImmutableArray<ProtobufField> fields)
    {
        _fields = fields;
        Size = fields.Sum(field => field.Size);
    }

    /// <summary>The number of bytes without the length before them.</summary>
    public long Size { get; }

    public static ProtobufMessage Of(params IEnumerable<ProtobufField> fields) => new([.. fields]);

    /// <summary>Writes the fields; a size beyond 2³¹ − 1 has to be refused before.</summary>
    public void Write(CodedOutputStream output)
    {
        foreach (var field in _fields)
            field.Write(output);
    }
}
