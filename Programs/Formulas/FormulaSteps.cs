using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Programs.Formulas;

/// <summary>Steps over named axes: the tensors of the subterms of a formula.</summary>
internal static class FormulaSteps
{
    public static Value Number(ProgramBuilder builder, Coefficient value) =>
        new(builder.Number(value), []);

    public static Value Pointwise(PointwiseFunction function, Value value) =>
        value with
        {
            Node = value.Node.Apply(function),
        };

    /// <summary>A sum or product of two values or more.</summary>
    public static Value Combine(Combination by, EqArray<Value> values)
    {
        var axes = values
            .OrderByDescending(value => value.Axes.Count)
            .SelectMany(value => value.Axes)
            .Distinct()
            .ToEqArray();
        return new(
            values
                .Select(value => Alignment.Of(value, axes))
                .Aggregate((all, next) => all.With(by, next)),
            axes
        )
        {
            Excluded = values.Select(value => value.Excluded).Aggregate(Either),
        };
    }

    public static Value Scale(Value value, Coefficient factor, int divisor = 1) =>
        value with
        {
            Node = value.Node.Times(factor, divisor),
        };

    /// <summary>The reduction over axes of the value; the sum for the mean.</summary>
    public static Value Reduce(Value value, Reduction by, EqArray<Axis> over) =>
        over.Count == 0
            ? value
            : new(
                value.Node.Reduce(
                    by == Reduction.Mean ? Reduction.Sum : by,
                    over.Select(axis => value.Axes.Items.IndexOf(axis)).ToEqArray(),
                    keepsAxes: false
                ),
                value.Axes.Where(axis => !over.Contains(axis)).ToEqArray()
            );

    /// <summary>Σ over axes, in both or one of the factors, of a product, as one product of matrices for each shared value.</summary>
    public static Value Contract(Value left, Value right, EqArray<Axis> over)
    {
        EqArray<Axis> Kept(Value of, Value other, bool isShared) =>
            of
                .Axes.Where(axis => !over.Contains(axis) && other.Axes.Contains(axis) == isShared)
                .ToEqArray();
        var shared = Kept(left, right, isShared: true);
        var ofLeft = Kept(left, right, isShared: false);
        var ofRight = Kept(right, left, isShared: false);
        var product =
            ofLeft.Count == 0 && ofRight.Count == 0
                ? (
                    Alignment.Grouped(left, shared, over) * Alignment.Grouped(right, shared, over)
                ).Reduce(Reduction.Sum, [1], keepsAxes: false)
            : shared.Count == 0
                ? Alignment
                    .Grouped(left, ofLeft, over)
                    .Multiply(Alignment.Grouped(right, over, ofRight))
            : Alignment
                .Grouped(left, shared, ofLeft, over)
                .Multiply(Alignment.Grouped(right, shared, over, ofRight));
        EqArray<Axis> axes = [.. shared, .. ofLeft, .. ofRight];
        return new(product.Reshape(Shape(axes)), axes);
    }

    /// <summary>The value, constant along axes that it lacks, with a number where a table holds −1.</summary>
    public static Value Fill(Value value, IndexTable table, double number)
    {
        var axes = value.Axes.Concat(table.Axes).Distinct().ToEqArray();
        var (values, shape) = Alignment.Of(table, axes);
        return new(Alignment.Of(value, axes).Expand(Shape(axes)).Fill(values, shape, number), axes);
    }

    /// <summary>The value divided by a table over some of its axes.</summary>
    public static Value Divide(Value value, IndexTable table)
    {
        var (values, shape) = Alignment.Of(table, value.Axes);
        return new(value.Node / value.Node.Builder.Numbers(values, shape), value.Axes);
    }

    /// <summary>A tensor at indices: one table for each of its dimensions. Dimensions that are read in order are left as they are.</summary>
    /// <exception cref="OverflowException">The table has more entries than the limit.</exception>
    public static Value Gather(Node source, EqArray<IndexTable> indices, long limit)
    {
        var shape = source.Shape;
        var isKept = indices.Select((index, i) => index.IsIdentity(shape[i])).ToArray();
        EqArray<Axis> used;
        bool changed;
        do
        {
            used = indices
                .Where((_, i) => !isKept[i])
                .SelectMany(index => index.Axes)
                .Distinct()
                .ToEqArray();
            changed = false;
            for (var i = 0; i < isKept.Length; i++)
                if (isKept[i] && (indices[i].Axes.Any(used.Contains) || IsRepeated(i)))
                    (isKept[i], changed) = (false, true);
        } while (changed);
        var indexed = Enumerable.Range(0, shape.Count).Where(i => !isKept[i]).ToArray();
        if (indexed.Length == 0)
        {
            var all = indices.SelectMany(index => index.Axes).ToEqArray();
            return new(source.Reshape(Shape(all)), all);
        }
        int[] kept = [.. Enumerable.Range(0, shape.Count).Where(i => isKept[i])];
        var table = Flat(indexed.Select(i => (indices[i], shape[i])), used, limit);
        var rows = indexed.Aggregate(1, (product, i) => checked(product * shape[i]));
        var columns = kept.Aggregate(1, (product, i) => checked(product * shape[i]));
        EqArray<Axis> axes = [.. used, .. kept.SelectMany(i => indices[i].Axes)];
        return new(
            source
                .Transpose([.. indexed, .. kept])
                .Reshape(rows, columns)
                .Take(0, table)
                .Reshape(Shape(axes)),
            axes
        );
        bool IsRepeated(int i) =>
            Enumerable
                .Range(0, i)
                .Any(j => isKept[j] && indices[j].Axes.Intersect(indices[i].Axes).Any());
    }

    public static EqArray<int> Shape(EqArray<Axis> axes) =>
        axes.Select(axis => axis.Size).ToEqArray();

    /// <summary>−1 where one of two tables holds it.</summary>
    public static IndexTable? Either(IndexTable? left, IndexTable? right)
    {
        if (left is null || right is null)
            return left ?? right;
        return left.With(right, Math.Min);
    }

    private static EqArray<int> Flat(
        IEnumerable<(IndexTable Index, int Size)> indices,
        EqArray<Axis> axes,
        long limit
    )
    {
        var entries = axes.Aggregate(1L, (product, axis) => checked(product * axis.Size));
        if (entries > limit)
            throw new OverflowException(
                $"a table over {string.Join(" × ", axes)} has {entries} entries, expected at most {limit}"
            );
        int[]? flat = null;
        foreach (var (index, size) in indices)
        {
            var next = index.Over(axes);
            if (flat is null)
                flat = next;
            else
                for (var i = 0; i < flat.Length; i++)
                    flat[i] = flat[i] < 0 || next[i] < 0 ? -1 : checked(flat[i] * size + next[i]);
        }
        return EqArray.Create<int>(flat);
    }
}
