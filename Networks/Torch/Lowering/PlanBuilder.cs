using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Torch.Lowering;

/// <summary>Collects steps and tables. What was made before, up to the names of axes, is not made again.</summary>
internal sealed class PlanBuilder(long limit)
{
    private readonly List<Step> _steps = [];
    private readonly Dictionary<Step, int> _known = [];
    private readonly List<EqArray<int>> _tables = [];
    private readonly Dictionary<EqArray<int>, int> _knownTables = [];

    public EqArray<Step> Steps => _steps.ToEqArray();

    public EqArray<EqArray<int>> Tables => _tables.ToEqArray();

    public Value Number(Coefficient value) => Make(new Step.Number(value), []);

    public int Input(EqArray<int> shape) => Add(new Step.Input(shape));

    public int Weight(string name, EqArray<int> shape) => Add(new Step.Weight(name, shape));

    public Value Pointwise(PointwiseFunction function, Value value) =>
        Make(new Step.Pointwise(value.Step, function, Shape(value.Axes)), value.Axes) with
        {
            Excluded = value.Excluded,
        };

    /// <summary>A sum or product of two values or more.</summary>
    public Value Combine(bool isProduct, EqArray<Value> values)
    {
        var axes = values
            .OrderByDescending(value => value.Axes.Count)
            .SelectMany(value => value.Axes)
            .Distinct()
            .ToEqArray();
        var operands = values.Select(value => Operand(value, axes)).ToEqArray();
        return Make(new Step.Combine(isProduct, operands, Shape(axes)), axes) with
        {
            Excluded = values.Select(value => value.Excluded).Aggregate(Either),
        };
    }

    public Value Scale(Value value, Coefficient factor, int divisor = 1) =>
        factor == Coefficient.One && divisor == 1
            ? value
            : Make(new Step.Scale(value.Step, factor, divisor, Shape(value.Axes)), value.Axes) with
            {
                Excluded = value.Excluded,
            };

    /// <summary>The reduction over axes of the value; the sum for the mean.</summary>
    public Value Reduce(Value value, Reduction by, EqArray<Axis> over)
    {
        if (over.Count == 0)
            return value;
        var left = value.Axes.Where(axis => !over.Contains(axis)).ToEqArray();
        return Make(
            new Step.Reduce(value.Step, by, Positions(over, value.Axes), Shape(left)),
            left
        );
    }

    /// <summary>Σ over axes, in both or one of the factors, of a product.</summary>
    public Value Contract(Value left, Value right, EqArray<Axis> over)
    {
        var kept = left.Axes.Concat(right.Axes).Distinct().Where(axis => !over.Contains(axis));
        var shared = kept.Where(axis => left.Axes.Contains(axis) && right.Axes.Contains(axis))
            .ToEqArray();
        var ofLeft = left
            .Axes.Where(axis => !over.Contains(axis) && !shared.Contains(axis))
            .ToEqArray();
        var ofRight = right
            .Axes.Where(axis => !over.Contains(axis) && !shared.Contains(axis))
            .ToEqArray();
        EqArray<Axis> result = [.. shared, .. ofLeft, .. ofRight];
        EqArray<Axis> all = [.. result, .. over];
        return Make(
            new Step.Contract(
                Operand(left, all),
                Operand(right, all),
                Shape(all),
                shared.Count,
                ofLeft.Count,
                ofRight.Count
            ),
            result
        );
    }

    /// <summary>The value, constant along axes that it lacks, with a number where a table holds −1.</summary>
    public Value Fill(Value value, IndexTable table, double number)
    {
        var axes = value.Axes.Concat(table.Axes).Distinct().ToEqArray();
        var mask = table.Values.Select(index => index < 0 ? -1 : 0).ToEqArray();
        return Make(
            new Step.Fill(
                Operand(value, axes),
                new(Table(mask), Positions(table.Axes, axes)),
                number,
                Shape(axes)
            ),
            axes
        );
    }

    /// <summary>The value divided by a table over some of its axes.</summary>
    public Value Divide(Value value, IndexTable table) =>
        Make(
            new Step.Divide(
                value.Step,
                new(Table(table.Values), Positions(table.Axes, value.Axes)),
                Shape(value.Axes)
            ),
            value.Axes
        );

    /// <summary>A step at indices: one table for each of its dimensions. Dimensions that are read in order are left as they are.</summary>
    public Value Gather(int step, EqArray<IndexTable> indices)
    {
        var shape = _steps[step].Shape;
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
                if (isKept[i] && (used.Contains(indices[i].Axes[0]) || IsRepeated(i)))
                    (isKept[i], changed) = (false, true);
        } while (changed);
        var indexed = Enumerable.Range(0, shape.Count).Where(i => !isKept[i]).ToEqArray();
        if (indexed.Count == 0)
            return new(step, indices.Select(index => index.Axes[0]).ToEqArray());
        var kept = Enumerable.Range(0, shape.Count).Where(i => isKept[i]).ToEqArray();
        var table = Flat(indexed.Select(i => (indices[i], shape[i])), used);
        EqArray<Axis> axes = [.. used, .. kept.Select(i => indices[i].Axes[0])];
        return Make(
            new Step.Gather(step, indexed, kept, Table(table), table.Contains(-1), Shape(axes)),
            axes
        );
        bool IsRepeated(int i) =>
            Enumerable.Range(0, i).Any(j => isKept[j] && indices[j].Axes[0] == indices[i].Axes[0]);
    }

    public static Operand Operand(Value value, EqArray<Axis> axes) =>
        new(value.Step, Positions(value.Axes, axes));

    public static EqArray<int> Shape(EqArray<Axis> axes) =>
        axes.Select(axis => axis.Size).ToEqArray();

    /// <summary>−1 where one of two tables holds it.</summary>
    public static IndexTable? Either(IndexTable? left, IndexTable? right)
    {
        if (left is null || right is null)
            return left ?? right;
        var axes = left.Axes.Concat(right.Axes).Distinct().ToEqArray();
        return new(axes, left.Over(axes).Zip(right.Over(axes), Math.Min).ToEqArray());
    }

    private static EqArray<int> Positions(EqArray<Axis> of, EqArray<Axis> among) =>
        of.Select(axis => among.Items.IndexOf(axis)).ToEqArray();

    private EqArray<int> Flat(IEnumerable<(IndexTable Index, int Size)> indices, EqArray<Axis> axes)
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

    private int Table(EqArray<int> values)
    {
        if (!_knownTables.TryGetValue(values, out var index))
        {
            _knownTables.Add(values, index = _tables.Count);
            _tables.Add(values);
        }
        return index;
    }

    private Value Make(Step step, EqArray<Axis> axes) => new(Add(step), axes);

    private int Add(Step step)
    {
        if (!_known.TryGetValue(step, out var index))
        {
            _known.Add(step, index = _steps.Count);
            _steps.Add(step);
        }
        return index;
    }
}
