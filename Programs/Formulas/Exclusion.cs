using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Programs.Formulas;

/// <summary>Reductions that leave out what was read outside of the grid.</summary>
internal static class Exclusion
{
    /// <summary>The reduction over axes of a value with excluded places.</summary>
    /// <exception cref="InvalidOperationException">Everything is excluded somewhere, and the reduction has no value.</exception>
    public static Value Reduce(Value value, IndexTable excluded, Reduction by, EqArray<Axis> over)
    {
        var counts = Counts(excluded, over);
        if (by != Reduction.Sum && counts.Values.Contains(0))
            throw new InvalidOperationException(
                "ranges over nothing where the window lies outside of the grid; at least one point inside is expected"
            );
        var filled = FormulaSteps.Fill(value, excluded, Neutral(by));
        var inside = over.Where(filled.Axes.Contains).ToEqArray();
        var reduced = FormulaSteps.Reduce(filled, by, inside);
        return by switch
        {
            Reduction.Max or Reduction.Min => reduced,
            Reduction.Sum => FormulaSteps.Scale(
                reduced,
                Size(over.Where(axis => !filled.Axes.Contains(axis)))
            ),
            Reduction.Mean => FormulaSteps.Divide(
                FormulaSteps.Scale(
                    reduced,
                    1,
                    Size(inside.Where(axis => !excluded.Axes.Contains(axis)))
                ),
                counts
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static int Size(IEnumerable<Axis> axes) =>
        axes.Aggregate(1, (product, axis) => checked(product * axis.Size));

    private static double Neutral(Reduction by) =>
        by switch
        {
            Reduction.Sum or Reduction.Mean => 0,
            Reduction.Max => double.NegativeInfinity,
            Reduction.Min => double.PositiveInfinity,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    // How many places over the reduced axes are not excluded, over the other axes of the table.
    private static IndexTable Counts(IndexTable excluded, EqArray<Axis> over)
    {
        var left = excluded.Axes.Where(axis => !over.Contains(axis)).ToEqArray();
        EqArray<Axis> order = [.. left, .. excluded.Axes.Where(axis => over.Contains(axis))];
        var values = excluded.Over(order);
        var counts = new int[Size(left)];
        for (var i = 0; i < values.Length; i++)
            if (values[i] >= 0)
                counts[i / (values.Length / counts.Length)]++;
        return new(left, EqArray.Create<int>(counts));
    }
}
