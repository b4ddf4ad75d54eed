using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Networks.Onnx.Reading;

internal sealed partial class GraphReading
{
    private int Count => _node.Inputs.Length;

    private bool HasInput(int index) => index < Count && _node.Inputs[index].Length > 0;

    private ReadValue Value(int index)
    {
        if (!HasInput(index))
            throw new FormatException($"no input {index}, expected one");
        var name = _node.Inputs[index];
        if (_values.TryGetValue(name, out var known))
            return known;
        if (!_graph.Constants.TryGetValue(name, out var constant))
            throw new FormatException($"the input '{name}', expected a value that is made before");
        return _values[name] = new ReadValue.Constant(constant.Value);
    }

    private Node Signal(int index) => Lift(Value(index));

    private ReadTensor? ConstantAt(int index) =>
        HasInput(index) && Value(index) is ReadValue.Constant of ? of.Tensor : null;

    private ReadTensor Constant(int index) =>
        ConstantAt(index) ?? throw Unsupported($"the input {index} that is no constant");

    private bool IsConstant(int index) => Value(index) is ReadValue.Constant;

    private Node Lift(ReadValue value) =>
        value.Match(constant: constant => Lift(constant.Tensor), signal: signal => signal.Node);

    private Node Lift(ReadTensor tensor)
    {
        if (_lifted.TryGetValue(tensor, out var known))
            return known;
        if (tensor.Shape.Contains(0))
            throw new FormatException("a constant without values, expected some");
        var name = $"{_parameters.Count.ToString(CultureInfo.InvariantCulture)}";
        _parameters.Add(name, [.. tensor.Values]);
        return _lifted[tensor] = _builder.Parameter(name, EqArray.Create<int>(tensor.Shape));
    }

    private Node Number(double value) => Lift(new ReadTensor([], [value], false));

    private ReadTensor Made(int[] shape, double[] values, bool isInteger)
    {
        Reserve(values.Length);
        return new(shape, values, isInteger);
    }

    // Folded constants stay below what the file could hold a few times over.
    private int Reserve(long count)
    {
        _folded = checked(_folded + count);
        return count <= int.MaxValue && _folded <= Math.Max(Least, 16 * _graph.Length)
            ? (int)count
            : throw new FormatException(
                $"{count} more values of constants, expected fewer for a file of {_graph.Length} bytes"
            );
    }

    private long[] Integers(int index) => Integers(Constant(index));

    private static long[] Integers(ReadTensor tensor) =>
        [
            .. tensor.Values.Select(value =>
                value >= long.MaxValue ? long.MaxValue
                : value <= long.MinValue ? long.MinValue
                : double.IsNaN(value) ? throw new FormatException("NaN, expected a whole number")
                : (long)value
            ),
        ];

    // A size as the graph sees it, with a prime for the batch, and as the program does.
    private long Seen(int size) => size < 0 ? -size * _batch : size;

    private int Size(long seen) =>
        seen <= 0 ? throw new FormatException($"the size {seen}, expected one from 1")
        : seen % _batch == 0 ? checked(-(int)(seen / _batch))
        : checked((int)seen);

    private static int Axis(long axis, int rank) =>
        axis >= -rank && axis < rank
            ? (int)(axis < 0 ? axis + rank : axis)
            : throw new FormatException($"the axis {axis}, expected one of {rank}");

    private static int[] Axes(IEnumerable<long> axes, int rank) =>
        [.. axes.Select(axis => Axis(axis, rank)).Distinct().Order()];

    // Axes or sizes that are an attribute in old versions and an input in new ones.
    private long[]? Listed(string attribute, int index) =>
        _node.Integers(attribute) ?? (HasInput(index) ? Integers(index) : null);

    private static Node Function(Node value, string name, Func<double, double> function) =>
        value.Apply(new PointwiseFunction(name, function));

    private static ReadValue[] One(Node node) => [new ReadValue.Signal(node)];

    private static ReadValue[] One(ReadTensor tensor) => [new ReadValue.Constant(tensor)];
}
