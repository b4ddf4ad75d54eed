using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Programs.Formulas;

/// <summary>
/// Σ over axes of a product, pair by pair: always the pair with the smallest result, so that no product is made over axes that
/// a sum removes at once.
/// </summary>
internal static class PairwiseSum
{
    // What a batch counts for in the comparison of sizes.
    private const double NominalBatch = 16;

    /// <summary>Σ over axes of the product of the values, of which there is at least one.</summary>
    public static Value Sum(EqArray<Value> factors, EqArray<Axis> over)
    {
        var values = factors.ToList();
        var copies = over.Where(axis => !values.Exists(value => value.Axes.Contains(axis)))
            .Aggregate(1, (product, axis) => checked(product * axis.Size));
        while (true)
        {
            for (var i = 0; i < values.Count; i++)
                values[i] = FormulaSteps.Reduce(
                    values[i],
                    Reduction.Sum,
                    over.Where(axis => OnlyIn(values, axis, i)).ToEqArray()
                );
            if (Best(values, over) is not { } pair)
                break;
            var (left, right) = (values[pair.Left], values[pair.Right]);
            values.RemoveAt(pair.Right);
            values[pair.Left] =
                pair.Over.Count == 0
                    ? FormulaSteps.Combine(Combination.Product, [left, right])
                    : FormulaSteps.Contract(left, right, pair.Over);
        }
        var product =
            values.Count == 1
                ? values[0]
                : FormulaSteps.Combine(Combination.Product, values.ToEqArray());
        return FormulaSteps.Scale(product, copies);
    }

    private static bool OnlyIn(List<Value> values, Axis axis, int index) =>
        values[index].Axes.Contains(axis)
        && values.Where((_, i) => i != index).All(value => !value.Axes.Contains(axis));

    private static (int Left, int Right, EqArray<Axis> Over)? Best(
        List<Value> values,
        EqArray<Axis> over
    )
    {
        (int Left, int Right, EqArray<Axis> Over)? best = null;
        var least = double.PositiveInfinity;
        for (var i = 0; i < values.Count; i++)
        for (var j = i + 1; j < values.Count; j++)
        {
            var common = over.Where(axis =>
                    values[i].Axes.Contains(axis) && values[j].Axes.Contains(axis)
                )
                .ToArray();
            if (common.Length == 0)
                continue;
            var removed = common
                .Where(axis =>
                    values
                        .Where((_, k) => k != i && k != j)
                        .All(value => !value.Axes.Contains(axis))
                )
                .ToEqArray();
            var size = values[i]
                .Axes.Concat(values[j].Axes)
                .Distinct()
                .Where(axis => !removed.Contains(axis))
                .Aggregate(1.0, (n, axis) => n * (axis.Size < 0 ? NominalBatch : axis.Size));
            if (size < least)
                (best, least) = ((i, j, removed), size);
        }
        return best;
    }
}
