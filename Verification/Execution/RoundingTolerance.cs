using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>
/// u · Σ_layers (r + 2), u the unit roundoff and r the number of roundings on the way to an output value: the first-order
/// bound on the relative error of sums in any order, as long as no layer cancels. A sum of n values adds n, nested sums
/// the product of their lengths; what is sampled or passes through a function adds its own roundings once, as a maximum
/// adds none. Beyond it an output differs by more than rounding,
/// or the network cancels so much that the precision is not enough for it.
/// </summary>
public static class RoundingTolerance
{
    /// <summary>The tolerance of an operator in a precision.</summary>
    public static double Of(TypedOp op, Precision precision)
    {
        ArgumentNullException.ThrowIfNull(op);
        var terms = op.Leaves().Sum(leaf => Roundings(leaf, leaf.Meaning.Formula.Body) + 2.0);
        return UnitRoundoff(precision) * terms;
    }

    /// <summary>2⁻²⁴ or 2⁻⁵³.</summary>
    public static double UnitRoundoff(Precision precision) =>
        precision switch
        {
            Precision.Single => Math.ScaleB(1, -24),
            Precision.Double => Math.ScaleB(1, -53),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static double Roundings(TypedOp.Elementary layer, Term term) =>
        term switch
        {
            Term.Pointwise pointwise => Roundings(layer, pointwise.Argument) + 1,
            Term.Sum sum => sum.Terms.Max(part => Roundings(layer, part)) + sum.Terms.Count - 1,
            Term.Reduce reduce => Reduced(layer, reduce, 1),
            Term.Product product => product.Factors.Sum(part => Roundings(layer, part))
                + product.Factors.Count
                - 1,
            _ => term.Children().Sum(part => Roundings(layer, part)),
        };

    private static double Reduced(TypedOp.Elementary layer, Term.Reduce reduce, double outer)
    {
        if (reduce.By is not (Reduction.Sum or Reduction.Mean))
            return Roundings(layer, reduce.Body) + (outer > 1 ? outer : 0);
        var terms = outer * layer.Range(reduce);
        return reduce.Body is Term.Reduce inner
            ? Reduced(layer, inner, terms)
            : terms + Roundings(layer, reduce.Body);
    }
}
