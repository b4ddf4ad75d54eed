using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>
/// Lattice exactness: the elements h of H with which the executed layer commutes on its actual grid, decided by the tap
/// table. Output point o reads the inputs π(P(o) + n), n ∈ S, π the padding map. The layer commutes with h iff h maps its
/// grids to themselves and π(P(h▹o) + h▹n) = h▹π(P(o) + n) for all o and n; for maxima as sets, for sums and means as
/// multisets.
/// </summary>
public static class Exactness
{
    /// <summary>The exact elements of an operator: those exact for each of its blocks.</summary>
    public static EqArray<int> Of(TypedOp op)
    {
        ArgumentNullException.ThrowIfNull(op);
        var elements = op
            .Input.Group.Group.Elements.Where(h =>
                GridStability.Reason(op.Input, h) is null
                && GridStability.Reason(op.Output, h) is null
            )
            .ToEqArray();
        return op.Leaves()
            .DistinctBy(leaf =>
                (
                    leaf.Meaning.Geometry,
                    Window(leaf),
                    leaf.Op.Fold(TapComparisons.Instance),
                    leaf.Input.Fibre,
                    leaf.Output.Fibre
                )
            )
            .Aggregate(elements, (exact, leaf) => exact.Intersect(Of(leaf)).ToEqArray());
    }

    /// <summary>The exact elements of an elementary block.</summary>
    public static EqArray<int> Of(TypedOp.Elementary layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var table = new TapTable(layer.Meaning.Geometry);
        var compare = layer.Op.Fold(TapComparisons.Instance);
        var window = Window(layer);
        return layer
            .Input.Group.Group.Elements.Where(h =>
                GridStability.Reason(layer.Input, h) is null
                && GridStability.Reason(layer.Output, h) is null
                && (window is null || table.Commutes(layer.Input.Group, h, window, compare))
            )
            .ToEqArray();
    }

    /// <summary>
    /// r = (N mod s) − (p′ − p) per axis, N = n + p + p′ − e − 1: the offset of the output's centre, in half input points. A mirror of the axis is exact
    /// where r = 0. The closed form explains, the tap table decides.
    /// </summary>
    public static EqArray<int> Offsets(Geometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        return Enumerable
            .Range(0, geometry.Input.Dimension)
            .Select(axis =>
                geometry.Play(axis) % geometry.Stride[axis]
                - (geometry.After[axis] - geometry.Before[axis])
            )
            .ToEqArray();
    }

    private static PointSet? Window(TypedOp.Elementary layer) =>
        layer.Meaning.Windows.Count == 0 ? null : layer.Meaning.Windows[0].Points;
}
