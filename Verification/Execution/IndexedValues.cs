using AgeFormal.Algebra;

namespace AgeFormal.Verification;

/// <summary>A variable that takes the indices 0 … count − 1.</summary>
/// <param name="Slot">Which variable; variables in scope at once have different slots.</param>
/// <param name="Count">The number of its values.</param>
internal readonly record struct IndexVariable(int Slot, int Count);

/// <summary>What an axis of a table is read at: a variable, an index, or with neither anywhere.</summary>
/// <param name="Size">The size of the axis.</param>
/// <param name="Variable">The variable, with no more values than the axis.</param>
/// <param name="Index">The index.</param>
internal readonly record struct AxisRead(int Size, IndexVariable? Variable, int? Index);

/// <summary>Numbers for all indices of some variables, row-major with the smallest slot slowest.</summary>
/// <param name="Variables">The variables by slot.</param>
/// <param name="Numbers">The numbers.</param>
internal sealed record IndexedValues(EqArray<IndexVariable> Variables, double[] Numbers)
{
    /// <summary>One number.</summary>
    public static IndexedValues Constant(double value) => new([], [value]);

    /// <summary>For all indices of the variables the largest magnitude of a table at the places that are read.</summary>
    /// <param name="axes">The axes of the table, slowest first.</param>
    /// <param name="table">Its numbers, row-major.</param>
    public static IndexedValues Read(EqArray<AxisRead> axes, double[] table)
    {
        var variables = axes.Select(axis => axis.Variable)
            .OfType<IndexVariable>()
            .Distinct()
            .OrderBy(variable => variable.Slot)
            .ToEqArray();
        var numbers = new double[variables.Aggregate(1, (n, variable) => n * variable.Count)];
        var strides = new IndexedValues(variables, numbers).Strides(variables);
        int[] places =
        [
            .. axes.Select(axis =>
                axis.Variable is { } variable ? variables.Items.IndexOf(variable) : -1
            ),
        ];
        var indices = new int[variables.Count];
        Array.Fill(indices, -1);
        Walk(0, 0, 0);
        return new(variables, numbers);

        void Walk(int axis, int from, int to)
        {
            if (axis == axes.Count)
            {
                numbers[to] = Math.Max(numbers[to], Math.Abs(table[from]));
                return;
            }
            var (size, variable, index) = axes[axis];
            var place = places[axis];
            if (variable is null)
                Each(axis, from * size + (index ?? 0), index is null ? size : 1, to, step: 0);
            // A variable on two axes reads the diagonal.
            else if (indices[place] >= 0)
                Walk(axis + 1, from * size + indices[place], to);
            else if (axis == axes.Count - 1)
                Each(axis, from * size, variable.Value.Count, to, strides[place]);
            else
            {
                for (var at = 0; at < variable.Value.Count; at++)
                {
                    indices[place] = at;
                    Walk(axis + 1, from * size + at, to + at * strides[place]);
                }
                indices[place] = -1;
            }
        }

        void Each(int axis, int from, int count, int to, int step)
        {
            if (axis < axes.Count - 1)
                for (var at = 0; at < count; at++)
                    Walk(axis + 1, from + at, to + at * step);
            else
                for (var at = 0; at < count; at++)
                {
                    ref var number = ref numbers[to + at * step];
                    number = Math.Max(number, Math.Abs(table[from + at]));
                }
        }
    }

    /// <summary>The largest number.</summary>
    public double Largest => Numbers.Max();

    /// <summary>Each number mapped.</summary>
    public IndexedValues Map(Func<double, double> map) =>
        this with
        {
            Numbers = [.. Numbers.Select(map)],
        };

    /// <summary>a(i, j) + b(j, k) for all indices.</summary>
    public static IndexedValues operator +(IndexedValues left, IndexedValues right) =>
        Joined(left, right, (a, b) => a + b);

    /// <summary>a(i, j) · b(j, k) for all indices.</summary>
    public static IndexedValues operator *(IndexedValues left, IndexedValues right) =>
        Joined(left, right, (a, b) => a * b);

    /// <summary>Σ over the values of a variable, on which the numbers need not depend.</summary>
    public IndexedValues Sum(IndexVariable over) =>
        Variables.Contains(over)
            ? Folded(over, 0, (all, value) => all + value)
            : Map(value => over.Count * value);

    /// <summary>The largest over the values of a variable, on which the numbers need not depend.</summary>
    public IndexedValues Max(IndexVariable over) =>
        Variables.Contains(over) ? Folded(over, double.NegativeInfinity, Math.Max) : this;

    private IndexedValues Folded(
        IndexVariable over,
        double start,
        Func<double, double, double> combine
    )
    {
        var place = Variables.Items.IndexOf(over);
        var inner = Variables.Skip(place + 1).Aggregate(1, (n, variable) => n * variable.Count);
        var numbers = new double[Numbers.Length / over.Count];
        Array.Fill(numbers, start);
        for (int from = 0, block = 0; block < numbers.Length; block += inner)
        for (var value = 0; value < over.Count; value++)
        for (var i = 0; i < inner; i++, from++)
            numbers[block + i] = combine(numbers[block + i], Numbers[from]);
        return new(Variables.Where(variable => variable != over).ToEqArray(), numbers);
    }

    private static IndexedValues Joined(
        IndexedValues left,
        IndexedValues right,
        Func<double, double, double> combine
    )
    {
        var variables = left
            .Variables.Union(right.Variables)
            .OrderBy(variable => variable.Slot)
            .ToEqArray();
        var numbers = new double[
            variables.Aggregate(1, (n, variable) => checked(n * variable.Count))
        ];
        var first = left.Strides(variables);
        var second = right.Strides(variables);
        var to = 0;
        Walk(0, 0, 0);
        return new(variables, numbers);

        void Walk(int depth, int a, int b)
        {
            if (depth == variables.Count)
            {
                numbers[to++] = combine(left.Numbers[a], right.Numbers[b]);
                return;
            }
            var (count, one, other) = (variables[depth].Count, first[depth], second[depth]);
            if (depth < variables.Count - 1)
                for (var i = 0; i < count; i++)
                    Walk(depth + 1, a + i * one, b + i * other);
            else
                for (var i = 0; i < count; i++)
                    numbers[to++] = combine(
                        left.Numbers[a + i * one],
                        right.Numbers[b + i * other]
                    );
        }
    }

    // How far a step of each of more variables is in the numbers; 0 where they do not depend on it.
    private int[] Strides(EqArray<IndexVariable> variables)
    {
        var strides = new int[variables.Count];
        for (int i = variables.Count - 1, stride = 1; i >= 0; i--)
            if (Variables.Contains(variables[i]))
            {
                strides[i] = stride;
                stride *= variables[i].Count;
            }
        return strides;
    }
}
