using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Onnx.Layers;

/// <summary>Convolutions as the plain one with a kernel that is already transformed.</summary>
internal static class ConvolutionNodes
{
    /// <summary>A lifting or group convolution: one plain convolution <c>[b, c·h̃, …] → [b, o·h, …]</c>.</summary>
    public static Wire Add(
        LayerContext layer,
        Wire input,
        Region window,
        Sampling sampling,
        double haarWeight
    )
    {
        var outputs = layer.Output.Channels;
        var inputs = layer.Input.Channels;
        int[] box = [.. window.Sizes];
        // [o, c, h, h̃, …] to [o, h, c, h̃, …].
        int[] order = [0, 2, 1, 3, .. Enumerable.Range(4, box.Length)];
        var kernel = layer
            .Transformed("weight", window, outputs, inputs)
            .Permute(order)
            .Reshape([outputs * layer.Order, inputs * layer.Input.FibreSize, .. box])
            .Times(haarWeight);
        return Sliding(layer, input, kernel, sampling, groups: 1);
    }

    /// <summary>The convolution with the padding, stride and dilation of the layer.</summary>
    public static Wire Sliding(
        LayerContext layer,
        Wire input,
        NumericArray kernel,
        Sampling sampling,
        int groups
    )
    {
        var geometry = layer.Op.Meaning.Geometry;
        var inner = geometry.Mode == PaddingMode.Zeros;
        return Plain(
            layer,
            inner ? input : PaddingNodes.Add(layer, input, 0),
            layer.Graph.Constant("kernel", kernel),
            geometry.Stride,
            inner ? [.. geometry.Before, .. geometry.After] : [],
            sampling.Dilation.For(layer.Dimension),
            groups
        );
    }

    /// <summary>The convolution that keeps the grid, zero outside of it.</summary>
    public static Wire Centred(
        LayerContext layer,
        Wire input,
        NumericArray kernel,
        SpatialAttention attention,
        int groups
    )
    {
        var dilation = attention.Dilation.For(layer.Dimension);
        int[] margin =
        [
            .. attention.Window.Sizes.Select((size, axis) => dilation[axis] * (size / 2)),
        ];
        return Plain(
            layer,
            input,
            layer.Graph.Constant("attention_kernel", kernel),
            Enumerable.Repeat(1, layer.Dimension).ToEqArray(),
            [.. margin, .. margin],
            dilation,
            groups
        );
    }

    private static Wire Plain(
        LayerContext layer,
        Wire input,
        Wire kernel,
        EqArray<int> stride,
        EqArray<int> pads,
        EqArray<int> dilation,
        int groups
    ) =>
        layer.Graph.Node(
            "Conv",
            [input, kernel],
            [
                Integers("strides", stride),
                Integers("dilations", dilation),
                Integers(
                    "pads",
                    pads.Count == 0 ? Enumerable.Repeat(0, 2 * layer.Dimension).ToEqArray() : pads
                ),
                new OnnxAttribute.Integer("group", groups),
            ]
        );

    private static OnnxAttribute Integers(string name, EqArray<int> values) =>
        new OnnxAttribute.Integers(name, values.Select(value => (long)value).ToEqArray());
}
