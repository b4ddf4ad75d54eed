using System.Buffers.Binary;

namespace AgeFormal.Networks.Weights;

/// <summary>The numbers that little-endian elements of each dtype stand for.</summary>
internal static class TensorDecoding
{
    private delegate T Element<T>(ReadOnlySpan<byte> source);

    public static double[] ToDouble(Dtype dtype, ReadOnlySpan<byte> bytes) =>
        dtype switch
        {
            Dtype.F16 => Map(dtype, bytes, b => (double)BinaryPrimitives.ReadHalfLittleEndian(b)),
            Dtype.BF16 => Map(dtype, bytes, b => (double)UpperHalf(b)),
            Dtype.F32 => Map(dtype, bytes, b => (double)BinaryPrimitives.ReadSingleLittleEndian(b)),
            Dtype.F64 => Map(dtype, bytes, BinaryPrimitives.ReadDoubleLittleEndian),
            Dtype.U64 => Map(dtype, bytes, b => (double)BinaryPrimitives.ReadUInt64LittleEndian(b)),
            _ => Array.ConvertAll(ToInt64(dtype, bytes), value => (double)value),
        };

    public static float[] ToSingle(Dtype dtype, ReadOnlySpan<byte> bytes) =>
        dtype == Dtype.F32
            ? Map(dtype, bytes, BinaryPrimitives.ReadSingleLittleEndian)
            : Array.ConvertAll(ToDouble(dtype, bytes), value => (float)value);

    public static long[] ToInt64(Dtype dtype, ReadOnlySpan<byte> bytes) =>
        dtype switch
        {
            Dtype.Bool => Map(dtype, bytes, b => b[0] == 0 ? 0L : 1L),
            Dtype.U8 => Map(dtype, bytes, b => (long)b[0]),
            Dtype.I8 => Map(dtype, bytes, b => (long)(sbyte)b[0]),
            Dtype.I16 => Map(dtype, bytes, b => (long)BinaryPrimitives.ReadInt16LittleEndian(b)),
            Dtype.U16 => Map(dtype, bytes, b => (long)BinaryPrimitives.ReadUInt16LittleEndian(b)),
            Dtype.I32 => Map(dtype, bytes, b => (long)BinaryPrimitives.ReadInt32LittleEndian(b)),
            Dtype.U32 => Map(dtype, bytes, b => (long)BinaryPrimitives.ReadUInt32LittleEndian(b)),
            Dtype.I64 => Map(dtype, bytes, BinaryPrimitives.ReadInt64LittleEndian),
            Dtype.U64 => Map(
                dtype,
                bytes,
                b => checked((long)BinaryPrimitives.ReadUInt64LittleEndian(b))
            ),
            _ => throw new InvalidOperationException(
                $"Expected a tensor of an integer dtype or BOOL, received {dtype.Code()}."
            ),
        };

    private static float UpperHalf(ReadOnlySpan<byte> source) =>
        BitConverter.UInt32BitsToSingle(
            (uint)BinaryPrimitives.ReadUInt16LittleEndian(source) << 16
        );

    private static T[] Map<T>(Dtype dtype, ReadOnlySpan<byte> bytes, Element<T> element)
    {
        int size = dtype.ElementSize();
        T[] values = new T[bytes.Length / size];
        for (int i = 0; i < values.Length; i++)
            values[i] = element(bytes.Slice(i * size, size));
        return values;
    }
}
