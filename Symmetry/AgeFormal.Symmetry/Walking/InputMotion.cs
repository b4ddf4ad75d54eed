using AgeFormal.Algebra;
using AgeFormal.Symmetry.Motions;

namespace AgeFormal.Symmetry.Walking;

/// <summary>How an element of a group moves the input.</summary>
/// <param name="Grid">What it does to space.</param>
/// <param name="Input">What it does to the input.</param>
internal sealed record InputMotion(GridMotion Grid, Motion Input)
{
    /// <summary>The motion; null where the grid is not mapped to itself.</summary>
    /// <exception cref="ArgumentException">The input has no axes for the group.</exception>
    public static InputMotion? Of(
        EqArray<int> shape,
        PointGroup group,
        int element,
        InputAction input
    )
    {
        var dimension = group.Dimension;
        int[] sizes = [.. shape.Select(Math.Abs)];
        if (sizes.Length < dimension + 1)
            throw new ArgumentException(
                $"The group {group.Symbol} moves {dimension} axes of space, expected an input with as many after the batch, received {shape.Count} axes in all."
            );
        var first = input == InputAction.ChannelsLast ? 1 : sizes.Length - dimension;
        int[] space = [.. Enumerable.Range(first, dimension)];
        if (
            GridMotion.Of(group.Matrices[element]) is not { } grid
            || !grid.Keeps(Places.Of(sizes, space))
        )
            return null;
        var blocks = new List<Block> { new(space, grid.Map(Places.Of(sizes, space))) };
        if (input == InputAction.Regular)
        {
            var order = group.Order;
            if (first < 2 || sizes[first - 1] % order != 0)
                throw new ArgumentException(
                    $"A regular representation of {group.Symbol} has a multiple of {order} channels, received the input {shape}."
                );
            blocks.Add(
                new(
                    [first - 1],
                    [
                        .. Enumerable
                            .Range(0, sizes[first - 1])
                            .Select(channel =>
                                channel / order * order
                                + group.Group.Multiply(element, channel % order)
                            ),
                    ]
                )
            );
        }
        return new(grid, Motion.Of(sizes, blocks));
    }
}
