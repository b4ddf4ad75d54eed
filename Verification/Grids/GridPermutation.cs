using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Grids;

/// <summary>The action of h on a grid that it maps to itself, as a table over the indices of the box.</summary>
internal static class GridPermutation
{
    /// <summary>i ↦ index of h▹xᵢ; −1 where h moves a corner of the box outside the outline out of the box.</summary>
    public static int[] Of(Region grid, PointGroup group, int element)
    {
        var dimension = grid.Dimension;
        var sizes = grid.Sizes.AsSpan();
        var matrix = group.Matrices[element].Entries.AsSpan();
        var images = new int[grid.BoxCount];
        Span<int> point = stackalloc int[dimension];
        for (var i = 0; i < images.Length; i++)
        {
            var rest = i;
            for (var axis = dimension - 1; axis >= 0; axis--)
            {
                point[axis] = 2 * (rest % sizes[axis]) - (sizes[axis] - 1);
                rest /= sizes[axis];
            }
            var image = 0;
            for (var axis = 0; axis < dimension && image >= 0; axis++)
            {
                var doubled = sizes[axis] - 1;
                for (var j = 0; j < dimension; j++)
                    doubled += matrix[axis * dimension + j] * point[j];
                image =
                    doubled < 0 || doubled >= 2 * sizes[axis]
                        ? -1
                        : image * sizes[axis] + doubled / 2;
            }
            images[i] = image;
        }
        return images;
    }
}
