using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Numbers;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Networks.Onnx.Reading;

internal sealed partial class GraphReading
{
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
}
