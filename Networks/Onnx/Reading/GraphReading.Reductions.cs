using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Networks.Onnx.Reading;

internal sealed partial class GraphReading
{
    private ReadValue[] Reduced(Reduction by) =>
        ConstantAt(0) is { Values: [_] } single && by != Reduction.Sum
            ? One(single)
            : One(Reduce(Signal(0), by));

    private Node Reduce(Node value, Reduction by)
    {
        var listed = Listed("axes", 1);
        if (listed is null or [] && _node.Integer("noop_with_empty_axes", 0) != 0)
            return value;
        var axes = listed is null or []
            ? [.. Enumerable.Range(0, value.Rank)]
            : Axes(listed, value.Rank);
        if (axes.Any(axis => value.Shape[axis] < 0))
            throw Unsupported("a reduction over the batch");
        return value.Reduce(by, EqArray.Create<int>(axes), _node.Integer("keepdims", 1) != 0);
    }

    private Node Global(Reduction by) =>
        Signal(0).Reduce(by, [.. Enumerable.Range(2, Signal(0).Rank - 2)], keepsAxes: true);
}
