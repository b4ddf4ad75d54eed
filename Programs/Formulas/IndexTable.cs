using AgeFormal.Algebra;

namespace AgeFormal.Programs.Formulas;

/// <summary>An index as a function of axes, row-major over them; −1 where there is nothing to read.</summary>
/// <param name="Axes">The axes, slowest first.</param>
/// <param name="Values">The indices.</param>
internal sealed record IndexTable(EqArray<Axis> Axes, EqArray<int> Values)
{
    /// <summary>The value i at the i-th place of the axis. For the batch the values are left out.</summary>
    public static IndexTable Identity(Axis axis) =>
        new([axis], axis.Size < 0 ? [] : Enumerable.Range(0, axis.Size).ToEqArray());

    /// <summary>One index.</summary>
    public static IndexTable Constant(int index) => new([], [index]);

    public bool HasGaps => Values.AsSpan().Contains(-1);

    /// <summary>A function of the place on an axis.</summary>
    public static IndexTable Of(Axis axis, Func<int, int> index) =>
        new([axis], Enumerable.Range(0, axis.Size).Select(index).ToEqArray());

    /// <summary>A function of two indices, over the axes of both.</summary>
    public IndexTable With(IndexTable other, Func<int, int, int> combine)
    {
        var axes = Axes.Concat(other.Axes).Distinct().ToEqArray();
        return new(axes, Over(axes).Zip(other.Over(axes), combine).ToEqArray());
    }

    /// <summary>Whether the table is all of something of a size in order: over an axis, or over axes into which it is parted.</summary>
    public bool IsIdentity(int size)
    {
        if (Axes.Count == 0 || Axes.Aggregate(1, (product, axis) => product * axis.Size) != size)
            return false;
        for (var i = 0; i < Values.Count; i++)
            if (Values[i] != i)
                return false;
        return true;
    }

    /// <summary>The table without the axes on which it does not depend.</summary>
    public IndexTable Squeezed()
    {
        var table = this;
        for (var axis = Axes.Count - 1; axis >= 0; axis--)
            if (table.IsConstantAlong(axis))
                table = table.At0(axis);
        return table;
    }

    /// <summary>The values over more axes, in the order of those.</summary>
    public int[] Over(EqArray<Axis> axes)
    {
        var strides = new int[axes.Count];
        for (int i = Axes.Count - 1, stride = 1; i >= 0; stride *= Axes[i--].Size)
            strides[axes.Items.IndexOf(Axes[i])] = stride;
        var count = axes.Aggregate(1, (product, axis) => checked(product * axis.Size));
        var result = new int[count];
        var at = new int[axes.Count];
        var from = Values.AsSpan();
        for (int i = 0, index = 0; i < count; i++)
        {
            result[i] = from[index];
            for (var axis = axes.Count - 1; axis >= 0; axis--)
            {
                index += strides[axis];
                if (++at[axis] < axes[axis].Size)
                    break;
                index -= at[axis] * strides[axis];
                at[axis] = 0;
            }
        }
        return result;
    }

    private int StrideOf(int axis) =>
        Axes.Skip(axis + 1).Aggregate(1, (product, next) => product * next.Size);

    private bool IsConstantAlong(int axis)
    {
        var stride = StrideOf(axis);
        var block = stride * Axes[axis].Size;
        var values = Values.AsSpan();
        for (var start = 0; start < values.Length; start += block)
        for (var i = start + stride; i < start + block; i++)
            if (values[i] != values[i - stride])
                return false;
        return true;
    }

    private IndexTable At0(int axis)
    {
        var stride = StrideOf(axis);
        var block = stride * Axes[axis].Size;
        var values = new List<int>(Values.Count / Axes[axis].Size);
        for (var start = 0; start < Values.Count; start += block)
            values.AddRange(Values.AsSpan().Slice(start, stride));
        return new(Axes.Where((_, i) => i != axis).ToEqArray(), values.ToEqArray());
    }
}
