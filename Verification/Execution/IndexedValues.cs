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

    /// <summary>For all indices of the variables the largest number of a table at the places that are read.</summary>
    /// <param name="axes">The axes of the table, slowest first.</param>
    /// <param name="table">Numbers from 0 on, row-major.</param>
    public static IndexedValues Read(EqArray<AxisRead> axes, double[] table)
    {
        var variables = axes.Select(axis => axis.Variable)
            .OfType<IndexVariable>()
            .Distinct()
            .OrderBy(variable => variable.Slot)
            .ToEqArray();
        var numbers = new double[variables.Aggregate(1, (n, variable) => n * variable.Count)];
        var indices = new int[variables.Count];
        for (var flat = 0; flat < table.Length; flat++)
        {
            Array.Fill(indices, -1);
            var isRead = true;
            for (int axis = axes.Count - 1, rest = flat; axis >= 0; rest /= axes[axis--].Size)
            {
                var at = rest % axes[axis].Size;
                if (axes[axis].Variable is { } variable)
                {
                    var place = variables.Items.IndexOf(variable);
                    // A variable on two axes reads the diagonal.
                    isRead &= at < variable.Count && (indices[place] < 0 || indices[place] == at);
                    indices[place] = at;
                }
                isRead &= (axes[axis].Index ?? at) == at;
            }
            if (!isRead)
                continue;
            var number = 0;
            for (var i = 0; i < indices.Length; i++)
                number = number * variables[i].Count + indices[i];
            numbers[number] = Math.Max(numbers[number], table[flat]);
        }
        return new(variables, numbers);
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
    public static IndexedValues operator +(IndexedValues left, IndexedValues right)
    {
        var (variables, first, second) = Together(left, right);
        var numbers = new double[first.Length];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = left.Numbers[first[i]] + right.Numbers[second[i]];
        return new(variables, numbers);
    }

    /// <summary>a(i, j) · b(j, k) for all indices.</summary>
    public static IndexedValues operator *(IndexedValues left, IndexedValues right)
    {
        var (variables, first, second) = Together(left, right);
        var numbers = new double[first.Length];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = left.Numbers[first[i]] * right.Numbers[second[i]];
        return new(variables, numbers);
    }

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
        for (var i = 0; i < Numbers.Length; i++)
        {
            var at = i / (inner * over.Count) * inner + i % inner;
            numbers[at] = combine(numbers[at], Numbers[i]);
        }
        return new(Variables.Where(variable => variable != over).ToEqArray(), numbers);
    }

    private static (EqArray<IndexVariable> Variables, int[] Left, int[] Right) Together(
        IndexedValues left,
        IndexedValues right
    )
    {
        var variables = left
            .Variables.Union(right.Variables)
            .OrderBy(variable => variable.Slot)
            .ToEqArray();
        return (variables, left.Places(variables), right.Places(variables));
    }

    // For all indices of more variables the place of the number.
    private int[] Places(EqArray<IndexVariable> variables)
    {
        var places = new int[variables.Aggregate(1, (n, variable) => checked(n * variable.Count))];
        var filled = 1;
        var stride = 1;
        foreach (var variable in variables.Reverse())
        {
            var step = Variables.Contains(variable) ? stride : 0;
            for (var i = 1; i < variable.Count; i++)
            for (var j = 0; j < filled; j++)
                places[i * filled + j] = places[j] + i * step;
            filled *= variable.Count;
            stride *= step == 0 ? 1 : variable.Count;
        }
        return places;
    }
}
