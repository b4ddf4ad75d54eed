using AgeFormal.Programs.Steps;
using AgeFormal.Symmetry.Motions;

namespace AgeFormal.Symmetry.Walking;

internal sealed partial class Walk
{
    public Motion Multiply(Step.Multiply step)
    {
        var stacked = step.Shape.Count == 3;
        var (row, inner) = stacked ? (1, 2) : (0, 1);
        if (_isFixed[step.Right])
        {
            var motion = Factored(step.Left, stacked);
            return WithMatrix(step, motion, step.Right, row, inner, isRight: true);
        }
        if (_isFixed[step.Left])
        {
            var motion = Factored(step.Right, stacked);
            return WithMatrix(step, motion, step.Left, inner, row, isRight: false);
        }
        var (left, right) = (Factored(step.Left, stacked), Factored(step.Right, stacked));
        if (_program.Steps[step.Left].Shape[inner] < 0)
            throw LossException.Unknown("signals of a batch are summed");
        if (
            !left.Restrict([inner])!.Agrees(right.Restrict([row])!)
            || stacked && !left.Restrict([0])!.Agrees(right.Restrict([0])!)
        )
            throw LossException.Lost(
                $"the axis that is summed moves in different ways under {_element}"
            );
        return Motion.Of(
            Sizes(step.Shape),
            left.Blocks.Where(block => !block.Axes.Contains(inner))
                .Concat(right.Blocks.Where(block => block.Axes.Contains(inner)))
        );
    }

    // Rows, columns and the stack by themselves.
    private Motion Factored(int step, bool stacked)
    {
        var motion = At(step);
        int[] axes = stacked ? [0, 1, 2] : [0, 1];
        return axes.All(axis => motion.Separates(axis))
            ? motion
            : throw LossException.Unknown("rows and columns of a product move together");
    }

    // A signal times a matrix of constants, or several: for each column, or row, the one that it goes to.
    private Motion WithMatrix(
        Step.Multiply step,
        Motion motion,
        int matrix,
        int free,
        int summed,
        bool isRight
    )
    {
        if (_program.Steps[isRight ? step.Left : step.Right].Shape[summed] < 0)
            throw LossException.Unknown("signals of a batch are summed");
        var shape = _program.Steps[matrix].Shape;
        var stack = shape.Count == 3 ? shape[0] : 1;
        var (common, rows) = isRight ? (shape[^2], shape[^1]) : (shape[^1], shape[^2]);
        var values = _numbers.At(matrix).Values;
        var own = new double[values.Length];
        for (var s = 0; s < stack; s++)
        for (var i = 0; i < rows; i++)
        for (var k = 0; k < common; k++)
            own[(s * rows + i) * common + k] = isRight
                ? values[(s * common + k) * rows + i]
                : values[(s * rows + i) * common + k];
        var stacks = shape.Count == 3 ? motion.Joint(0) : null;
        var entries = motion.Joint(summed);
        var image = Matched(
            new(own, stack, rows, common),
            s => stacks is null ? s : stacks[s],
            _ => entries,
            isRight ? "column" : "row"
        );
        return Motion.Of(
            Sizes(step.Shape),
            motion
                .Blocks.Where(block => block.Axes.Contains(free))
                .Append(new Block(shape.Count == 3 ? [0, summed] : [summed], image))
        );
    }
}
