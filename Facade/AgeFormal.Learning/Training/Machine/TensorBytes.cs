using System.Runtime.InteropServices;
using AgeFormal.Networks.Weights;
using static TorchSharp.torch;

namespace AgeFormal.Learning.Training;

/// <summary>Tensors of float32 and float64 as stored ones and back, bit for bit.</summary>
internal static class TensorBytes
{
    public static TensorData Of(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var plain = tensor.detach().cpu().contiguous();
        var isDouble = plain.dtype == ScalarType.Float64;
        var bytes = isDouble
            ? MemoryMarshal.AsBytes<double>(plain.data<double>().ToArray())
            : MemoryMarshal.AsBytes<float>(plain.data<float>().ToArray());
        return TensorData.FromBytes(isDouble ? Dtype.F64 : Dtype.F32, tensor.shape, bytes);
    }

    /// <summary>The tensor on the CPU.</summary>
    public static Tensor Tensor(TensorData data) =>
        data.Dtype == Dtype.F64
            ? tensor(data.ToDouble(), data.Shape.AsSpan().ToArray())
            : tensor(data.ToSingle(), data.Shape.AsSpan().ToArray());
}
