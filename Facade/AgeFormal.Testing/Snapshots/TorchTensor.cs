using AgeFormal.Networks.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace AgeFormal.Testing.Snapshots;

/// <summary>A tensor of libtorch as stored data.</summary>
internal static class TorchTensor
{
    /// <exception cref="ArgumentException">
    /// The tensor is disposed, sparse or on a device without values, or of another dtype than binary32, binary64 and 64-bit
    /// integers.
    /// </exception>
    public static TensorData Read(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.IsInvalid)
            throw Unexpected("a disposed one");
        if (tensor.is_sparse)
            throw Unexpected("a sparse one");
        if (tensor.device_type is not (DeviceType.CPU or DeviceType.CUDA))
            throw Unexpected($"one on {tensor.device_type}");
        using var plain = tensor.detach().cpu().contiguous();
        return plain.dtype switch
        {
            ScalarType.Float32 => TensorData.FromSingle(plain.shape, plain.data<float>().ToArray()),
            ScalarType.Float64 => TensorData.FromDouble(
                plain.shape,
                plain.data<double>().ToArray()
            ),
            ScalarType.Int64 => TensorData.FromInt64(plain.shape, plain.data<long>().ToArray()),
            var other => throw new ArgumentException(
                $"A tensor of Float32, Float64 or Int64 is expected, received {other}.",
                nameof(tensor)
            ),
        };
    }

    private static ArgumentException Unexpected(string received) =>
        new($"A dense tensor that holds values is expected, received {received}.");
}
