using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace AgeFormal.Networks.Weights;

/// <summary>
/// A stored tensor: dtype, shape and row-major little-endian bytes. Immutable; equal when dtype, shape and bytes are.
/// Law: <c>Bytes.Length = ElementSize · Π Shape</c>.
/// </summary>
public sealed record TensorData
{
    internal TensorData(Dtype dtype, ImmutableArray<long> shape, byte[] owned)
    {
        Dtype = dtype;
        Shape = shape;
        Bytes = owned;
    }

    /// <summary>The element type.</summary>
    public Dtype Dtype { get; }

    /// <summary>The dimensions, outermost first; empty for a scalar.</summary>
    public ImmutableArray<long> Shape { get; }

    /// <summary>The elements, row-major, little-endian.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The number of elements, Π Shape.</summary>
    public int Count => Bytes.Length / Dtype.ElementSize();

    /// <summary>A tensor of the given raw elements, which are copied.</summary>
    /// <exception cref="ArgumentException">The shape is negative or too large, or does not fit the bytes.</exception>
    public static TensorData FromBytes(
        Dtype dtype,
        ReadOnlySpan<long> shape,
        ReadOnlySpan<byte> bytes
    )
    {
        int size = dtype.ElementSize();
        if (!TensorShape.TryByteLength(shape, size, out long expected))
            throw new ArgumentException(
                $"Expected dimensions of at least 0 whose product fits in 63 bits, received {TensorShape.Show(shape)}.",
                nameof(shape)
            );
        if (expected != bytes.Length)
            throw new ArgumentException(
                $"Expected {expected / size} elements for the shape {TensorShape.Show(shape)}, "
                    + $"received {bytes.Length} bytes of {dtype.Code()}, {size} bytes each.",
                nameof(bytes)
            );
        return new TensorData(dtype, [.. shape], bytes.ToArray());
    }

    /// <summary>A tensor of dtype F64.</summary>
    /// <exception cref="ArgumentException">The shape does not fit the values.</exception>
    public static TensorData FromDouble(ReadOnlySpan<long> shape, ReadOnlySpan<double> values) =>
        Encode(Dtype.F64, shape, values, BinaryPrimitives.WriteDoubleLittleEndian);

    /// <summary>A tensor of dtype F32.</summary>
    /// <exception cref="ArgumentException">The shape does not fit the values.</exception>
    public static TensorData FromSingle(ReadOnlySpan<long> shape, ReadOnlySpan<float> values) =>
        Encode(Dtype.F32, shape, values, BinaryPrimitives.WriteSingleLittleEndian);

    /// <summary>A tensor of dtype I64.</summary>
    /// <exception cref="ArgumentException">The shape does not fit the values.</exception>
    public static TensorData FromInt64(ReadOnlySpan<long> shape, ReadOnlySpan<long> values) =>
        Encode(Dtype.I64, shape, values, BinaryPrimitives.WriteInt64LittleEndian);

    /// <summary>The elements as binary64: exact, except for 64-bit integers beyond ±2⁵³, which are rounded.</summary>
    public double[] ToDouble() => TensorDecoding.ToDouble(Dtype, Bytes.Span);

    /// <summary>The elements as binary32: bit for bit for F32, the nearest value (by way of binary64) otherwise.</summary>
    public float[] ToSingle() => TensorDecoding.ToSingle(Dtype, Bytes.Span);

    /// <summary>The elements of an integer or Boolean tensor.</summary>
    /// <exception cref="InvalidOperationException">The dtype is a floating-point one.</exception>
    /// <exception cref="OverflowException">A U64 element is beyond 2⁶³ − 1.</exception>
    public long[] ToInt64() => TensorDecoding.ToInt64(Dtype, Bytes.Span);

    /// <summary>Equality of dtype, shape and bytes.</summary>
    public bool Equals(TensorData? other) =>
        other is not null
        && Dtype == other.Dtype
        && Shape.AsSpan().SequenceEqual(other.Shape.AsSpan())
        && Bytes.Span.SequenceEqual(other.Bytes.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Dtype);
        foreach (long dimension in Shape)
            hash.Add(dimension);
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }

    /// <summary>Dtype and shape, for example <c>F32[10, 1, 3, 3]</c>.</summary>
    public override string ToString() => Dtype.Code() + TensorShape.Show(Shape.AsSpan());

    private static TensorData Encode<T>(
        Dtype dtype,
        ReadOnlySpan<long> shape,
        ReadOnlySpan<T> values,
        ElementWriter<T> write
    )
        where T : unmanaged
    {
        if (BitConverter.IsLittleEndian)
            return FromBytes(dtype, shape, MemoryMarshal.AsBytes(values));
        int size = dtype.ElementSize();
        byte[] bytes = new byte[checked(values.Length * size)];
        for (int i = 0; i < values.Length; i++)
            write(bytes.AsSpan(i * size), values[i]);
        return FromBytes(dtype, shape, bytes);
    }

    private delegate void ElementWriter<T>(Span<byte> destination, T value);
}
