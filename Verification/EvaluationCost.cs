using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>How many values the evaluation of formulas reads.</summary>
internal static class EvaluationCost
{
    /// <summary>The number of values read for one output value of a block.</summary>
    public static double PerValue(TypedOp.Elementary layer)
    {
        double Of(Term term) =>
            term.Match(
                _ => 0,
                _ => 1,
                _ => 1,
                pointwise => Of(pointwise.Argument),
                sum => sum.Terms.Sum(Of),
                product => product.Factors.Sum(Of),
                reduce => Of(reduce.Body) * layer.Range(reduce),
                sampled => Of(sampled.Body)
            );
        return Of(layer.Meaning.Formula.Body);
    }

    /// <summary>The number of values read for a batch.</summary>
    public static double Total(TypedOp op, int batch) =>
        op.Leaves().Sum(leaf => PerValue(leaf) * leaf.Output.Count * batch);
}
