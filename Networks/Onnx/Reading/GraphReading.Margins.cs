using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Networks.Onnx.Reading;

internal sealed partial class GraphReading
{
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
}
