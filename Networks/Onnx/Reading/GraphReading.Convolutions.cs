using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Networks.Onnx.Reading;

internal sealed partial class GraphReading
{
    private Node Convolution()
    {
        var (value, weight) = (Signal(0), Constant(1));
        var window = WindowOf(value, weight.Shape.Length > 2 ? weight.Shape[2..] : []);
        var symmetric = window.Before.SequenceEqual(window.After);
        var padded = symmetric
            ? value
            : value.Pad(
                EqArray.Create<int>(window.Before),
                EqArray.Create<int>(window.After),
                PaddingMode.Zeros,
                0
            );
        var output = padded.Convolve(
            Lift(weight),
            EqArray.Create<int>(window.Stride),
            symmetric
                ? EqArray.Create<int>(window.Before)
                : window.Before.Select(_ => 0).ToEqArray(),
            EqArray.Create<int>(window.Dilation),
            checked((int)_node.Integer("group", 1)) is > 0 and var groups
                ? groups
                : throw new FormatException("group 0, expected one from 1")
        );
        return HasInput(2) ? output + PerChannel(2, output) : output;
    }

    // One value for each channel, axis 1.
    private Node PerChannel(int index, Node like)
    {
        var values = Signal(index);
        return values.Rank == 1 && values.Shape[0] == like.Shape[1]
            ? values.Reshape([values.Shape[0], .. Enumerable.Repeat(1, like.Rank - 2)])
            : throw new FormatException($"{values.Shape} for the channels of {like.Shape}");
    }

    private Node TransposedConvolution()
    {
        var (value, weight) = (Signal(0), Constant(1));
        if (_node.Has("output_shape"))
            throw Unsupported("output_shape");
        var window = WindowOf(
            value,
            weight.Shape.Length > 2 ? weight.Shape[2..] : [],
            isTransposed: true
        );
        var groups = checked((int)_node.Integer("group", 1));
        var (inputs, own) = (weight.Shape[0], weight.Shape[1]);
        if (groups < 1 || inputs % groups != 0)
            throw new FormatException($"{groups} groups of {inputs} channels");
        var more = _node.Integers("output_padding") ?? [.. window.Kernel.Select(_ => 0L)];
        // The points apart from each other with zeros between and around, and then the kernel mirrored.
        for (var i = 0; i < window.Kernel.Length; i++)
        {
            var (size, stride) = (value.Shape[i + 2], window.Stride[i]);
            var extent = window.Dilation[i] * (window.Kernel[i] - 1);
            var before = extent - window.Before[i];
            var length = checked(
                (long)(size - 1) * stride + 1 + before + extent - window.After[i] + more[i]
            );
            if (length is < 1 or > 1 << 20)
                throw new FormatException($"an axis of {length}, expected one from 1 to {1 << 20}");
            value = value.Take(
                i + 2,
                [
                    .. Enumerable
                        .Range(-before, (int)length)
                        .Select(at =>
                            at >= 0 && at % stride == 0 && at / stride < size ? at / stride : -1
                        ),
                ]
            );
        }
        var taps = window.Kernel.Aggregate(1, (all, size) => all * size);
        var turned = new double[Reserve(weight.Values.Length)];
        var per = inputs / groups;
        for (var group = 0; group < groups; group++)
        for (var c = 0; c < per; c++)
        for (var o = 0; o < own; o++)
        for (var tap = 0; tap < taps; tap++)
            turned[((group * own + o) * per + c) * taps + taps - 1 - tap] = weight.Values[
                ((group * per + c) * own + o) * taps + tap
            ];
        var ones = window.Kernel.Select(_ => 1).ToEqArray();
        var output = value.Convolve(
            Lift(new ReadTensor([groups * own, per, .. window.Kernel], turned, false)),
            ones,
            ones.Select(_ => 0).ToEqArray(),
            EqArray.Create<int>(window.Dilation),
            groups
        );
        return HasInput(2) ? output + PerChannel(2, output) : output;
    }
}
