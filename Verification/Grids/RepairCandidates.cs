using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Grids;

/// <summary>What the searches for repairs ask of a changed operator.</summary>
internal static class RepairCandidates
{
    /// <summary>The changed operator on its input; null where it does not fit.</summary>
    public static TypedOp? Elaborate(Op body, FieldType input)
    {
        try
        {
            return Typing.Elaborate(body, input);
        }
        catch (TypingException)
        {
            return null;
        }
    }

    /// <summary>The operator with one elementary block replaced; null where it does not fit.</summary>
    public static TypedOp? Replace(TypedOp op, int index, Op replacement) =>
        Elaborate(
            op.Untyped(op.Leaves().Select((leaf, i) => i == index ? replacement : leaf.Op)),
            op.Input
        );

    /// <summary>The place of the first elementary block that is not exact for all of H; null where there is none.</summary>
    public static int? FirstInexact(TypedOp op)
    {
        foreach (var (index, leaf) in op.Leaves().Index())
            if (!IsExact(leaf))
                return index;
        return null;
    }

    /// <summary>Whether a block is exact for all of H; the tap table is asked where the closed form says no.</summary>
    public static bool IsExact(TypedOp.Elementary leaf)
    {
        var axes = AxisRemainder.Of(leaf);
        return leaf.Input.Group.Group.Generators()
                .All(h => ClosedForm.Obstructions(leaf, axes, h).Count == 0)
            || ExactElements.Of(leaf).Count == leaf.Input.Group.Order;
    }

    /// <summary>Whether the whole operator is exact for all of H, by its tap tables.</summary>
    public static bool IsVerified(TypedOp op) => Exactness.Of(op).Count == op.Input.Group.Order;

    /// <summary>The names of the elementary blocks in repairs: paths, or places where there is none.</summary>
    public static IEnumerable<string> Names(TypedOp op) =>
        op.Match(
            elementary: _ => [op.Path.Length == 0 ? "the operator" : op.Path],
            sequence: Composite,
            sum: Composite,
            concatenation: Composite,
            restriction: Composite
        );

    private static IEnumerable<string> Composite(TypedOp op) =>
        op.Leaves().Select((leaf, i) => leaf.Path.Length == 0 ? $"layer {i + 1}" : leaf.Path);

    /// <summary>The classes of axes that H mixes, without those that H fixes point by point.</summary>
    public static EqArray<EqArray<int>> AxisOrbits(PointGroup group)
    {
        var axes = Enumerable.Range(0, group.Dimension).ToArray();
        return axes.Select(axis =>
                axes.Where(other => group.Matrices.Any(matrix => matrix[axis, other] != 0))
                    .ToEqArray()
            )
            .Distinct()
            .Where(orbit =>
                orbit.Count > 1 || group.Matrices.Any(matrix => matrix[orbit[0], orbit[0]] < 0)
            )
            .ToEqArray();
    }
}
