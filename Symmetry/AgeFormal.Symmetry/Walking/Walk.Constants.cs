using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Programs.Steps;
using AgeFormal.Symmetry.Motions;

namespace AgeFormal.Symmetry.Walking;

internal sealed partial class Walk
{
    public Motion Combine(Step.Combine step)
    {
        if (_isFixed[step.Left] || _isFixed[step.Right])
        {
            var (signal, constant) = _isFixed[step.Left]
                ? (step.Right, step.Left)
                : (step.Left, step.Right);
            return WithConstant(step, Shown(signal), constant);
        }
        var (left, right) = (Shown(step.Left), Shown(step.Right));
        if (_motions[left] is null || _motions[right] is null)
            return Gathered(step)
                ?? throw new InheritedException((_obstacles[left] ?? _obstacles[right])!);
        var sizes = Sizes(step.Shape);
        var (first, second) = (Aligned(left, sizes.Length), Aligned(right, sizes.Length));
        return Joined(first, second, sizes)
            ?? Gathered(step)
            ?? throw LossException.Lost(
                $"its operands move in different ways under {_element}: {Words(first)} and {Words(second)}"
            );
    }

    private Motion WithConstant(Step.Combine step, int signal, int constant)
    {
        var sizes = Sizes(step.Shape);
        var motion = Motion.Of(sizes, Aligned(signal, sizes.Length).Blocks);
        CheckInvariant(
            motion,
            _program.Steps[constant].Shape,
            _numbers.At(constant).Values.AsSpan(),
            "a constant"
        );
        return motion;
    }

    // What repeats values along axes of size 1 is as good as they are.
    private int Shown(int step)
    {
        while (_program.Steps[step] is Step.Expand expand && !_isFixed[expand.Source])
            step = expand.Source;
        return step;
    }

    // The motion with axes of size 1 before its first.
    private Motion Aligned(int step, int rank)
    {
        var motion = At(step);
        return motion.Rank == rank
            ? motion
            : motion.Reshape([.. Enumerable.Repeat(1, rank - motion.Rank), .. motion.Sizes]);
    }

    /// <summary>The motion of all axes of which two operands have each their own; null where they disagree.</summary>
    private static Motion? Joined(Motion left, Motion right, int[] sizes)
    {
        bool IsRepeated(Motion motion, int axis) => motion.Sizes[axis] == 1 && sizes[axis] > 1;
        Block[] first =
        [
            .. left.Blocks.Where(block => !block.Axes.All(axis => IsRepeated(left, axis))),
        ];
        var taken = first.SelectMany(block => block.Axes).ToHashSet();
        Block[] second =
        [
            .. right.Blocks.Where(block =>
                block.Axes.Any(axis => IsRepeated(left, axis))
                && !block.Axes.All(axis => IsRepeated(right, axis))
            ),
        ];
        // A block of the right that has axes of both takes the place of the left's.
        var own = second.SelectMany(block => block.Axes).ToHashSet();
        Block[] kept = [.. first.Where(block => !block.Axes.Any(own.Contains))];
        if (
            kept.SelectMany(block => block.Axes).Concat(own).ToHashSet() is var covered
            && !taken.All(covered.Contains)
        )
            return null;
        var joined = Motion.Of(sizes, kept.Concat(second));
        bool Fits(Motion motion)
        {
            int[] axes =
            [
                .. Enumerable.Range(0, sizes.Length).Where(axis => !IsRepeated(motion, axis)),
            ];
            return joined.Restrict(axes) is { } part && part.Agrees(motion.Restrict(axes)!);
        }
        return Fits(left) && Fits(right) ? joined : null;
    }

    /// <summary>Refuses a constant, repeated along its axes of size 1 and before its first, that a motion does not keep.</summary>
    private void CheckInvariant(
        Motion motion,
        EqArray<int> shape,
        ReadOnlySpan<double> values,
        string name
    )
    {
        var before = motion.Rank - shape.Count;
        int[] axes =
        [
            .. Enumerable
                .Range(0, motion.Rank)
                .Where(axis => axis >= before && shape[axis - before] != 1),
        ];
        if (axes.Length == 0)
            return;
        int[]? map;
        int[]? coordinates = null;
        if (motion.Restrict(axes) is { } restricted)
            map = restricted.Joint([.. Enumerable.Range(0, axes.Length)]);
        else
        {
            var hull = motion.Hull(axes);
            map = motion.Joint(hull);
            coordinates = Places.Coordinates(
                Places.Of(motion.Sizes, hull),
                [.. axes.Select(axis => Array.IndexOf(hull, axis))]
            );
        }
        var largest = 0.0;
        if (map is null)
        {
            foreach (var value in values)
                if (double.IsNaN(value))
                    throw LossException.Unknown($"{name} has a value that is no number");
            return;
        }
        for (var place = 0; place < map.Length; place++)
        {
            var (from, to) = coordinates is null
                ? (place, map[place])
                : (coordinates[place], coordinates[map[place]]);
            if (values[from] == values[to])
                continue;
            var difference = Math.Abs(values[from] - values[to]);
            largest = Math.Max(
                largest,
                double.IsNaN(difference) ? double.PositiveInfinity : difference
            );
        }
        if (largest == 0)
            return;
        if (largest > _tolerance.Within(values))
            throw LossException.Lost(
                $"{name} differs over places that {_element} exchanges, by {Text(largest)}"
            );
        _tolerance.Note(largest, Layer);
    }

    private static string Words(Motion motion) =>
        motion.Blocks.All(block => block.Map is null)
            ? "one not at all"
            : $"one in axes {string.Join(", ", motion.Blocks.Where(block => block.Map is not null).SelectMany(block => block.Axes))}";

    private static string Text(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
