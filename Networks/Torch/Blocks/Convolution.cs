using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>The plain convolution in one, two or three dimensions.</summary>
internal static class Convolution
{
    public static Tensor Of(
        Tensor input,
        Tensor kernel,
        long[] stride,
        long[] padding,
        long[] dilation,
        long groups = 1
    ) =>
        stride.Length switch
        {
            1 => nn.functional.conv1d(
                input,
                kernel,
                null,
                stride[0],
                padding[0],
                dilation[0],
                groups
            ),
            2 => nn.functional.conv2d(input, kernel, null, stride, padding, dilation, groups),
            _ => nn.functional.conv3d(input, kernel, null, stride, padding, dilation, groups),
        };
}
