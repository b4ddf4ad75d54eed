using AgeFormal.Algebra;

namespace AgeFormal.Programs.Formulas;

/// <summary>Evaluates words for all values of their axes.</summary>
internal sealed class WordTables(PointGroup group, long limit)
{
    /// <summary>An index of the translation part of a word, which a function gives for each point in doubled coordinates.</summary>
    /// <exception cref="OverflowException">The table has more entries than the limit.</exception>
    public IndexTable Translation(Word word, Func<ReadOnlySpan<int>, int> index)
    {
        var axes = word.X.SelectMany(AxesOf).Distinct().ToEqArray();
        var values = new int[Count(axes)];
        var parts = word
            .X.Select(shift => (Axes: AxesOf(shift).Distinct().ToEqArray(), Shift: shift))
            .Select(part => (Points: Turned(part.Shift, part.Axes), Own: Flat(part.Axes, axes)))
            .ToArray();
        var point = new int[group.Dimension];
        for (var i = 0; i < values.Length; i++)
        {
            Array.Clear(point);
            foreach (var (points, own) in parts)
            {
                var at = points[own[i]];
                for (var axis = 0; axis < point.Length; axis++)
                    point[axis] += at[axis];
            }
            values[i] = index(point);
        }
        return new IndexTable(axes, EqArray.Create<int>(values)).Squeezed();
    }

    /// <summary>The element of H of the point part of a word.</summary>
    /// <exception cref="OverflowException">The table has more entries than the limit.</exception>
    public IndexTable Element(Word word)
    {
        var axes = word.H.Select(letter => letter.Axis).Distinct().ToEqArray();
        return new IndexTable(axes, EqArray.Create<int>(Elements(word.H, axes))).Squeezed();
    }

    private static IEnumerable<Axis> AxesOf(Shift shift) =>
        shift.By.Select(letter => letter.Axis).Prepend(shift.Point);

    // The number of values of all axes together.
    private int Count(EqArray<Axis> axes)
    {
        var count = axes.Aggregate(1L, (product, axis) => checked(product * axis.Size));
        return count <= limit
            ? (int)count
            : throw new OverflowException(
                $"a table over {string.Join(" × ", axes)} has {count} entries, expected at most {limit}"
            );
    }

    private EqArray<int>[] Turned(Shift shift, EqArray<Axis> axes)
    {
        var elements = Elements(shift.By, axes);
        var points = IndexTable.Identity(shift.Point).Over(axes);
        return
        [
            .. elements.Select(
                (h, i) =>
                    group
                        .Act(h, shift.Point.Points[points[i]])
                        .Select(x => shift.Times * x)
                        .ToEqArray()
            ),
        ];
    }

    private int[] Elements(EqArray<Letter> word, EqArray<Axis> axes)
    {
        var result = new int[Count(axes)];
        Array.Fill(result, group.Group.Identity);
        foreach (var letter in word)
        {
            var values = new IndexTable([letter.Axis], letter.Axis.Elements).Over(axes);
            for (var i = 0; i < result.Length; i++)
                result[i] = group.Group.Multiply(
                    result[i],
                    letter.Inverse ? group.Group.Inverse(values[i]) : values[i]
                );
        }
        return result;
    }

    // The index into a table over some of the axes, for every value of all.
    private int[] Flat(EqArray<Axis> own, EqArray<Axis> axes) =>
        new IndexTable(own, Enumerable.Range(0, Count(own)).ToEqArray()).Over(axes);
}
