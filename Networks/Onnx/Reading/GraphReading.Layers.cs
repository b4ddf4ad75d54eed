using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Networks.Onnx.Reading;

internal sealed partial class GraphReading
{
    // The window of a convolution or pooling: strides, dilations and margins of each axis of space.
    private sealed record Window(
        int[] Kernel,
        int[] Stride,
        int[] Dilation,
        int[] Before,
        int[] After
    );

    private Window WindowOf(Node value, int[] kernel, bool isTransposed = false)
    {
        var count = value.Rank - 2;
        if (count < 1 || kernel.Length != count)
            throw new FormatException($"a window of {kernel.Length} axes on {value.Shape}");
        int[] Sized(string name)
        {
            var given = _node.Integers(name) ?? [.. kernel.Select(_ => 1L)];
            return given.Length == count && given.All(size => size is > 0 and < 1 << 20)
                ? [.. given.Select(size => (int)size)]
                : throw new FormatException(
                    $"{name} [{string.Join(", ", given)}], expected {count} from 1"
                );
        }
        var (stride, dilation) = (Sized("strides"), Sized("dilations"));
        var pads = _node.Integers("pads") ?? new long[2 * count];
        if (pads.Length != 2 * count || pads.Any(size => size is < 0 or > 1 << 20))
            throw new FormatException(
                $"pads [{string.Join(", ", pads)}], expected {2 * count} from 0"
            );
        int[] before = [.. pads[..count].Select(size => (int)size)];
        int[] after = [.. pads[count..].Select(size => (int)size)];
        switch (_node.Text("auto_pad", "NOTSET"))
        {
            case "NOTSET" or "":
                break;
            case "VALID":
                Array.Clear(before);
                Array.Clear(after);
                break;
            case "SAME_UPPER" or "SAME_LOWER" when !isTransposed:
                for (var i = 0; i < count; i++)
                {
                    var size = value.Shape[i + 2];
                    var outputs = (size + stride[i] - 1) / stride[i];
                    var all = Math.Max(
                        0,
                        (outputs - 1) * stride[i] + dilation[i] * (kernel[i] - 1) + 1 - size
                    );
                    var smaller = all / 2;
                    (before[i], after[i]) =
                        _node.Text("auto_pad", "") == "SAME_UPPER"
                            ? (smaller, all - smaller)
                            : (all - smaller, smaller);
                }
                break;
            case var other:
                throw Unsupported($"auto_pad '{other}'");
        }
        return new(kernel, stride, dilation, before, after);
    }

    private Node Convolution()
    {
        var (value, weight) = (Signal(0), Constant(1));
        var window = WindowOf(value, weight.Shape.Length > 2 ? weight.Shape[2..] : []);
        var symmetric = window.Before.SequenceEqual(window.After);
        var padded = symmetric
            ? value
            : value.Pad(
                EqArray.Create<int>(window.Before),
                EqArray.Create<int>(window.After),
                PaddingMode.Zeros,
                0
            );
        var output = padded.Convolve(
            Lift(weight),
            EqArray.Create<int>(window.Stride),
            symmetric
                ? EqArray.Create<int>(window.Before)
                : window.Before.Select(_ => 0).ToEqArray(),
            EqArray.Create<int>(window.Dilation),
            checked((int)_node.Integer("group", 1)) is > 0 and var groups
                ? groups
                : throw new FormatException("group 0, expected one from 1")
        );
        return HasInput(2) ? output + PerChannel(2, output) : output;
    }

    // One value for each channel, axis 1.
    private Node PerChannel(int index, Node like)
    {
        var values = Signal(index);
        return values.Rank == 1 && values.Shape[0] == like.Shape[1]
            ? values.Reshape([values.Shape[0], .. Enumerable.Repeat(1, like.Rank - 2)])
            : throw new FormatException($"{values.Shape} for the channels of {like.Shape}");
    }

    private Node TransposedConvolution()
    {
        var (value, weight) = (Signal(0), Constant(1));
        if (_node.Has("output_shape"))
            throw Unsupported("output_shape");
        var window = WindowOf(
            value,
            weight.Shape.Length > 2 ? weight.Shape[2..] : [],
            isTransposed: true
        );
        var groups = checked((int)_node.Integer("group", 1));
        var (inputs, own) = (weight.Shape[0], weight.Shape[1]);
        if (groups < 1 || inputs % groups != 0)
            throw new FormatException($"{groups} groups of {inputs} channels");
        var more = _node.Integers("output_padding") ?? [.. window.Kernel.Select(_ => 0L)];
        // The points apart from each other with zeros between and around, and then the kernel mirrored.
        for (var i = 0; i < window.Kernel.Length; i++)
        {
            var (size, stride) = (value.Shape[i + 2], window.Stride[i]);
            var extent = window.Dilation[i] * (window.Kernel[i] - 1);
            var before = extent - window.Before[i];
            var length = checked(
                (long)(size - 1) * stride + 1 + before + extent - window.After[i] + more[i]
            );
            if (length is < 1 or > 1 << 20)
                throw new FormatException($"an axis of {length}, expected one from 1 to {1 << 20}");
            value = value.Take(
                i + 2,
                [
                    .. Enumerable
                        .Range(-before, (int)length)
                        .Select(at =>
                            at >= 0 && at % stride == 0 && at / stride < size ? at / stride : -1
                        ),
                ]
            );
        }
        var taps = window.Kernel.Aggregate(1, (all, size) => all * size);
        var turned = new double[Reserve(weight.Values.Length)];
        var per = inputs / groups;
        for (var group = 0; group < groups; group++)
        for (var c = 0; c < per; c++)
        for (var o = 0; o < own; o++)
        for (var tap = 0; tap < taps; tap++)
            turned[((group * own + o) * per + c) * taps + taps - 1 - tap] = weight.Values[
                ((group * per + c) * own + o) * taps + tap
            ];
        var ones = window.Kernel.Select(_ => 1).ToEqArray();
        var output = value.Convolve(
            Lift(new ReadTensor([groups * own, per, .. window.Kernel], turned, false)),
            ones,
            ones.Select(_ => 0).ToEqArray(),
            EqArray.Create<int>(window.Dilation),
            groups
        );
        return HasInput(2) ? output + PerChannel(2, output) : output;
    }

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

    private Node BatchNormalization()
    {
        var value = Signal(0);
        if (value.Rank < 2 || _node.Integer("training_mode", 0) != 0)
            throw Unsupported("training");
        var channels = value.Shape[1];
        for (var i = 1; i < 5; i++)
            if (Constant(i).Values.Length != channels)
                throw new FormatException(
                    $"{Constant(i).Values.Length} values for {channels} channels"
                );
        var epsilon = _node.Single("epsilon", 1e-5f);
        var variance = Constant(4);
        var volume = checked((int)value.Shape.Skip(2).Aggregate(1L, (all, size) => all * size));
        return _builder
            .Add(
                new Step.Normalize(
                    value.Reshape(value.Shape[0], channels, volume).Index,
                    Signal(1).Index,
                    Signal(2).Index,
                    Signal(3).Index,
                    Lift(
                        Made(variance.Shape, [.. variance.Values.Select(v => v + epsilon)], false)
                    ).Index,
                    0,
                    0.1,
                    null,
                    [value.Shape[0], channels, volume]
                )
            )
            .Reshape(value.Shape);
    }

    // (x − mean) / √(variance + ε) over axes.
    private Node Standardised(Node value, EqArray<int> axes, double epsilon)
    {
        if (axes.Any(axis => value.Shape[axis] < 0))
            throw Unsupported("statistics of the batch");
        var centred = value - value.Reduce(Reduction.Mean, axes, keepsAxes: true);
        var variance = centred
            .Apply(PointwiseFunction.Square)
            .Reduce(Reduction.Mean, axes, keepsAxes: true);
        return centred / (variance + Number(epsilon)).Apply(PointwiseFunction.SquareRoot);
    }

    private Node InstanceNormalization()
    {
        var value = Signal(0);
        var standard = Standardised(
            value,
            [.. Enumerable.Range(2, value.Rank - 2)],
            _node.Single("epsilon", 1e-5f)
        );
        return standard * PerChannel(1, value) + PerChannel(2, value);
    }

    private Node LayerNormalization()
    {
        var value = Signal(0);
        var axis = Axis(_node.Integer("axis", -1), value.Rank);
        var standard =
            Standardised(
                value,
                [.. Enumerable.Range(axis, value.Rank - axis)],
                _node.Single("epsilon", 1e-5f)
            ) * Signal(1);
        return HasInput(2) ? standard + Signal(2) : standard;
    }

    private Node GroupNormalization()
    {
        var value = Signal(0);
        var groups = checked((int)_node.Integer("num_groups", 0));
        var channels = value.Shape[1];
        if (groups < 1 || channels % groups != 0)
            throw new FormatException($"{groups} groups of {channels} channels");
        var apart = value.Reshape([
            value.Shape[0],
            groups,
            channels / groups,
            .. value.Shape.Skip(2),
        ]);
        var standard = Standardised(
                apart,
                [.. Enumerable.Range(2, apart.Rank - 2)],
                _node.Single("epsilon", 1e-5f)
            )
            .Reshape(value.Shape);
        if (Signal(1).Shape[0] != channels)
            throw Unsupported("one scale for each group");
        return standard * PerChannel(1, value) + PerChannel(2, value);
    }

    private int[] KernelShape() =>
        [
            .. (
                _node.Integers("kernel_shape")
                ?? throw new FormatException("no kernel_shape, expected one")
            ).Select(size =>
                size is > 0 and < 1 << 20
                    ? (int)size
                    : throw new FormatException($"the window {size}, expected one from 1")
            ),
        ];

    // With ceil_mode the last window may begin inside and end outside.
    private void Extend(Node value, Window window)
    {
        if (_node.Integer("ceil_mode", 0) == 0)
            return;
        for (var i = 0; i < window.Kernel.Length; i++)
        {
            var room =
                value.Shape[i + 2]
                + window.Before[i]
                + window.After[i]
                - window.Dilation[i] * (window.Kernel[i] - 1)
                - 1;
            var last = (room + window.Stride[i] - 1) / window.Stride[i] * window.Stride[i];
            if (last >= value.Shape[i + 2] + window.Before[i])
                last -= window.Stride[i];
            window.After[i] += Math.Max(0, last - room);
        }
    }

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

    private Node Global(Reduction by) =>
        Signal(0).Reduce(by, [.. Enumerable.Range(2, Signal(0).Rank - 2)], keepsAxes: true);
}
