using AgeFormal.Learning.Data;
using static TorchSharp.torch;

namespace AgeFormal.Learning;

/// <summary>Images that come as a tensor.</summary>
internal static class StoredTensor
{
    /// <summary>The images of a tensor [channels, …grid] or [batch, channels, …grid].</summary>
    /// <param name="images">Bytes from 0 to 255, or floating-point values from 0 to 1.</param>
    /// <param name="axes">The number of axes of the grid.</param>
    /// <exception cref="ArgumentException">The tensor is of another kind.</exception>
    public static ImageSet Read(Tensor images, int axes)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.IsInvalid)
            throw new ArgumentException("Expected a tensor that is not disposed.", nameof(images));
        if (
            images.is_sparse
            || images.device_type is not (TorchSharp.DeviceType.CPU or TorchSharp.DeviceType.CUDA)
            || images.dtype
                is not (
                    ScalarType.Byte
                    or ScalarType.Float32
                    or ScalarType.Float64
                    or ScalarType.Float16
                    or ScalarType.BFloat16
                )
            || images.dim() != axes + 1 && images.dim() != axes + 2
            || images.numel() == 0
            || images.numel() > Array.MaxLength
        )
            throw new ArgumentException(
                $"Expected a dense tensor [channels, …] or [batch, channels, …] with {axes} axes more, of bytes or floating-point values, received {images.dtype} [{string.Join(", ", images.shape)}].",
                nameof(images)
            );
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var values = images.cpu().to(ScalarType.Float32);
        if (images.dtype == ScalarType.Byte)
            values = values / 255f;
        int[] sizes = [.. images.shape[^(axes + 1)..].Select(size => (int)size)];
        return ImageSet.Of(
            sizes[0],
            [.. sizes[1..]],
            values.contiguous().data<float>().ToArray(),
            []
        );
    }
}
