using System.Globalization;
using System.Runtime.InteropServices;
using AgeFormal.Networks.Weights;

namespace AgeFormal.Learning.Training;

/// <summary>The numbers of stored tensors of F32 or F64.</summary>
internal static class TensorNumbers
{
    /// <summary>The first number that is not finite with its index, for example <c>NaN at [0, 3]</c>; null where there is none.</summary>
    public static string? FirstNotFinite(TensorData tensor)
    {
        var (at, value) =
            tensor.Dtype == Dtype.F64
                ? First(
                    MemoryMarshal.Cast<byte, double>(tensor.Bytes.Span),
                    double.MinValue,
                    double.MaxValue
                )
                : First(
                    MemoryMarshal.Cast<byte, float>(tensor.Bytes.Span),
                    float.MinValue,
                    float.MaxValue
                );
        return at < 0
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{value} at {Index(at, tensor.Shape.AsSpan())}"
            );
    }

    private static (int At, double Value) First<T>(ReadOnlySpan<T> values, T least, T most)
        where T : unmanaged, IComparable<T>, IConvertible
    {
        var at = values.IndexOfAnyExceptInRange(least, most);
        return (at, at < 0 ? 0 : values[at].ToDouble(CultureInfo.InvariantCulture));
    }

    private static string Index(int flat, ReadOnlySpan<long> shape)
    {
        var index = new long[shape.Length];
        long rest = flat;
        for (var axis = shape.Length - 1; axis >= 0; axis--)
            (rest, index[axis]) = Math.DivRem(rest, shape[axis]);
        return $"[{string.Join(", ", index)}]";
    }
}
