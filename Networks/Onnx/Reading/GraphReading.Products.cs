using AgeFormal.Algebra;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Networks.Onnx.Reading;

internal sealed partial class GraphReading
{
    private Node Gemm()
    {
        ReadValue Turned(int index, string attribute)
        {
            var value = Value(index);
            return _node.Integer(attribute, 0) == 0
                ? value
                : value.Match<ReadValue>(
                    constant: constant =>
                    {
                        var (rows, columns) = (constant.Tensor.Shape[0], constant.Tensor.Shape[1]);
                        var values = new double[Reserve(constant.Tensor.Values.Length)];
                        for (var i = 0; i < rows; i++)
                        for (var j = 0; j < columns; j++)
                            values[j * rows + i] = constant.Tensor.Values[i * columns + j];
                        return new ReadValue.Constant(new([columns, rows], values, false));
                    },
                    signal: signal => new ReadValue.Signal(signal.Node.Transpose(1, 0))
                );
        }
        var product = Product(Turned(0, "transA"), Turned(1, "transB"));
        if (_node.Single("alpha", 1) is not 1 and var alpha)
            product *= Number(alpha);
        if (!HasInput(2) || _node.Single("beta", 1) == 0)
            return product;
        var bias = Signal(2);
        return product
            + (_node.Single("beta", 1) is not 1 and var beta ? bias * Number(beta) : bias);
    }

    private Node Product(ReadValue left, ReadValue right)
    {
        if (left is ReadValue.Constant && right is ReadValue.Constant)
            throw Unsupported("a product of constants");
        var (a, b) = (Lift(left), Lift(right));
        if (a.Rank < 2 || b.Rank < 2)
            throw Unsupported("a vector in a product");
        // A matrix is the same for all that is before the last axis.
        if (right is ReadValue.Constant && b.Shape.SkipLast(2).All(size => size == 1))
        {
            var matrix = b.Reshape(b.Shape[^2], b.Shape[^1]);
            var rows = checked((int)a.Shape.SkipLast(1).Aggregate(1L, (all, size) => all * size));
            return a.Reshape(rows, a.Shape[^1])
                .Multiply(matrix)
                .Reshape([.. a.Shape.SkipLast(1), b.Shape[^1]]);
        }
        var rank = Math.Max(a.Rank, b.Rank);
        var lead =
            Sizes.Broadcast(a.Shape.SkipLast(2).ToEqArray(), b.Shape.SkipLast(2).ToEqArray())
            ?? throw new FormatException($"{a.Shape} × {b.Shape}");
        if (rank == 2)
            return a.Multiply(b);
        var stack = checked((int)lead.Aggregate(1L, (all, size) => all * size));
        Node Stacked(Node value) =>
            value
                .Expand([.. lead, .. value.Shape.TakeLast(2)])
                .Reshape(stack, value.Shape[^2], value.Shape[^1]);
        return Stacked(a).Multiply(Stacked(b)).Reshape([.. lead, a.Shape[^2], b.Shape[^1]]);
    }
}
