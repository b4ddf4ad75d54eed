using AgeFormal.Algebra;

namespace AgeFormal.Symmetry.Tests.Foreign;

/// <summary>Kernels on square windows that a group turns into one another, from the definition.</summary>
internal static class TurnedKernels
{
    /// <summary>[outputs, inputs, …]: each kernel is the same after every turn.</summary>
    public static double[] Isotropic(
        PointGroup group,
        Func<int, double[]> numbers,
        int outputs,
        int inputs,
        int size
    )
    {
        var volume = (int)Math.Pow(size, group.Dimension);
        return
        [
            .. Enumerable
                .Range(0, outputs * inputs)
                .SelectMany(_ =>
                {
                    var free = numbers(volume);
                    return Enumerable
                        .Range(0, volume)
                        .Select(place =>
                            free[group.Group.Elements.Min(h => Moved(group, h, size, place))]
                        );
                }),
        ];
    }

    /// <summary>[fields·|H|, inputs, …]: the kernel of h is the first one, turned by h.</summary>
    public static double[] Lifted(
        PointGroup group,
        Func<int, double[]> numbers,
        int fields,
        int inputs,
        int size
    )
    {
        var volume = (int)Math.Pow(size, group.Dimension);
        var values = new double[fields * group.Order * inputs * volume];
        for (var field = 0; field < fields; field++)
        {
            var kernel = numbers(inputs * volume);
            for (var h = 0; h < group.Order; h++)
            for (var c = 0; c < inputs; c++)
            for (var place = 0; place < volume; place++)
                values[
                    ((field * group.Order + h) * inputs + c) * volume + Moved(group, h, size, place)
                ] = kernel[c * volume + place];
        }
        return values;
    }

    /// <summary>[fields·|H|, inputs·|H|, …]: turned by h, and the elements of the inputs multiplied with it.</summary>
    public static double[] Regular(
        PointGroup group,
        Func<int, double[]> numbers,
        int fields,
        int inputs,
        int size
    )
    {
        var (volume, order) = ((int)Math.Pow(size, group.Dimension), group.Order);
        var values = new double[fields * order * inputs * order * volume];
        for (var field = 0; field < fields; field++)
        {
            var kernel = numbers(inputs * order * volume);
            for (var h = 0; h < order; h++)
            for (var c = 0; c < inputs; c++)
            for (var k = 0; k < order; k++)
            for (var place = 0; place < volume; place++)
                values[
                    (((field * order + h) * inputs + c) * order + group.Group.Multiply(h, k))
                        * volume
                        + Moved(group, h, size, place)
                ] = kernel[(c * order + k) * volume + place];
        }
        return values;
    }

    /// <summary>[fields·|H|, 1, …], one kernel for each channel, turned by its element.</summary>
    public static double[] Depthwise(
        PointGroup group,
        Func<int, double[]> numbers,
        int fields,
        int size
    ) => Lifted(group, numbers, fields, 1, size);

    // Where a place of a window goes.
    private static int Moved(PointGroup group, int element, int size, int place)
    {
        var dimension = group.Dimension;
        var point = new int[dimension];
        for (var axis = dimension - 1; axis >= 0; axis--)
        {
            point[axis] = 2 * (place % size) - size + 1;
            place /= size;
        }
        var image = 0;
        for (var i = 0; i < dimension; i++)
        {
            var to = Enumerable
                .Range(0, dimension)
                .Sum(j => group.Matrices[element][i, j] * point[j]);
            image = image * size + (to + size - 1) / 2;
        }
        return image;
    }
}
