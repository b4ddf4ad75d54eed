using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Onnx.Reading;

internal sealed partial class GraphReading
{
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
}
