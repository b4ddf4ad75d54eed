using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Symmetry.Checking;

/// <summary>
/// Steps whose values are made of others one by one: at a moved place the same must be read as before, moved. A place that is
/// read is a step and a place of its; a constant is its value. A step without a motion is read through to what it is made of.
/// </summary>
internal sealed partial class Replay
{
    private readonly Dictionary<double, long> _values = [];
    private long _unequal = long.MinValue / 2;

    private bool IsMade(Step step, int at)
    {
        if (Terms(at) is not { } terms)
            return false;
        var isOrdered =
            step
            is Step.Normalize
                or Step.Fill
                or Step.Combine { By: Combination.Difference or Combination.Quotient };
        var map = Map(at);
        var (before, after) = (new long[terms.Length], new long[terms.Length]);
        var (root, moved) = (-1L, map);
        for (var place = 0; place < map.Length; place++)
        {
            for (var k = 0; k < before.Length; k++)
            {
                after[k] = terms[k][map[place]];
                before[k] = terms[k][place];
                if (before[k] < 0)
                    continue;
                if (before[k] >> 32 != root)
                    (root, moved) = (before[k] >> 32, Map((int)(before[k] >> 32)));
                before[k] = root << 32 | (uint)moved[(int)before[k]];
            }
            if (!isOrdered && before.Length > 1)
            {
                Array.Sort(before);
                Array.Sort(after);
            }
            if (!before.AsSpan().SequenceEqual(after))
                return false;
        }
        return true;
    }

    // For each term what it reads at each place; null where the step has no rule.
    private long[][]? Terms(int at)
    {
        var step = program.Steps[at];
        var sizes = Sizes(at);
        long[][]? Of(int source, int[]? places = null, long outside = 0) =>
            Operand(source, step) is not { } terms ? null
            : places is null ? terms
            :
            [
                .. terms.Select(term =>
                    (long[])[.. places.Select(place => place < 0 ? outside : term[place])]
                ),
            ];
        switch (step)
        {
            case Step.Pointwise of:
                return Of(of.Source);
            case Step.Scale of:
                return Of(of.Source);
            case Step.Drop of:
                return Of(of.Source);
            case Step.Fill of:
                var mask = Repeated(sizes, of.TableShape);
                return Both(
                    Of(of.Source),
                    [
                        [.. mask.Select(place => Code(program.Tables[of.Table][place]))],
                    ]
                );
            case Step.Normalize of when of.Outside is null:
                var channels = Box.Onto(sizes, [1]);
                return new[] { of.Weight, of.Bias, of.Mean, of.Variance }.Aggregate(
                    Of(of.Source),
                    (all, part) => _isFixed[part] ? Both(all, Of(part, channels)) : null
                );
            case Step.Combine of:
                return Both(
                    Of(of.Left, Repeated(sizes, program.Steps[of.Left].Shape)),
                    Of(of.Right, Repeated(sizes, program.Steps[of.Right].Shape))
                );
            case Step.Reduce of:
                var shape = program.Steps[of.Source].Shape;
                int[] axes = [.. of.Axes];
                int[] kept = [.. Enumerable.Range(0, shape.Count).Except(axes)];
                var (over, into) = (
                    Box.Into(Sizes(of.Source), axes),
                    Box.Into(Sizes(of.Source), kept)
                );
                return axes.Any(axis => shape[axis] < 0)
                    ? null
                    : over.Aggregate(
                        (long[][]?)[],
                        (all, more) => Both(all, Of(of.Source, [.. into.Select(p => p + more)]))
                    );
            case Step.MaximumOver of:
                var count = of.Window.Count;
                var source = Sizes(of.Source);
                int[] space = [.. Enumerable.Range(sizes.Length - count, count)];
                var start = Box.Sums(
                    sizes,
                    [
                        .. Box.Steps(source)
                            .Select((by, i) => by * (i < space[0] ? 1 : of.Stride[i - space[0]])),
                    ]
                );
                var taps = Box.Sums(
                    [.. of.Window],
                    [.. Box.Steps(source)[^count..].Select((by, i) => by * of.Dilation[i])]
                );
                return taps.Aggregate(
                    (long[][]?)[],
                    (all, tap) => Both(all, Of(of.Source, [.. start.Select(p => p + tap)]))
                );
            case Step.Concatenate of when of.Shape[of.Axis] >= 0:
                return Joined(of, sizes);
            case Step.Reshape of:
                return SignalsBefore(of.Shape) == SignalsBefore(program.Steps[of.Source].Shape)
                    ? Of(of.Source)
                    : null;
            case Step.Transpose of:
                var steps = Box.Steps(Sizes(of.Source));
                return Of(of.Source, Box.Sums(sizes, [.. of.Order.Select(axis => steps[axis])]));
            case Step.Expand of:
                return Of(of.Source, Repeated(sizes, program.Steps[of.Source].Shape));
            case Step.Take of:
                return Taken(
                    of.Source,
                    sizes,
                    0,
                    (axis, i) => axis == of.Axis ? program.Tables[of.Table][i] : i
                );
            case Step.Slice of:
                var sliced = sizes.Length - of.Start.Count;
                return Taken(
                    of.Source,
                    sizes,
                    0,
                    (axis, i) =>
                        axis < sliced ? i : of.Start[axis - sliced] + i * of.Stride[axis - sliced]
                );
            case Step.Pad of:
                var padded = sizes.Length - of.Before.Count;
                var copied = of.Mode is PaddingMode.Zeros or PaddingMode.Excluded
                    ? null
                    : of.Before.Select((_, i) => of.Reads(i)).ToArray();
                return Taken(
                    of.Source,
                    sizes,
                    of.Value,
                    (axis, i) =>
                        axis < padded ? i
                        : copied is not null ? (int)copied[axis - padded][i]
                        : i - of.Before[axis - padded] is >= 0 and var place
                        && place < Math.Abs(program.Steps[of.Source].Shape[axis])
                            ? place
                        : -1
                );
            default:
                return null;
        }
        long[][]? Taken(int from, int[] to, double outside, Func<int, int, int> read)
        {
            var shape = program.Steps[from].Shape;
            if (shape.Where((size, axis) => size < 0 && size != step.Shape[axis]).Any())
                return null;
            var (places, by) = (new int[Box.Volume(to)], Box.Steps(Sizes(from)));
            for (var axis = 0; axis < to.Length; axis++)
            {
                var table = Enumerable.Range(0, to[axis]).Select(i => read(axis, i)).ToArray();
                var onto = Box.Onto(to, [axis]);
                for (var p = 0; p < places.Length; p++)
                    places[p] =
                        places[p] < 0 || table[onto[p]] < 0
                            ? -1
                            : places[p] + table[onto[p]] * by[axis];
            }
            return Of(from, places, Code(outside));
        }
    }

    // What a step reads, as one of its operands: views, and parts of one sum, maximum or minimum, are read through.
    private long[][]? Operand(int at, Step reader)
    {
        if (_isFixed[at])
            return
            [
                [.. numbers.At(at).Values.Select(Code)],
            ];
        var isThrough = (program.Steps[at], reader) switch
        {
            (Step.Reshape or Step.Transpose or Step.Expand, _) => true,
            (Step.Take or Step.Slice or Step.Pad, _) => true,
            _ when _steps.ContainsKey(at) => false,
            (Step.Combine of, Step.Combine by) => of.By == by.By
                && of.By is Combination.Sum or Combination.Maximum or Combination.Minimum,
            (Step.Reduce of, Step.Reduce by) => of.By == by.By,
            (Step.Scale of, Step.Reduce by) when by.By == Reduction.Sum => true,
            _ => false,
        };
        return isThrough
            ? program.Steps[at] is Step.Scale scale
                ? Operand(scale.Source, reader)
                : Terms(at)
            : _steps.ContainsKey(at)
                ?
                [
                    [
                        .. Enumerable
                            .Range(0, Box.Volume(Sizes(at)))
                            .Select(p => (long)at << 32 | (uint)p),
                    ],
                ]
                : null;
    }

    private long[][]? Joined(Step.Concatenate step, int[] sizes)
    {
        var joined = new long[Box.Volume(sizes)];
        var (by, start) = (Box.Steps(sizes), 0);
        foreach (var part in step.Parts)
        {
            if (Operand(part, step) is not [var term])
                return null;
            var places = Box.Sums(Sizes(part), by);
            for (var p = 0; p < places.Length; p++)
                joined[places[p] + start] = term[p];
            start += Sizes(part)[step.Axis] * by[step.Axis];
        }
        return [joined];
    }

    private static long[][]? Both(long[][]? one, long[][]? other) =>
        one is null || other is null ? null : [.. one, .. other];

    // A constant: equal ones have one code. What is no number equals nothing.
    private long Code(double value)
    {
        if (double.IsNaN(value))
            return --_unequal;
        if (!_values.TryGetValue(value, out var code))
            _values.Add(value, code = -1 - _values.Count);
        return code;
    }

    // For each place of a result that of an operand, which is repeated along axes of size 1.
    private static int[] Repeated(int[] sizes, EqArray<int> shape)
    {
        int[] own =
        [
            .. Enumerable.Repeat(1, sizes.Length - shape.Count),
            .. shape.Select(Math.Abs),
        ];
        return Box.Sums(sizes, [.. Box.Steps(own).Select((by, i) => own[i] == 1 ? 0 : by)]);
    }

    // The number of values before the axis of the batch; 0 where there is none.
    private static long SignalsBefore(EqArray<int> shape) =>
        shape.All(size => size >= 0)
            ? 0
            : shape.TakeWhile(size => size >= 0).Aggregate(1L, (all, size) => all * size);
}
