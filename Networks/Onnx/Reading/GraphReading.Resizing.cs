using AgeFormal.Programs.Steps;

namespace AgeFormal.Networks.Onnx.Reading;

internal sealed partial class GraphReading
{
    private Node Resize()
    {
        var value = Signal(0);
        if (_node.Text("mode", "nearest") != "nearest")
            throw Unsupported($"the mode '{_node.Text("mode", "")}'");
        if (_node.Has("axes"))
            throw Unsupported("axes");
        var isOld = _node.Kind == "Upsample" || _graph.Opset < 11;
        var scales =
            ConstantAt(isOld ? 1 : 2) is { Values.Length: > 0 } given ? given.Values
            : _node.Singles("scales") is { Length: > 0 } listed
                ? [.. listed.Select(scale => (double)scale)]
            : null;
        var sizes = scales is null ? Integers(3) : null;
        var coordinates = isOld
            ? "asymmetric"
            : _node.Text("coordinate_transformation_mode", "half_pixel");
        var rounding = isOld ? "floor" : _node.Text("nearest_mode", "round_prefer_floor");
        if ((scales?.Length ?? sizes!.Length) != value.Rank)
            throw new FormatException(
                $"{scales?.Length ?? sizes!.Length} scales, expected {value.Rank}"
            );
        for (var axis = 0; axis < value.Rank; axis++)
        {
            var size = value.Shape[axis];
            if (size < 0)
            {
                if (scales is not null ? scales[axis] != 1 : sizes![axis] != Seen(size))
                    throw Unsupported("more signals in a batch");
                continue;
            }
            var scaled = scales is null ? sizes![axis] : Math.Floor(size * scales[axis]);
            if (!(scaled is >= 1 and <= 1 << 20))
                throw new FormatException($"an axis of {scaled}, expected one from 1 to {1 << 20}");
            var target = (int)scaled;
            var scale = scales?[axis] ?? (double)target / size;
            if (target == size && scale == 1)
                continue;
            value = value.Take(
                axis,
                [
                    .. Enumerable
                        .Range(0, target)
                        .Select(place =>
                        {
                            var at = coordinates switch
                            {
                                "asymmetric" => place / scale,
                                "half_pixel" => (place + 0.5) / scale - 0.5,
                                "pytorch_half_pixel" => target > 1
                                    ? (place + 0.5) / scale - 0.5
                                    : 0,
                                "align_corners" => target > 1
                                    ? place * (size - 1.0) / (target - 1)
                                    : 0,
                                var other => throw Unsupported($"the coordinates '{other}'"),
                            };
                            var near = rounding switch
                            {
                                "round_prefer_floor" => Math.Ceiling(at - 0.5),
                                "round_prefer_ceil" => Math.Floor(at + 0.5),
                                "floor" => Math.Floor(at),
                                "ceil" => Math.Ceiling(at),
                                var other => throw Unsupported($"the rounding '{other}'"),
                            };
                            return (int)Math.Clamp(near, 0, size - 1);
                        }),
                ]
            );
        }
        return value;
    }

    private Node DepthToSpace()
    {
        var value = Signal(0);
        var block = checked((int)_node.Integer("blocksize", 1));
        if (value.Rank != 4 || block < 1 || value.Shape[1] % ((long)block * block) != 0)
            throw new FormatException($"blocks of {block} in {value.Shape}");
        var (b, c, y, x) = (
            value.Shape[0],
            value.Shape[1] / block / block,
            value.Shape[2],
            value.Shape[3]
        );
        return (
            _node.Text("mode", "DCR") == "DCR"
                ? value.Reshape(b, block, block, c, y, x).Transpose(0, 3, 4, 1, 5, 2)
                : value.Reshape(b, c, block, block, y, x).Transpose(0, 1, 4, 2, 5, 3)
        ).Reshape(b, c, y * block, x * block);
    }

    private Node SpaceToDepth()
    {
        var value = Signal(0);
        var block = checked((int)_node.Integer("blocksize", 1));
        if (
            value.Rank != 4
            || block < 1
            || value.Shape[2] % block != 0
            || value.Shape[3] % block != 0
        )
            throw new FormatException($"blocks of {block} in {value.Shape}");
        var (b, c, y, x) = (
            value.Shape[0],
            value.Shape[1],
            value.Shape[2] / block,
            value.Shape[3] / block
        );
        return value
            .Reshape(b, c, y, block, x, block)
            .Transpose(0, 3, 5, 1, 2, 4)
            .Reshape(b, c * block * block, y, x);
    }
}
