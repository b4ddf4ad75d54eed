using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>
/// u · Σ_layers (number of values that enter an output value + 2), u the unit roundoff: the first-order bound on the
/// relative error of sums in any order, as long as no layer cancels. Beyond it an output differs by more than rounding,
/// or the network cancels so much that the precision is not enough for it.
/// </summary>
public static class RoundingTolerance
{
    /// <summary>The tolerance of an operator in a precision.</summary>
    public static double Of(TypedOp op, Precision precision)
    {
        ArgumentNullException.ThrowIfNull(op);
        var terms = op.Leaves().Sum(leaf => EvaluationCost.PerValue(leaf) + 2.0);
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
}
