using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Grids;

/// <summary>
/// The nearest input size on which an operator is exact. The remainders of an axis depend on the sizes of the axes that H
/// mixes with it alone, so each class of axes is searched on its own; of two sizes as near the larger is taken. Sizes that
/// shrink the output to a point, where it had more, are exact for no reason and left out.
/// </summary>
internal static class SizeRepair
{
    // Exact sizes repeat with twice the cumulative stride, the two for hexagons.
    private const int LargestPeriod = 128;

    public static Repair? Find(TypedOp op)
    {
        var body = op.Untyped();
        var input = op.Input;
        var period = Math.Min(LargestPeriod / 2, Translations.Of(op).Step.Max()) * 2;
        foreach (var orbit in RepairCandidates.AxisOrbits(input.Group))
        {
            var sizes = Near(orbit.Select(axis => input.Grid.Sizes[axis]).ToArray(), period);
            var found = sizes
                .Select(size => Resized(input, orbit, size))
                .FirstOrDefault(resized =>
                    resized is not null
                    && RepairCandidates.Elaborate(body, resized) is { } typed
                    && orbit.All(axis => IsNoPoint(op.Output.Grid, typed.Output.Grid, axis))
                    && typed.Leaves().All(leaf => IsKept(leaf, orbit))
                );
            if (found is null)
                return null;
            input = found;
        }
        return
            input != op.Input
            && RepairCandidates.Elaborate(body, input) is { } result
            && RepairCandidates.IsVerified(result)
            ? new Repair(RepairKind.InputSize, Steps(op, result), result)
            : null;
    }

    private static EqArray<RepairStep> Steps(TypedOp op, TypedOp result)
    {
        EqArray<RepairStep> steps =
        [
            new("input", op.Input.Grid.ToString(), result.Input.Grid.ToString()),
        ];
        return result.Output.Grid == op.Output.Grid
            ? steps
            : [.. steps, new("output", op.Output.Grid.ToString(), result.Output.Grid.ToString())];
    }

    private static IEnumerable<int> Near(int[] sizes, int period)
    {
        var least = Math.Max(1, sizes.Min() - period);
        return Enumerable
            .Range(least, sizes.Max() + period - least + 1)
            .OrderBy(size => sizes.Sum(given => Math.Abs(given - size)))
            .ThenByDescending(size => size);
    }

    private static FieldType? Resized(FieldType input, EqArray<int> orbit, int size)
    {
        if (input.Grid.Outline == Outline.Hexagon)
            return size % 2 == 0 ? null : input with { Grid = Region.Hexagon(size / 2) };
        var sizes = input.Grid.Sizes.Select((given, axis) => orbit.Contains(axis) ? size : given);
        return input with { Grid = Region.Box([.. sizes]) };
    }

    private static bool IsNoPoint(Region before, Region after, int axis) =>
        before.Sizes[axis] == 1 || after.Sizes[axis] > 1;

    private static bool IsKept(TypedOp.Elementary leaf, EqArray<int> orbit)
    {
        var axes = AxisRemainder.Of(leaf);
        return orbit.All(axis =>
            axes[axis].Size == axes[orbit[0]].Size
            && axes[axis].Outputs == axes[orbit[0]].Outputs
            && leaf.Input.Group.Matrices.All(matrix => ClosedForm.IsKept(matrix, axes, axis))
        );
    }
}
