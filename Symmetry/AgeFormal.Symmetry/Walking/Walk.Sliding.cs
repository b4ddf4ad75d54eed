using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;
using AgeFormal.Symmetry.Motions;

namespace AgeFormal.Symmetry.Walking;

internal sealed partial class Walk
{
    public Motion Convolve(Step.Convolve step)
    {
        if (!_isFixed[step.Kernel])
            throw LossException.Unknown("the kernel of a convolution depends on the input");
        var kernel = _program.Steps[step.Kernel].Shape;
        var dimension = step.Stride.Count;
        var (source, before) = Unpadded(step.Source, step.Padding, 0);
        var motion = At(source);
        var space = Enumerable.Range(2, dimension).ToArray();
        if (!motion.Separates(0) || !motion.Separates(1) || !motion.Separates(space))
            throw LossException.Unknown("channels and space move together");
        var axes = Enumerable
            .Range(0, dimension)
            .Select(i => new SlidingAxis(
                motion.Sizes[i + 2],
                kernel[i + 2],
                step.Stride[i],
                step.Dilation[i],
                before[i],
                step.Shape[i + 2]
            ))
            .ToEqArray();
        var channels = motion.Joint(1);
        double[]? values = null;
        LossException? first = null;
        foreach (var candidate in Moving(motion, space))
        {
            if (!Commute(axes, candidate))
            {
                first ??= LossException.Lost(SlidingAxis.Misfit(axes));
                continue;
            }
            try
            {
                values ??= [.. _numbers.At(step.Kernel).Values];
                var outputs = Turned(step, values, kernel, channels, candidate);
                _taps[_at] = candidate;
                return Motion.Of(
                    Sizes(step.Shape),
                    motion
                        .Blocks.Where(block => block.Axes.Contains(0))
                        .Append(new Block([1], outputs))
                        .Append(new Block(space, candidate.Map([.. step.Shape.Skip(2)])))
                );
            }
            catch (LossException loss)
            {
                first ??= loss;
            }
        }
        throw first ?? NoSymmetryOfGrid();
    }

    public Motion MaximumOver(Step.MaximumOver step)
    {
        var count = step.Window.Count;
        var (source, before) = Unpadded(
            step.Source,
            step.Window.Select(_ => 0).ToEqArray(),
            double.NegativeInfinity
        );
        var motion = At(source);
        var space = Enumerable.Range(motion.Rank - count, count).ToArray();
        if (!motion.Separates(space))
            throw LossException.Unknown("channels and space move together");
        var axes = step
            .Window.Select(
                (window, i) =>
                    new SlidingAxis(
                        motion.Sizes[space[i]],
                        window,
                        step.Stride[i],
                        step.Dilation[i],
                        before[i],
                        step.Shape[space[i]]
                    )
            )
            .ToEqArray();
        LossException? first = null;
        foreach (var candidate in Moving(motion, space))
            if (Commute(axes, candidate))
                return Motion.Of(
                    Sizes(step.Shape),
                    motion
                        .Blocks.Where(block => !block.Axes.Any(space.Contains))
                        .Append(new Block(space, candidate.Map(Places.Of([.. step.Shape], space))))
                );
            else
                first ??= LossException.Lost(SlidingAxis.Misfit(axes));
        throw first ?? NoSymmetryOfGrid();
    }

    private LossException NoSymmetryOfGrid() =>
        LossException.Unknown($"{_element} moves its space by no symmetry of the grid");

    // The source before a number was added around it, and the padding with what was added.
    private (int Source, EqArray<int> Before) Unpadded(
        int source,
        EqArray<int> padding,
        double value
    )
    {
        if (
            _program.Steps[source] is Step.Pad pad
            && pad.Mode is PaddingMode.Zeros or PaddingMode.Excluded
            && pad.Value == value
            && pad.Before.SkipLast(padding.Count).All(size => size == 0)
            && pad.After.SkipLast(padding.Count).All(size => size == 0)
            && pad.Before.Count >= padding.Count
            && !IsTurned(source, padding.Count)
        )
            return (
                pad.Source,
                padding
                    .Zip(pad.Before.TakeLast(padding.Count), (own, more) => own + more)
                    .ToEqArray()
            );
        return (source, padding);
    }

    // Whether the last axes of a tensor move by a symmetry of the grid.
    private bool IsTurned(int step, int count)
    {
        if (_motions[step] is not { } motion)
            return false;
        int[] space = [.. Enumerable.Range(motion.Rank - count, count)];
        return motion.Separates(space) && Moving(motion, space).Any();
    }

    // The symmetries of the grid that some axes move by.
    private IEnumerable<GridMotion> Moving(Motion motion, int[] space)
    {
        var sizes = Places.Of(motion.Sizes, space);
        var map = motion.Joint(space);
        return Candidates(space.Length)
            .Where(candidate =>
                candidate.Keeps(sizes)
                && candidate.Map(sizes) is var own
                && (map is null ? Places.IsStill(own) : own.AsSpan().SequenceEqual(map))
            );
    }

    private static bool Commute(EqArray<SlidingAxis> axes, GridMotion motion) =>
        Enumerable
            .Range(0, axes.Count)
            .All(i => axes[motion.Source[i]].Commutes(axes[i], motion.Flips[i]));

    private int[] Turned(
        Step.Convolve step,
        double[] values,
        EqArray<int> kernel,
        int[]? channels,
        GridMotion motion
    )
    {
        var taps = motion.Map([.. kernel.Skip(2)]);
        var (outputs, own) = (kernel[0], kernel[1]);
        var groups = step.Groups;
        int Channel(int channel) => channels is null ? channel : channels[channel];
        var entries = new int[groups][];
        for (var group = 0; group < groups; group++)
        {
            entries[group] = new int[own * taps.Length];
            var image = Channel(group * own) / own;
            for (var c = 0; c < own; c++)
            {
                var to = Channel(group * own + c);
                if (to / own != image)
                    throw LossException.Lost(
                        $"the groups of the convolution are torn apart by {_element}"
                    );
                for (var tap = 0; tap < taps.Length; tap++)
                    entries[group][c * taps.Length + tap] = to % own * taps.Length + taps[tap];
            }
        }
        return Matched(
            new(values, groups, outputs / groups, own * taps.Length),
            group => Channel(group * own) / own,
            group => entries[group],
            "output channel"
        );
    }

    private int[] Matched(
        RowMatching rows,
        Func<int, int> groupImage,
        Func<int, int[]?> entryImage,
        string what
    )
    {
        var signature = Signatures(rows.Groups * rows.Rows);
        var matching = rows with
        {
            Signature = signature,
            Preferred =
                _choices is { } choices && choices.IsPreferred(Chosen) ? choices.Preferred : null,
        };
        var image = matching.Find(
            groupImage,
            entryImage,
            _tolerance,
            Layer,
            distance =>
                $"no {what} of {Layer} has the weights turned by {_element}; nearest differs by {Text(distance)}"
        );
        if (matching.HadChoice)
            Chosen++;
        return image;
    }

    // What constants of one value a channel follow: equal rows with different ones are no choice.
    private Func<int, ulong>? Signatures(int channels)
    {
        var signatures = new ulong[channels];
        var step = _at;
        var found = false;
        while (_readers[step].Distinct().ToArray() is [var reader])
        {
            if (_program.Steps[reader] is Step.Combine combine)
            {
                var constant = combine.Left == step ? combine.Right : combine.Left;
                if (!_isFixed[constant])
                    break;
                var shape = _program.Steps[constant].Shape;
                if (shape.Volume() == channels && shape.Count(size => size != 1) <= 1)
                    Add(constant);
                else if (shape.Volume() != 1)
                    break;
            }
            else if (_program.Steps[reader] is Step.Normalize normal)
            {
                foreach (
                    var part in new[] { normal.Weight, normal.Bias, normal.Mean, normal.Variance }
                )
                    if (_isFixed[part] && _program.Steps[part].Shape.Volume() == channels)
                        Add(part);
            }
            else if (_program.Steps[reader] is not (Step.Pointwise or Step.Scale or Step.Reshape))
                break;
            step = reader;
        }
        return found ? row => signatures[row] : null;
        void Add(int constant)
        {
            found = true;
            var values = _numbers.At(constant).Values;
            for (var i = 0; i < channels; i++)
                signatures[i] =
                    (signatures[i] ^ BitConverter.DoubleToUInt64Bits(values[i] + 0.0))
                    * 0x9E3779B97F4A7C15UL;
        }
    }

    /// <summary>
    /// A sum, maximum or minimum of views of one tensor, such as a window's slices: no single one need have a motion where
    /// all of them together have. Null where there is none.
    /// </summary>
    private Motion? Gathered(Step.Combine step)
    {
        if (step.By is not (Combination.Sum or Combination.Maximum or Combination.Minimum))
            return null;
        var leaves = new List<int>();
        var open = new Stack<int>([step.Left, step.Right]);
        while (open.TryPop(out var next))
        {
            if (leaves.Count > 128)
                return null;
            if (
                _program.Steps[next] is Step.Combine inner
                && inner.By == step.By
                && inner.Shape == step.Shape
                && !_isFixed[next]
            )
            {
                open.Push(inner.Left);
                open.Push(inner.Right);
            }
            else if (_isFixed[next] || _program.Steps[next].Shape != step.Shape)
                return null;
            else
                leaves.Add(next);
        }
        var chains = leaves.Select(leaf => Chain(leaf).ToArray()).ToArray();
        var root = chains[0]
            .Where(step => _motions[step] is not null && chains.All(chain => chain.Contains(step)))
            .DefaultIfEmpty(-1)
            .First();
        if (root < 0)
            return null;
        var of = _motions[root]!;
        var numbers = new List<double>();
        // All views on the axes that any of them touches.
        var leading = int.MaxValue;
        var views = new List<View>();
        for (var again = true; again; )
        {
            again = false;
            views.Clear();
            foreach (var leaf in leaves)
            {
                if (View.Of(_program, leaf, step => step == root, leading, numbers) is not { } view)
                    return null;
                if (view.Root != root)
                    return null;
                var common = view.Leading;
                while (common > 0 && !of.Separates([.. Enumerable.Range(0, common)]))
                    common--;
                again |= leading != int.MaxValue && common < leading || common < view.Leading;
                leading = Math.Min(leading, common);
                views.Add(view);
            }
            again |= views.Any(view => view.Leading != leading);
        }
        var sizes = views[0].Sizes;
        int[] rest = [.. Enumerable.Range(leading, of.Rank - leading)];
        var moved = of.Joint(rest);
        var count = Math.Min(_grid.Dimension, sizes.Length);
        foreach (var candidate in Candidates(count))
        {
            var space = sizes.AsSpan(sizes.Length - count);
            if (!candidate.Keeps(space))
                continue;
            var inner = candidate.Map(space);
            if (!Exchanges(views, inner, moved))
                continue;
            var map = new int[views[0].Shown.Length];
            for (var place = 0; place < map.Length; place++)
                map[place] = place / inner.Length * inner.Length + inner[place % inner.Length];
            return Motion.Of(
                Sizes(step.Shape),
                of.Blocks.Where(block => block.Axes.All(axis => axis < leading))
                    .Append(new Block([.. sizes.Select((_, i) => leading + i)], map))
            );
        }
        return null;
    }

    // The steps that a view shows through.
    private IEnumerable<int> Chain(int step)
    {
        while (View.Source(_program.Steps[step]) is { } source)
            yield return step = source;
    }

    // Whether at each moved place the views show together what they showed, moved.
    private static bool Exchanges(List<View> views, int[] inner, int[]? moved)
    {
        var before = new int[views.Count];
        var after = new int[views.Count];
        for (var place = 0; place < views[0].Shown.Length; place++)
        {
            var to = place / inner.Length * inner.Length + inner[place % inner.Length];
            for (var i = 0; i < before.Length; i++)
            {
                var shown = views[i].Shown[place];
                before[i] = shown < 0 || moved is null ? shown : moved[shown];
                after[i] = views[i].Shown[to];
            }
            Array.Sort(before);
            Array.Sort(after);
            if (!before.AsSpan().SequenceEqual(after))
                return false;
        }
        return true;
    }
}
