using Google.Protobuf;

namespace AgeFormal.Networks.Onnx.Protobuf;

/// <summary>A field of a message: its number and its value, one case per kind that the ONNX schema needs.</summary>
/// <param name="Number">The number of the field in the schema.</param>
internal abstract record ProtobufField(int Number)
{
    /// <summary>An integer or an enumeration.</summary>
    public sealed record Integer(int Number, long Value) : ProtobufField(Number)
    {
        protected override long ValueSize => CodedOutputStream.ComputeInt64Size(Value);

        public override void Write(CodedOutputStream output)
        {
            output.WriteTag(Number, WireFormat.WireType.Varint);
            output.WriteInt64(Value);
        }
    }

    /// <summary>A 32-bit floating-point number.</summary>
    public sealed record Single(int Number, float Value) : ProtobufField(Number)
    {
        protected override long ValueSize => sizeof(float);

        public override void Write(CodedOutputStream output)
        {
            output.WriteTag(Number, WireFormat.WireType.Fixed32);
            output.WriteFloat(Value);
        }
    }

    /// <summary>A text.</summary>
    public sealed record Text(int Number, string Value) : ProtobufField(Number)
    {
        protected override long ValueSize => CodedOutputStream.ComputeStringSize(Value);

        public override void Write(CodedOutputStream output)
        {
            output.WriteTag(Number, WireFormat.WireType.LengthDelimited);
            output.WriteString(Value);
        }
    }

    /// <summary>Bytes.</summary>
    public sealed record Bytes(int Number, ReadOnlyMemory<byte> Value) : ProtobufField(Number)
    {
        protected override long ValueSize =>
            CodedOutputStream.ComputeLengthSize(Value.Length) + (long)Value.Length;

        public override void Write(CodedOutputStream output)
        {
            output.WriteTag(Number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(UnsafeByteOperations.UnsafeWrap(Value));
        }
    }

    /// <summary>A message inside.</summary>
    public sealed record Nested(int Number, ProtobufMessage Value) : ProtobufField(Number)
    {
        protected override long ValueSize =>
            CodedOutputStream.ComputeUInt64Size((ulong)Value.Size) + Value.Size;

        public override void Write(CodedOutputStream output)
        {
            output.WriteTag(Number, WireFormat.WireType.LengthDelimited);
            output.WriteLength((int)Value.Size);
            Value.Write(output);
        }
    }

    /// <summary>The number of bytes, tag included.</summary>
    public long Size => CodedOutputStream.ComputeTagSize(Number) + ValueSize;

    /// <summary>The number of bytes of the value with its length, where it has one.</summary>
    protected abstract long ValueSize { get; }

    public abstract void Write(CodedOutputStream output);
}
