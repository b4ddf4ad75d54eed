using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs;
using AgeFormal.Programs.Steps;
using AgeFormal.Symmetry.Motions;

namespace AgeFormal.Symmetry.Walking;

/// <summary>
/// A tensor whose every value is one of another's, or a number: leading axes as they were, and for each place of the others
/// the place that it shows.
/// </summary>
/// <param name="Root">The step that is shown.</param>
/// <param name="Leading">The number of axes, first ones, that no step touches.</param>
/// <param name="Shown">For each place of the other axes the place of the root's; below 0 for a number.</param>
/// <param name="Sizes">The sizes of the other axes.</param>
internal sealed record View(int Root, int Leading, int[] Shown, int[] Sizes)
{
    /// <summary>The largest number of places that are listed.</summary>
    private const long Most = 1 << 23;

    /// <summary>The step that a view shows through; null for other steps.</summary>
    public static int? Source(Step step) =>
        step switch
        {
            Step.Reshape of => of.Source,
            Step.Transpose of => of.Source,
            Step.Expand of => of.Source,
            Step.Take of => of.Source,
            Step.Slice of => of.Source,
            Step.Pad of => of.Source,
            _ => null,
        };

    /// <summary>The view of the farthest root that separates enough axes; null where there is none, or too much to list.</summary>
    /// <param name="program">The program.</param>
    /// <param name="step">The step.</param>
    /// <param name="isRoot">Whether the chain ends at a step.</param>
    /// <param name="mostLeading">The largest number of axes that may be left aside.</param>
    /// <param name="numbers">The numbers that are shown, by which they are told apart; views with one list can be compared.</param>
    public static View? Of(
        TensorProgram program,
        int step,
        Func<int, bool> isRoot,
        int mostLeading = int.MaxValue,
        List<double>? numbers = null
    )
    {
        var chain = new List<Step>();
        var root = step;
        while (Source(program.Steps[root]) is { } source && (root == step || !isRoot(root)))
        {
            chain.Add(program.Steps[root]);
            root = source;
        }
        if (chain.Count == 0)
            return null;
        chain.Reverse();
        var shape = program.Steps[root].Shape;
        var leading = Math.Min(mostLeading, shape.Count);
        var before = shape;
        foreach (var next in chain)
        {
            leading = Math.Min(leading, Untouched(before, next));
            before = next.Shape;
        }
        if (shape.Concat(before).Any(size => size == 0))
            return null;
        if (BatchAxis(shape) >= leading)
            return null;
        int[] sizes = [.. shape.Skip(leading).Select(Math.Abs)];
        if (Volume(sizes) > Most)
            return null;
        int[] shown = [.. Enumerable.Range(0, (int)Volume(sizes))];
        numbers ??= [];
        foreach (var next in chain)
        {
            int[] target = [.. next.Shape.Skip(leading)];
            if (Volume(target) > Most)
                return null;
            shown = Through(program, next, leading, sizes, target, shown, numbers);
            sizes = target;
        }
        return new(root, leading, shown, sizes);
    }

    /// <summary>The axis of the batch; −1 where there is none.</summary>
    public static int BatchAxis(EqArray<int> shape)
    {
        for (var i = 0; i < shape.Count; i++)
            if (shape[i] < 0)
                return i;
        return -1;
    }

    private static long Volume(int[] sizes) => sizes.Aggregate(1L, (all, size) => all * size);

    private static int Untouched(EqArray<int> before, Step step)
    {
        var common = before.Zip(step.Shape).TakeWhile(pair => pair.First == pair.Second).Count();
        return step switch
        {
            Step.Transpose of => of.Order.Index().TakeWhile(at => at.Item == at.Index).Count(),
            Step.Take of => of.Axis,
            Step.Slice of => Math.Min(
                common,
                of.Shape.Count
                    - of.Start.Count
                    + of.Start.Zip(of.Stride).TakeWhile(at => at is { First: 0, Second: 1 }).Count()
            ),
            Step.Pad => common,
            Step.Expand => before.Count == step.Shape.Count ? common : 0,
            _ => common,
        };
    }

    private static int[] Through(
        TensorProgram program,
        Step step,
        int leading,
        int[] from,
        int[] to,
        int[] shown,
        List<double> numbers
    )
    {
        int Number(double value)
        {
            if (!numbers.Contains(value))
                numbers.Add(value);
            return -1 - numbers.IndexOf(value);
        }
        var steps = Places.Steps(from);
        switch (step)
        {
            case Step.Reshape:
                return shown;
            case Step.Transpose of:
                return
                [
                    .. Places
                        .Offsets(to, [.. of.Order.Skip(leading).Select(i => steps[i - leading])])
                        .Select(place => shown[place]),
                ];
            case Step.Expand:
            {
                var added = to.Length - from.Length;
                return
                [
                    .. Places
                        .Offsets(
                            to,
                            [
                                .. to.Select(
                                    (_, i) =>
                                        i < added || from[i - added] == 1 ? 0 : steps[i - added]
                                ),
                            ]
                        )
                        .Select(place => shown[place]),
                ];
            }
        }
        // One table for each axis: the place that each place reads, −1 for a number.
        var tables = to.Select((size, _) => Enumerable.Range(0, size).ToArray()).ToArray();
        var number = 0.0;
        switch (step)
        {
            case Step.Take of:
                tables[of.Axis - leading] = [.. program.Tables[of.Table]];
                break;
            case Step.Slice of:
                for (var i = 0; i < of.Start.Count; i++)
                    if (of.Shape.Count - of.Start.Count + i - leading is >= 0 and var axis)
                        tables[axis] =
                        [
                            .. Enumerable
                                .Range(0, to[axis])
                                .Select(place => of.Start[i] + place * of.Stride[i]),
                        ];
                break;
            case Step.Pad of:
                number = of.Value;
                for (var i = 0; i < of.Before.Count; i++)
                    if (of.Shape.Count - of.Before.Count + i - leading is >= 0 and var axis)
                        tables[axis] = of.Mode is PaddingMode.Zeros or PaddingMode.Excluded
                            ?
                            [
                                .. Enumerable
                                    .Range(-of.Before[i], to[axis])
                                    .Select(place => place >= 0 && place < from[axis] ? place : -1),
                            ]
                            : [.. of.Reads(i).Select(place => (int)place)];
                break;
        }
        var result = new int[Volume(to)];
        var point = new int[to.Length];
        for (var place = 0; place < result.Length; place++)
        {
            var offset = 0;
            for (var axis = 0; axis < to.Length && offset >= 0; axis++)
                offset =
                    tables[axis][point[axis]] < 0
                        ? -1
                        : offset + tables[axis][point[axis]] * steps[axis];
            result[place] = offset < 0 ? Number(number) : shown[offset];
            for (var axis = to.Length - 1; axis >= 0 && ++point[axis] == to[axis]; axis--)
                point[axis] = 0;
        }
        return result;
    }
}
