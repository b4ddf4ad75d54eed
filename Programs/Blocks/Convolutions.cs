using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Programs.Blocks;

/// <summary>Convolutions as the plain one with a kernel that is transformed by every h.</summary>
internal static class Convolutions
{
    /// <summary>The name of the kernel in its layer.</summary>
    public const string Weight = "weight";

    /// <summary>A lifting or group convolution: one plain convolution <c>[b, c·h̃, …] → [b, o·h, …]</c>.</summary>
    public static Node Lower(
        LayerScope layer,
        Node input,
        Region window,
        Sampling sampling,
        Coefficient haarWeight
    )
    {
        var outputs = layer.Output.Channels;
        var inputs = layer.Input.Channels;
        // [o, c, h, h̃, …] to [o, h, c, h̃, …].
        var kernel = layer
            .Transformed(Weight, window, haarWeight, outputs, inputs)
            .Transpose([0, 2, 1, 3, .. Axes.From(4, layer.Dimension)])
            .Reshape([outputs * layer.Order, inputs * layer.Fibre, .. window.Sizes]);
        return Sliding(layer, input, kernel, sampling, groups: 1);
    }

    /// <summary>The convolution with the padding, stride and dilation of the layer.</summary>
    public static Node Sliding(
        LayerScope layer,
        Node input,
        Node kernel,
        Sampling sampling,
        int groups
    )
    {
        var (padded, inner) = Padded(layer, input);
        return padded.Convolve(
            kernel,
            layer.Geometry.Stride,
            inner,
            sampling.Dilation.For(layer.Dimension),
            groups
        );
    }

    /// <summary>The input that a window slides over, and how far it reaches past its ends, where it reads zeros.</summary>
    public static (Node Padded, EqArray<int> Inner) Padded(LayerScope layer, Node input)
    {
        var geometry = layer.Geometry;
        return geometry.Mode == PaddingMode.Zeros && geometry.Before == geometry.After
            ? (input, geometry.Before)
            : (
                input.Pad(geometry.Before, geometry.After, geometry.Mode, 0),
                Axes.Zeros(layer.Dimension)
            );
    }

    /// <summary>The convolution that keeps the grid, zero outside of it.</summary>
    public static Node Centred(
        LayerScope layer,
        Node input,
        Node kernel,
        SpatialAttention attention,
        int groups
    )
    {
        var dilation = attention.Dilation.For(layer.Dimension);
        return input.Convolve(
            kernel,
            layer.Ones,
            attention.Window.Sizes.Select((size, axis) => dilation[axis] * (size / 2)).ToEqArray(),
            dilation,
            groups
        );
    }
}
