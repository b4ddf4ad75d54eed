using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Networks.Onnx.Reading;

internal sealed partial class GraphReading
{
    // The window of a convolution or pooling: strides, dilations and margins of each axis of space.
    private sealed record Window(
        int[] Kernel,
        int[] Stride,
        int[] Dilation,
        int[] Before,
        int[] After
    );

    private Window WindowOf(Node value, int[] kernel, bool isTransposed = false)
    {
        var count = value.Rank - 2;
        if (
            _node.Integers("kernel_shape") is { } said
            && !said.SequenceEqual(kernel.Select(size => (long)size))
        )
            throw new FormatException(
                $"kernel_shape [{string.Join(", ", said)}], expected that of the weights, [{string.Join(", ", kernel)}]"
            );
        if (count < 1 || kernel.Length != count)
            throw new FormatException($"a window of {kernel.Length} axes on {value.Shape}");
        int[] Sized(string name)
        {
            var given = _node.Integers(name) ?? [.. kernel.Select(_ => 1L)];
            return given.Length == count && given.All(size => size is > 0 and < 1 << 20)
                ? [.. given.Select(size => (int)size)]
                : throw new FormatException(
                    $"{name} [{string.Join(", ", given)}], expected {count} from 1"
                );
        }
        var (stride, dilation) = (Sized("strides"), Sized("dilations"));
        var pads = _node.Integers("pads") ?? new long[2 * count];
        if (pads.Length != 2 * count || pads.Any(size => size is < 0 or > 1 << 20))
            throw new FormatException(
                $"pads [{string.Join(", ", pads)}], expected {2 * count} from 0"
            );
        int[] before = [.. pads[..count].Select(size => (int)size)];
        int[] after = [.. pads[count..].Select(size => (int)size)];
        switch (_node.Text("auto_pad", "NOTSET"))
        {
            case "NOTSET" or "":
                break;
            case "VALID":
                Array.Clear(before);
                Array.Clear(after);
                break;
            case "SAME_UPPER" or "SAME_LOWER" when !isTransposed:
                for (var i = 0; i < count; i++)
                {
                    var size = value.Shape[i + 2];
                    var outputs = (size + stride[i] - 1) / stride[i];
                    var all = Math.Max(
                        0,
                        (outputs - 1) * stride[i] + dilation[i] * (kernel[i] - 1) + 1 - size
                    );
                    var smaller = all / 2;
                    (before[i], after[i]) =
                        _node.Text("auto_pad", "") == "SAME_UPPER"
                            ? (smaller, all - smaller)
                            : (all - smaller, smaller);
                }
                break;
            case var other:
                throw Unsupported($"auto_pad '{other}'");
        }
        return new(kernel, stride, dilation, before, after);
    }

    private int[] KernelShape() =>
        [
            .. (
                _node.Integers("kernel_shape")
                ?? throw new FormatException("no kernel_shape, expected one")
            ).Select(size =>
                size is > 0 and < 1 << 20
                    ? (int)size
                    : throw new FormatException($"the window {size}, expected one from 1")
            ),
        ];

    // With ceil_mode the last window may begin inside and end outside.
    private void Extend(Node value, Window window)
    {
        if (_node.Integer("ceil_mode", 0) == 0)
            return;
        for (var i = 0; i < window.Kernel.Length; i++)
        {
            var room =
                value.Shape[i + 2]
                + window.Before[i]
                + window.After[i]
                - window.Dilation[i] * (window.Kernel[i] - 1)
                - 1;
            var last = (room + window.Stride[i] - 1) / window.Stride[i] * window.Stride[i];
            if (last >= value.Shape[i + 2] + window.Before[i])
                last -= window.Stride[i];
            window.After[i] += Math.Max(0, last - room);
        }
    }
}
