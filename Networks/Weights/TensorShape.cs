namespace AgeFormal.Networks.Weights;

/// <summary>Sizes of shapes, checked: a shape is a list of non-negative dimensions, the empty list is a scalar.</summary>
internal static class TensorShape
{
    /// <summary>
    /// bytes = elementSize · Π dims. False when a dimension is negative or when elementSize · Π (dims other than 0)
    /// passes 2⁶³ − 1, so that every partial product of the dimensions, in any order, fits as well.
    /// </summary>
    public static bool TryByteLength(ReadOnlySpan<long> shape, int elementSize, out long bytes)
    {
        bytes = 0;
        bool empty = false;
        long product = elementSize;
        foreach (long dimension in shape)
        {
            if (dimension < 0)
                return false;
            if (dimension == 0)
                empty = true;
            else if (product > long.MaxValue / dimension)
                return false;
            else
                product *= dimension;
        }

        bytes = empty ? 0 : product;
        return true;
    }

    public static string Show(ReadOnlySpan<long> shape) =>
        $"[{string.Join(", ", shape.ToArray())}]";
}
