using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Grids;

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
        return op.Leaves()
            .DistinctBy(ExactElements.Key)
            .Aggregate(
                Stable(op),
                (exact, leaf) =>
                    Kept(exact, op.Input.Group, leaf.Input.Group, ExactElements.Of(leaf))
            );
    }

    /// <summary>The exact elements of an elementary block.</summary>
    public static EqArray<int> Of(TypedOp.Elementary layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return ExactElements.Of(layer);
    }

    /// <summary>The exact elements of an elementary block with the reasons of the closed form.</summary>
    public static LayerExactness Explain(TypedOp.Elementary layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return Explain(layer, ExactElements.Of(layer));
    }

    /// <summary>The exact elements of an operator, layer by layer and as a whole, with the drift of its centre and repairs.</summary>
    public static NetworkExactness Explain(TypedOp op)
    {
        ArgumentNullException.ThrowIfNull(op);
        var known = new Dictionary<object, LayerExactness>();
        var layers = op.Leaves()
            .Select(leaf =>
            {
                var key = ExactElements.Key(leaf);
                if (!known.TryGetValue(key, out var layer))
                    known[key] = layer = Explain(leaf);
                return layer with
                {
                    Path = leaf.Path,
                    Input = leaf.Input,
                    Output = leaf.Output,
                    Translations = Translations.Of(leaf),
                };
            })
            .ToEqArray();
        var exact = layers.Aggregate(
            Stable(op),
            (all, layer) => Kept(all, op.Input.Group, layer.Input.Group, layer.Exact)
        );
        var (drifts, disagreements) = DriftPaths.Of(op);
        return new NetworkExactness(
            op.Input,
            op.Output,
            exact,
            layers,
            drifts,
            disagreements,
            Translations.Of(op),
            exact.Count == op.Input.Group.Order ? [] : Repairs.Of(op)
        );
    }

    private static LayerExactness Explain(TypedOp.Elementary layer, EqArray<int> exact)
    {
        var axes = AxisRemainder.Of(layer);
        return new LayerExactness(
            layer.Path,
            layer.Input,
            layer.Output,
            axes,
            layer
                .Input.Group.Group.Elements.Select(h => new ElementExactness(
                    h,
                    layer.Input.Group.Group.ElementNames[h],
                    exact.Contains(h),
                    ClosedForm.Obstructions(layer, axes, h)
                ))
                .ToEqArray(),
            Translations.Of(layer)
        );
    }

    /// <summary>Those of some elements of H that are among the exact ones of a layer, which is over H or a group that holds it.</summary>
    internal static EqArray<int> Kept(
        EqArray<int> elements,
        PointGroup group,
        PointGroup ofLayer,
        EqArray<int> exact
    )
    {
        if (group == ofLayer)
            return elements.Intersect(exact).ToEqArray();
        var inLayer =
            group.ElementsIn(ofLayer)
            ?? throw new ArgumentException(
                $"A layer over a group that holds {group.Symbol} is expected, received one over {ofLayer.Symbol}.",
                nameof(ofLayer)
            );
        return elements.Where(h => exact.Contains(inLayer[h])).ToEqArray();
    }

    private static EqArray<int> Stable(TypedOp op) =>
        op
            .Input.Group.Group.Elements.Where(h =>
                GridStability.Reason(op.Input, h) is null
                && GridStability.Reason(op.Output, h) is null
            )
            .ToEqArray();
}
