using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Numbers;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Networks.Onnx.Reading;

internal sealed partial class GraphReading
{
    private static ReadTensor Repeated(ReadTensor tensor, int[] shape) =>
        tensor.Shape.SequenceEqual(shape)
            ? tensor
            : new(
                shape,
                [
                    .. NumericArray
                        .Of(tensor.Shape, [.. tensor.Values])
                        .Expand(EqArray.Create<int>(shape))
                        .Values,
                ],
                tensor.IsInteger
            );

    private ReadValue Reshaped(long[] target)
    {
        var value = Value(0);
        var from = ShapeOf(value);
        var total = from.Aggregate(1L, (all, size) => checked(all * size));
        long[] sizes = [.. target];
        for (var i = 0; i < sizes.Length; i++)
            if (sizes[i] == 0 && _node.Integer("allowzero", 0) == 0)
                sizes[i] = from[i];
        var open = Array.IndexOf(sizes, -1);
        if (open >= 0)
        {
            sizes[open] = 1;
            var known = sizes.Aggregate(1L, (all, size) => checked(all * size));
            if (known == 0 || total % known != 0)
                throw new FormatException(
                    $"the shape [{string.Join(", ", target)}] for {total} values"
                );
            sizes[open] = total / known;
        }
        return value.Match<ReadValue>(
            constant: constant =>
                sizes.Aggregate(1L, (all, size) => checked(all * size)) == total
                && sizes.All(size => size >= 0)
                    ? new ReadValue.Constant(
                        constant.Tensor with
                        {
                            Shape = [.. sizes.Select(size => checked((int)size))],
                        }
                    )
                    : throw new FormatException(
                        $"the shape [{string.Join(", ", target)}] for {total} values"
                    ),
            signal: signal => new ReadValue.Signal(signal.Node.Reshape([.. sizes.Select(Size)]))
        );
    }

    private ReadValue Flatten()
    {
        var shape = ShapeOf(Value(0));
        var at = _node.Integer("axis", 1);
        var axis = at == shape.Length ? shape.Length : Axis(at, shape.Length);
        return Reshaped([
            shape[..axis].Aggregate(1L, (all, size) => checked(all * size)),
            shape[axis..].Aggregate(1L, (all, size) => checked(all * size)),
        ]);
    }

    private ReadValue Squeeze()
    {
        var shape = ShapeOf(Value(0));
        var axes = Listed("axes", 1) is { } listed
            ? Axes(listed, shape.Length)
            : [.. Enumerable.Range(0, shape.Length).Where(axis => shape[axis] == 1)];
        if (axes.Any(axis => shape[axis] != 1))
            throw new FormatException($"axes of [{string.Join(", ", shape)}] that are not 1");
        return Reshaped([.. shape.Where((_, axis) => !axes.Contains(axis))]);
    }

    private ReadValue Unsqueeze()
    {
        var shape = ShapeOf(Value(0));
        var listed = Listed("axes", 1) ?? throw new FormatException("no axes, expected some");
        var axes = Axes(listed, shape.Length + listed.Length);
        var rest = new Queue<long>(shape);
        return Reshaped([
            .. Enumerable
                .Range(0, shape.Length + axes.Length)
                .Select(axis => axes.Contains(axis) ? 1 : rest.Dequeue()),
        ]);
    }

    private ReadValue Transpose()
    {
        var rank = ShapeOf(Value(0)).Length;
        var order = _node.Integers("perm") is { } given
            ? [.. given.Select(axis => Axis(axis, rank))]
            : Enumerable.Range(0, rank).Reverse().ToArray();
        if (order.Length != rank || order.Distinct().Count() != rank)
            throw new FormatException($"the order [{string.Join(", ", order)}] of {rank} axes");
        return Value(0)
            .Match<ReadValue>(
                constant: constant =>
                {
                    var moved = NumericArray
                        .Of(constant.Tensor.Shape, [.. constant.Tensor.Values])
                        .Permute(order);
                    return new ReadValue.Constant(
                        Made([.. moved.Shape], [.. moved.Values], constant.Tensor.IsInteger)
                    );
                },
                signal: signal => new ReadValue.Signal(signal.Node.Transpose(order))
            );
    }

    private ReadValue Expand()
    {
        var target = Integers(1);
        return Value(0)
            .Match<ReadValue>(
                constant: constant =>
                {
                    if (target.Any(size => size > 0 && size % _batch == 0))
                        return new ReadValue.Signal(
                            Lift(constant.Tensor).Expand([.. target.Select(Size)])
                        );
                    var shape =
                        Sizes.Broadcast(
                            EqArray.Create<int>(constant.Tensor.Shape),
                            target.Select(size => checked((int)size)).ToEqArray()
                        )
                        ?? throw new FormatException(
                            $"sizes that do not fit [{string.Join(", ", target)}]"
                        );
                    Reserve(shape.Volume());
                    return new ReadValue.Constant(Repeated(constant.Tensor, [.. shape]));
                },
                signal: signal =>
                {
                    var shape =
                        Sizes.Broadcast(signal.Node.Shape, target.Select(Size).ToEqArray())
                        ?? throw new FormatException(
                            $"sizes that do not fit [{string.Join(", ", target)}]"
                        );
                    return new ReadValue.Signal(signal.Node.Expand(shape));
                }
            );
    }

    private ReadValue Concat()
    {
        ReadValue[] parts = [.. Enumerable.Range(0, Count).Select(Value)];
        var axis = Axis(_node.Integer("axis", 0), ShapeOf(parts[0]).Length);
        if (parts.All(part => part is ReadValue.Constant))
        {
            var tensors = parts.Select((_, i) => Constant(i)).ToArray();
            int[] shape = [.. tensors[0].Shape];
            shape[axis] = tensors.Sum(tensor => tensor.Shape[axis]);
            var outer = shape[..axis].Aggregate(1, (all, size) => all * size);
            var values = new List<double>();
            for (var i = 0; i < outer; i++)
                foreach (var tensor in tensors)
                    values.AddRange(
                        tensor.Values.AsSpan(
                            tensor.Values.Length / outer * i,
                            tensor.Values.Length / outer
                        )
                    );
            return values.Count == shape.Aggregate(1, (all, size) => all * size)
                ? new ReadValue.Constant(
                    Made(shape, [.. values], tensors.All(tensor => tensor.IsInteger))
                )
                : throw new FormatException("sizes that differ off the axis");
        }
        if (ShapeOf(parts[0])[axis] % _batch == 0)
            throw Unsupported("signals of the batch one after another");
        return new ReadValue.Signal(_builder.Concatenate([.. parts.Select(Lift)], axis));
    }

    // The slices of an axis, of a constant or a signal.
    private ReadValue Taken(ReadValue value, int axis, int[] places)
    {
        return value.Match<ReadValue>(
            constant: constant =>
            {
                var tensor = constant.Tensor;
                int[] shape = [.. tensor.Shape];
                var size = shape[axis];
                var inner = shape[(axis + 1)..].Aggregate(1, (all, next) => all * next);
                var outer = shape[..axis].Aggregate(1, (all, next) => all * next);
                shape[axis] = places.Length;
                var values = new double[Reserve((long)outer * places.Length * inner)];
                for (var o = 0; o < outer; o++)
                for (var p = 0; p < places.Length; p++)
                    Array.Copy(
                        tensor.Values,
                        (o * size + places[p]) * inner,
                        values,
                        (o * places.Length + p) * inner,
                        inner
                    );
                return new ReadValue.Constant(new(shape, values, tensor.IsInteger));
            },
            signal: signal =>
                places.SequenceEqual(Enumerable.Range(0, Math.Max(0, signal.Node.Shape[axis])))
                    ? signal
                    : new ReadValue.Signal(signal.Node.Take(axis, EqArray.Create<int>(places)))
        );
    }

    private ReadValue Slice()
    {
        var value = Value(0);
        var shape = ShapeOf(value);
        var starts = Listed("starts", 1) ?? throw new FormatException("no starts, expected some");
        var ends = Listed("ends", 2) ?? throw new FormatException("no ends, expected some");
        var axes =
            Listed("axes", 3) ?? [.. Enumerable.Range(0, starts.Length).Select(i => (long)i)];
        var steps = HasInput(4) ? Integers(4) : [.. starts.Select(_ => 1L)];
        for (var i = 0; i < starts.Length; i++)
        {
            var axis = Axis(axes[i], shape.Length);
            var (size, step) = (shape[axis], steps[i]);
            if (step == 0)
                throw new FormatException("the step 0, expected another");
            long Bound(long at) =>
                at < 0
                    ? Math.Max(at + size, step < 0 ? -1 : 0)
                    : Math.Min(at, step < 0 ? size - 1 : size);
            var start = Math.Max(0, Bound(starts[i]));
            if (step < 0)
                start = Math.Min(start, size - 1);
            var end = ends[i] < -size && step < 0 ? -1 : Bound(ends[i]);
            if (start == 0 && end == size && step == 1)
                continue;
            if (size % _batch == 0)
                throw Unsupported("a part of the batch");
            var count =
                step > 0 ? (end - start + step - 1) / step : (start - end - step - 1) / -step;
            if (count <= 0 && value is ReadValue.Signal)
                throw new FormatException($"no place of axis {axis}, expected some");
            value = Taken(
                value,
                axis,
                [
                    .. Enumerable
                        .Range(0, (int)Math.Max(0, count))
                        .Select(k => (int)(start + k * step)),
                ]
            );
        }
        return value;
    }

    private ReadValue[] Split()
    {
        var value = Value(0);
        var shape = ShapeOf(value);
        var axis = Axis(_node.Integer("axis", 0), shape.Length);
        if (shape[axis] % _batch == 0)
            throw Unsupported("a part of the batch");
        var parts = _node.Outputs.Length;
        var each = (shape[axis] + parts - 1) / parts;
        var sizes =
            Listed("split", 1)
            ?? [.. Enumerable.Range(0, parts).Select(i => Math.Min(each, shape[axis] - i * each))];
        if (sizes.Sum() != shape[axis] || sizes.Any(size => size <= 0) || sizes.Length < parts)
            throw new FormatException(
                $"parts of [{string.Join(", ", sizes)}], expected {shape[axis]} in all"
            );
        var start = 0L;
        return
        [
            .. sizes.Select(size =>
            {
                var part = Taken(value, axis, [.. Enumerable.Range((int)start, (int)size)]);
                start += size;
                return part;
            }),
        ];
    }

    private ReadValue Gather()
    {
        var value = Value(0);
        var shape = ShapeOf(value);
        var axis = Axis(_node.Integer("axis", 0), shape.Length);
        var indices = Constant(1);
        if (shape[axis] % _batch == 0)
            throw Unsupported("a part of the batch");
        int[] places =
        [
            .. Integers(indices)
                .Select(place =>
                    place >= -shape[axis] && place < shape[axis]
                        ? (int)(place < 0 ? place + shape[axis] : place)
                        : throw new FormatException(
                            $"the place {place}, expected one of {shape[axis]}"
                        )
                ),
        ];
        var taken = Taken(value, axis, places);
        long[] target =
        [
            .. shape[..axis],
            .. indices.Shape.Select(size => (long)size),
            .. shape[(axis + 1)..],
        ];
        return taken.Match<ReadValue>(
            constant: constant => new ReadValue.Constant(
                constant.Tensor with
                {
                    Shape = [.. target.Select(size => (int)size)],
                }
            ),
            signal: signal => new ReadValue.Signal(signal.Node.Reshape([.. target.Select(Size)]))
        );
    }

    private Node Pad()
    {
        var value = Signal(0);
        var amounts = Listed("pads", 1) ?? throw new FormatException("no pads, expected some");
        var axes = HasInput(3)
            ? Integers(3)
            : [.. Enumerable.Range(0, value.Rank).Select(i => (long)i)];
        if (amounts.Length != 2 * axes.Length)
            throw new FormatException($"{amounts.Length} pads, expected {2 * axes.Length}");
        var before = new int[value.Rank];
        var after = new int[value.Rank];
        for (var i = 0; i < axes.Length; i++)
        {
            var axis = Axis(axes[i], value.Rank);
            (before[axis], after[axis]) = (
                checked((int)amounts[i]),
                checked((int)amounts[i + axes.Length])
            );
        }
        var number =
            ConstantAt(2) is { Values: [var given] } ? given
            : HasInput(2) ? throw Unsupported("a margin that is no number")
            : _node.Single("value", 0);
        return Padded(value, before, after, _node.Text("mode", "constant"), number);
    }

    private Node Padded(Node value, int[] before, int[] after, string mode, double number)
    {
        for (var axis = 0; axis < value.Rank; axis++)
            if (before[axis] != 0 || after[axis] != 0)
            {
                var size = value.Shape[axis];
                if (size < 0)
                    throw Unsupported("more signals in a batch");
                if ((long)size + before[axis] + after[axis] is <= 0 or > 1 << 24)
                    throw new FormatException(
                        $"{before[axis]} and {after[axis]} places around {size}"
                    );
                // A negative margin takes places away.
                if (before[axis] < 0 || after[axis] < 0)
                {
                    value = value.Take(
                        axis,
                        [
                            .. Enumerable.Range(
                                Math.Max(0, -before[axis]),
                                size + Math.Min(0, before[axis]) + Math.Min(0, after[axis])
                            ),
                        ]
                    );
                    (before[axis], after[axis]) = (
                        Math.Max(0, before[axis]),
                        Math.Max(0, after[axis])
                    );
                }
                if (mode == "reflect" && (before[axis] >= size || after[axis] >= size))
                    throw new FormatException(
                        $"a reflection of {before[axis]} and {after[axis]} around {size}"
                    );
            }
        var first = Enumerable
            .Range(0, value.Rank)
            .TakeWhile(axis => before[axis] == 0 && after[axis] == 0)
            .Count();
        return value.Pad(
            EqArray.Create<int>(before.AsSpan(first)),
            EqArray.Create<int>(after.AsSpan(first)),
            mode switch
            {
                "constant" => PaddingMode.Zeros,
                "reflect" => PaddingMode.Reflect,
                "edge" => PaddingMode.Replicate,
                "wrap" => PaddingMode.Circular,
                _ => throw Unsupported($"the mode '{mode}'"),
            },
            mode == "constant" ? number : 0
        );
    }

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
