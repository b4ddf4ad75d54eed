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
                reduce => Of(reduce.Body) * Size(layer, reduce.Over),
                sampled => Of(sampled.Body)
            );
        return Of(layer.Meaning.Formula.Body);
    }

    /// <summary>The number of elements of a domain, on the grid of a block.</summary>
    public static double Size(TypedOp.Elementary layer, Domain domain)
    {
        var grid = (double)layer.Input.Grid.BoxCount;
        var order = layer.Input.Group.Order;
        double Window(string name) =>
            layer.Meaning.Windows.First(window => window.Name == name).Points.Count;
        return domain.Match(
            _ => grid * order,
            _ => grid * order,
            _ => grid,
            _ => order,
            window => Window(window.Name),
            window => Window(window.Name),
            channels => channels.Count
        );
    }

    /// <summary>The number of values read for a batch.</summary>
    public static double Total(TypedOp op, int batch) =>
        op.Leaves().Sum(leaf => PerValue(leaf) * leaf.Output.Count * batch);
}
