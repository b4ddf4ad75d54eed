using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Grids;

/// <summary>
/// The closed form of lattice exactness. Output points lie at P(o) = s·o − r in doubled coordinates, so P(h▹o) = h▹P(o)
/// for all o iff the axes that h mixes agree in s and Mₕ r = r. With grids and window stable under h this suffices for
/// exactness, since the padding map of a stable grid commutes with h. Upsampling has P(o) = ⌊o/u⌋ in points of the input, and
/// needs equal u on the axes that h mixes: ⌊(u·n − 1 − o)/u⌋ = n − 1 − ⌊o/u⌋ for every n; with zeros between the points
/// h maps those that u divides to one another. It is not necessary: the taps can agree all the same,
/// for instance on a torus.
/// </summary>
internal static class ClosedForm
{
    /// <summary>Why h is not exact; empty where the closed form says that it is.</summary>
    public static EqArray<Obstruction> Obstructions(
        TypedOp.Elementary layer,
        EqArray<AxisRemainder> axes,
        int h
    )
    {
        var group = layer.Input.Group;
        var unstable = Moved(layer, h).ToEqArray();
        var matrix = group.Matrices[h];
        var misplaced = axes.Where(axis => !IsKept(matrix, axes, axis.Axis)).ToArray();
        if (unstable.Count == 0 && misplaced.Length == 0)
            return [];
        return unstable
            .Concat(misplaced.SelectMany(axis => Reasons(layer, matrix, axes, axis)))
            .Distinct()
            .ToEqArray();
    }

    /// <summary>Whether an axis keeps P(h▹o) = h▹P(o): (Mₕ r)ᵢ = rᵢ, and equal s and u where h mixes axes with several outputs.</summary>
    public static bool IsKept(IntMatrix matrix, EqArray<AxisRemainder> axes, int axis)
    {
        var image = 0;
        for (var j = 0; j < axes.Count; j++)
        {
            var entry = matrix[axis, j];
            image += entry * axes[j].Remainder;
            if (
                entry != 0
                && (
                    axes[j].Stride != axes[axis].Stride
                    || axes[j].Upsampling != axes[axis].Upsampling
                )
                && Math.Max(axes[j].Outputs, axes[axis].Outputs) > 1
            )
                return false;
        }
        return image == axes[axis].Remainder;
    }

    private static IEnumerable<Obstruction> Moved(TypedOp.Elementary layer, int h)
    {
        var group = layer.Input.Group;
        if (layer.Input.Grid.Transform(group, h) is var input && input != layer.Input.Grid)
            yield return new Obstruction.InputMoves(layer.Input.Grid, input);
        if (layer.Output.Grid.Transform(group, h) is var output && output != layer.Output.Grid)
            yield return new Obstruction.OutputMoves(layer.Output.Grid, output);
        foreach (var window in layer.Meaning.Windows)
            if (window.Points.Permutation(group, h) is null)
                yield return new Obstruction.WindowMoves(window);
    }

    private static IEnumerable<Obstruction> Reasons(
        TypedOp.Elementary layer,
        IntMatrix matrix,
        EqArray<AxisRemainder> axes,
        AxisRemainder axis
    )
    {
        var sources = axes.Where(other => matrix[axis.Axis, other.Axis] != 0).ToArray();
        if (sources is [var own] && own == axis)
            return [new Obstruction.Flips(axis)];
        if (
            layer.Input.Grid.Outline == Outline.Hexagon
            && axes.All(a => a == axes[0] with { Axis = a.Axis } && a.Before == a.After)
        )
            return [new Obstruction.Hexagon(axes[0])];
        return sources
            .Where(source => source != axis)
            .SelectMany(source =>
                Differences(source, axis)
                    .DefaultIfEmpty(
                        source.Axis < axis.Axis
                            ? new Obstruction.CentreMoves(source, axis)
                            : new Obstruction.CentreMoves(axis, source)
                    )
            );
    }

    private static IEnumerable<Obstruction> Differences(AxisRemainder from, AxisRemainder to) =>
        new (string Quantity, int Left, int Right)[]
        {
            ("n", from.Size, to.Size),
            ("k", from.Window, to.Window),
            ("s", from.Stride, to.Stride),
            ("u", from.Upsampling, to.Upsampling),
            ("p", from.Before, to.Before),
            ("p′", from.After, to.After),
            ("d", from.Dilation, to.Dilation),
        }
            .Where(quantity => quantity.Left != quantity.Right)
            .Select(quantity => new Obstruction.AxesDiffer(
                quantity.Quantity,
                from.Axis,
                to.Axis,
                quantity.Left,
                quantity.Right
            ));
}
