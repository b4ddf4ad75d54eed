using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Tensors;

/// <summary>Convolutions in one, two and three dimensions.</summary>
internal static class Convolutions
{
    /// <summary>The convolution with a kernel <c>[o, c, …]</c> in groups of channels, zero outside.</summary>
    public static Tensor Slide(
        Tensor source,
        Tensor kernel,
        long[] stride,
        long[] padding,
        long[] dilation,
        long groups
    ) =>
        stride.Length switch
        {
            1 => nn.functional.conv1d(
                source,
                kernel,
                null,
                stride[0],
                padding[0],
                dilation[0],
                groups
            ),
            2 => nn.functional.conv2d(source, kernel, null, stride, padding, dilation, groups),
            _ => nn.functional.conv3d(source, kernel, null, stride, padding, dilation, groups),
        };
}
