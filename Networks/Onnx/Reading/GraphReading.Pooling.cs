using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Networks.Onnx.Reading;

internal sealed partial class GraphReading
{
    private Node MaxPool()
    {
        if (_node.Outputs.Length > 1 && _node.Outputs[1].Length > 0)
            throw Unsupported("the places of the largest values");
        var value = Signal(0);
        var window = WindowOf(value, KernelShape());
        Extend(value, window);
        var padded = value.Pad(
            EqArray.Create<int>(window.Before),
            EqArray.Create<int>(window.After),
            PaddingMode.Excluded,
            double.NegativeInfinity
        );
        for (var i = 0; i < window.Kernel.Length; i++)
            if (padded.Shape[i + 2] < window.Dilation[i] * (window.Kernel[i] - 1L) + 1)
                throw new FormatException($"a window of {window.Kernel[i]} on {value.Shape}");
        return padded.MaximumOver(
            EqArray.Create<int>(window.Kernel),
            EqArray.Create<int>(window.Stride),
            EqArray.Create<int>(window.Dilation)
        );
    }

    private Node AveragePool()
    {
        var value = Signal(0);
        var window = WindowOf(value, KernelShape());
        if (_node.Integer("ceil_mode", 0) != 0)
        {
            var before = (int[])[.. window.After];
            Extend(value, window);
            if (!before.SequenceEqual(window.After))
                throw Unsupported("an average over windows that end outside");
        }
        var channels = value.Shape[1];
        if (channels < 1)
            throw Unsupported("channels of the batch");
        var taps = window.Kernel.Aggregate(1L, (all, size) => checked(all * size));
        var ones = new double[Reserve(channels * taps)];
        Array.Fill(ones, 1);
        var sum = value
            .Pad(
                EqArray.Create<int>(window.Before),
                EqArray.Create<int>(window.After),
                PaddingMode.Zeros,
                0
            )
            .Convolve(
                Lift(new ReadTensor([channels, 1, .. window.Kernel], ones, false)),
                EqArray.Create<int>(window.Stride),
                window.Kernel.Select(_ => 0).ToEqArray(),
                EqArray.Create<int>(window.Dilation),
                channels
            );
        if (
            _node.Integer("count_include_pad", 0) != 0
            || window.Before.Concat(window.After).All(size => size == 0)
        )
            return sum.Times(1, checked((int)taps));
        // The number of places inside, axis by axis.
        int[] space = [.. sum.Shape.Skip(2)];
        var counts = new double[Reserve(space.Aggregate(1L, (all, size) => all * size))];
        for (var place = 0; place < counts.Length; place++)
        {
            var count = 1;
            for (int axis = space.Length - 1, rest = place; axis >= 0; rest /= space[axis--])
            {
                var start = rest % space[axis] * window.Stride[axis] - window.Before[axis];
                count *= Enumerable
                    .Range(0, window.Kernel[axis])
                    .Count(tap =>
                        start + tap * window.Dilation[axis] is >= 0 and var at
                        && at < value.Shape[axis + 2]
                    );
            }
            counts[place] = count;
        }
        return sum / Lift(new ReadTensor(space, counts, false));
    }
}
