using AgeFormal.Algebra;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Lowering;

/// <summary>Brings tensors over some of the dimensions of a result together.</summary>
internal static class Alignment
{
    /// <summary>The sizes with that of the batch.</summary>
    public static long[] Sizes(IEnumerable<int> shape, long batch) =>
        [.. shape.Select(size => size < 0 ? batch : size)];

    /// <summary>The tensor with its dimensions at their places in the result, and of size 1 elsewhere.</summary>
    public static Tensor Of(Tensor value, EqArray<int> dimensions, int rank)
    {
        long[] order =
        [
            .. Enumerable
                .Range(0, dimensions.Count)
                .OrderBy(i => dimensions[i])
                .Select(i => (long)i),
        ];
        var sizes = new long[rank];
        Array.Fill(sizes, 1);
        for (var i = 0; i < dimensions.Count; i++)
            sizes[dimensions[i]] = value.shape[i];
        return value.permute(order).reshape(sizes);
    }

    /// <summary>The tensor with one zero more along a dimension.</summary>
    public static Tensor WithZero(Tensor value, int dimension)
    {
        long[] shape = [.. value.shape];
        shape[dimension] = 1;
        return cat([value, value.new_zeros(shape)], dimension);
    }

    /// <summary>The rows that a table names.</summary>
    public static Tensor Gathered(Tensor source, Step.Gather of, Tensor table, long batch)
    {
        var rows = of.Indexed.Aggregate(1L, (n, i) => n * source.shape[i]);
        long[] order = [.. of.Indexed.Concat(of.Kept).Select(i => (long)i)];
        var flat = source.permute(order).reshape(rows, source.NumberOfElements / rows);
        return (of.HasGaps ? WithZero(flat, 0) : flat)
            .index_select(0, table)
            .reshape(Sizes(of.Shape, batch));
    }

    /// <summary>Σ of a product of two tensors as one product of matrices for each of the shared values.</summary>
    public static Tensor Contracted(Tensor left, Tensor right, Step.Contract of, long batch)
    {
        var extents = Sizes(of.Extents, batch);
        var (shared, ofLeft, ofRight, reduced) = (
            Range(0, of.Shared),
            Range(of.Shared, of.OfLeft),
            Range(of.Shared + of.OfLeft, of.OfRight),
            Range(of.Shape.Count, extents.Length - of.Shape.Count)
        );
        long Size(int[] labels) => labels.Aggregate(1L, (n, label) => n * extents[label]);
        Tensor Laid(Tensor value, Operand operand, params ReadOnlySpan<int[]> groups)
        {
            long[] order =
            [
                .. groups
                    .ToArray()
                    .SelectMany(group => group)
                    .Select(label => (long)operand.Dimensions.Items.IndexOf(label)),
            ];
            long[] sizes = [.. groups.ToArray().Select(Size)];
            return value.permute(order).reshape(sizes);
        }
        var result =
            ofLeft.Length == 0 && ofRight.Length == 0
                ? Laid(left, of.Left, shared, reduced)
                    .mul(Laid(right, of.Right, shared, reduced))
                    .sum(1)
            : shared.Length == 0
                ? Laid(left, of.Left, ofLeft, reduced).mm(Laid(right, of.Right, reduced, ofRight))
            : Laid(left, of.Left, shared, ofLeft, reduced)
                .bmm(Laid(right, of.Right, shared, reduced, ofRight));
        return result.reshape(Sizes(of.Shape, batch));
    }

    private static int[] Range(int start, int count) => [.. Enumerable.Range(start, count)];
}
