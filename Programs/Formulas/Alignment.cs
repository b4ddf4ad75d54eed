using AgeFormal.Algebra;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Programs.Formulas;

/// <summary>Brings tensors over some of the axes of a result together.</summary>
internal static class Alignment
{
    /// <summary>The tensor with its axes at their places among others, and of size 1 elsewhere.</summary>
    public static Node Of(Value value, EqArray<Axis> among)
    {
        var places = value.Axes.Select(axis => among.Items.IndexOf(axis)).ToArray();
        int[] order = [.. Enumerable.Range(0, places.Length).OrderBy(i => places[i])];
        var sizes = new int[among.Count];
        Array.Fill(sizes, 1);
        for (var i = 0; i < places.Length; i++)
            sizes[places[i]] = value.Axes[i].Size;
        return value.Node.Transpose(order).Reshape([.. sizes]);
    }

    /// <summary>A table over some axes, with its axes in the order of all and of size 1 elsewhere.</summary>
    public static (EqArray<int> Values, EqArray<int> Shape) Of(
        IndexTable table,
        EqArray<Axis> among
    )
    {
        var own = among.Where(axis => table.Axes.Contains(axis)).ToEqArray();
        return (
            EqArray.Create<int>(table.Over(own)),
            among.Select(axis => table.Axes.Contains(axis) ? axis.Size : 1).ToEqArray()
        );
    }

    /// <summary>The tensor as a matrix, or another stack, of groups of axes.</summary>
    public static Node Grouped(Value value, params ReadOnlySpan<EqArray<Axis>> groups)
    {
        var order = new List<int>();
        var sizes = new List<int>();
        foreach (var group in groups)
        {
            order.AddRange(group.Select(axis => value.Axes.Items.IndexOf(axis)));
            sizes.Add(group.Aggregate(1, (size, axis) => checked(size * axis.Size)));
        }
        return value.Node.Transpose([.. order]).Reshape([.. sizes]);
    }
}
