using AgeFormal.Algebra;
using AgeFormal.Programs.Numbers;

namespace AgeFormal.Networks.Onnx.Reading;

internal sealed partial class GraphReading
{
    private ReadValue Cast() =>
        ConstantAt(0) is { } constant
            ? new ReadValue.Constant(
                _node.Integer("to", 1) is 1 or 10 or 11 or 16
                    ? constant with
                    {
                        IsInteger = false,
                    }
                    : new(constant.Shape, [.. constant.Values.Select(Math.Truncate)], true)
            )
        : _node.Integer("to", 1) is 1 or 10 or 11 or 16 ? Value(0)
        : throw Unsupported("a signal as whole numbers");

    private ReadTensor ConstantNode() =>
        _node.Tensor("value") is { } tensor ? ReadTensor.Of(tensor, null)
        : _node.Has("value_float") ? new([], [_node.Single("value_float", 0)], false)
        : _node.Has("value_int") ? new([], [_node.Integer("value_int", 0)], true)
        : _node.Integers("value_ints") is { Length: > 0 } integers
            ? new([integers.Length], [.. integers.Select(value => (double)value)], true)
        : _node.Singles("value_floats") is { Length: > 0 } singles
            ? new([singles.Length], [.. singles.Select(value => (double)value)], false)
        : throw Unsupported("a constant that is no tensor of numbers");

    private ReadTensor ConstantOfShape()
    {
        var sizes = Integers(0);
        var value = _node.Tensor("value") is { } tensor
            ? ReadTensor.Of(tensor, null)
            : new([1], [0], false);
        // Values that are all alike need no batch.
        int[] shape =
        [
            .. sizes.Select(size => size > 0 && size % _batch == 0 ? 1 : checked((int)size)),
        ];
        var values = new double[Reserve(shape.Aggregate(1L, (all, size) => checked(all * size)))];
        Array.Fill(values, value.Values[0]);
        return new(shape, values, value.IsInteger);
    }

    private long[] ShapeOf(ReadValue value) =>
        value.Match<long[]>(
            constant: constant => [.. constant.Tensor.Shape.Select(size => (long)size)],
            signal: signal => [.. signal.Node.Shape.Select(Seen)]
        );

    private ReadTensor Shape()
    {
        var shape = ShapeOf(Value(0));
        var start = (int)Math.Clamp(Wrap(_node.Integer("start", 0)), 0, shape.Length);
        var end = (int)Math.Clamp(Wrap(_node.Integer("end", shape.Length)), start, shape.Length);
        return new([end - start], [.. shape[start..end].Select(size => (double)size)], true);
        long Wrap(long at) => at < 0 ? at + shape.Length : at;
    }

    private ReadTensor Range()
    {
        var (start, limit, delta) = (
            Constant(0).Values[0],
            Constant(1).Values[0],
            Constant(2).Values[0]
        );
        var count = Math.Max(0, Math.Ceiling((limit - start) / delta));
        if (!(count < int.MaxValue))
            throw new FormatException($"a range of {count} numbers");
        var size = Reserve((long)count);
        return new(
            [size],
            [.. Enumerable.Range(0, size).Select(i => start + i * delta)],
            Constant(0).IsInteger
        );
    }

    private ReadValue[] ReducedProduct() =>
        Constant(0) is { Shape.Length: <= 1 } constant
            ? One(
                new ReadTensor(
                    _node.Integer("keepdims", 1) != 0 && constant.Shape.Length == 1 ? [1] : [],
                    [constant.Values.Aggregate(1.0, (all, value) => all * value)],
                    constant.IsInteger
                )
            )
            : throw Unsupported("a product over axes");

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
}
