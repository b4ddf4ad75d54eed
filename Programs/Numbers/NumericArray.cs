using System.Collections.Immutable;
using AgeFormal.Algebra;

namespace AgeFormal.Programs.Numbers;

/// <summary>Real values with a shape, row-major: what a constant is computed in before it is rounded to its format.</summary>
internal sealed record NumericArray
{
    private NumericArray(ImmutableArray<int> shape, ImmutableArray<double> values)
    {
        Shape = shape;
        Values = values;
    }

    public ImmutableArray<int> Shape { get; }

    public ImmutableArray<double> Values { get; }

    public static NumericArray Of(ReadOnlySpan<int> shape, ImmutableArray<double> values)
    {
        var count = 1L;
        foreach (var size in shape)
            count *= size;
        return count == values.Length
            ? new([.. shape], values)
            : throw new ArgumentException(
                $"Expected {count} values for the shape [{string.Join(", ", shape.ToArray())}], received {values.Length}.",
                nameof(values)
            );
    }

    /// <summary>The same values in another shape.</summary>
    public NumericArray Reshape(params ReadOnlySpan<int> shape) => Of(shape, Values);

    /// <summary>The array whose axis i is the axis order[i] of this one.</summary>
    public NumericArray Permute(params ReadOnlySpan<int> order)
    {
        var strides = new int[Shape.Length];
        for (int axis = Shape.Length - 1, step = 1; axis >= 0; step *= Shape[axis--])
            strides[axis] = step;
        var shape = new int[order.Length];
        var steps = new int[order.Length];
        for (var axis = 0; axis < order.Length; axis++)
            (shape[axis], steps[axis]) = (Shape[order[axis]], strides[order[axis]]);
        var values = new double[Values.Length];
        var index = new int[order.Length];
        for (int target = 0, source = 0; target < values.Length; target++)
        {
            values[target] = Values[source];
            for (var axis = index.Length - 1; axis >= 0; axis--)
            {
                source += steps[axis];
                if (++index[axis] < shape[axis])
                    break;
                source -= steps[axis] * shape[axis];
                index[axis] = 0;
            }
        }
        return new([.. shape], [.. values]);
    }

    /// <summary>The values repeated along axes of size 1, and along axes before the first.</summary>
    public NumericArray Expand(EqArray<int> shape)
    {
        var strides = new int[shape.Count];
        for (int axis = Shape.Length - 1, step = 1; axis >= 0; step *= Shape[axis--])
            strides[axis + shape.Count - Shape.Length] = Shape[axis] == 1 ? 0 : step;
        var values = new double[shape.Aggregate(1, (product, size) => checked(product * size))];
        for (var i = 0; i < values.Length; i++)
        {
            var source = 0;
            for (int axis = shape.Count - 1, rest = i; axis >= 0; rest /= shape[axis--])
                source += rest % shape[axis] * strides[axis];
            values[i] = Values[source];
        }
        return new([.. shape], [.. values]);
    }

    /// <summary>A function of each value.</summary>
    public NumericArray Select(Func<double, double> function) =>
        new(Shape, [.. Values.Select(function)]);
}
