using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Networks.Onnx.Reading;

internal sealed partial class GraphReading
{
    private Node Clipped(Node value, double least, double most) =>
        value.With(Combination.Maximum, Number(least)).With(Combination.Minimum, Number(most));

    private Node Clip()
    {
        var value = Signal(0);
        double? At(string attribute, int index) =>
            ConstantAt(index) is { Values: [var given] } ? given
            : _node.Has(attribute) ? _node.Single(attribute, 0)
            : null;
        if (At("min", 1) is { } least)
            value = value.With(Combination.Maximum, Number(least));
        return At("max", 2) is { } most ? value.With(Combination.Minimum, Number(most)) : value;
    }

    private Node Leaky(Node value, Node slope) =>
        value.With(Combination.Maximum, Number(0))
        + value.With(Combination.Minimum, Number(0)) * slope;

    private Node Elu(double alpha, double gamma)
    {
        var value = Signal(0);
        var below =
            value.With(Combination.Minimum, Number(0)).Apply(PointwiseFunction.Exp) - Number(1);
        return (value.With(Combination.Maximum, Number(0)) + below * Number(alpha)) * Number(gamma);
    }

    private Node Softmax()
    {
        var value = Signal(0);
        var axis = Axis(_node.Integer("axis", _graph.Opset < 13 ? 1 : -1), value.Rank);
        // Before version 13 all axes from the given one on are one.
        EqArray<int> axes =
            _graph.Opset < 13 ? [.. Enumerable.Range(axis, value.Rank - axis)] : [axis];
        var grown = (value - value.Reduce(Reduction.Max, axes, keepsAxes: true)).Apply(
            PointwiseFunction.Exp
        );
        return grown / grown.Reduce(Reduction.Sum, axes, keepsAxes: true);
    }
}
