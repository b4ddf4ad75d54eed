using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Facade.Pictures;

/// <summary>
/// The points of a plane grid at which arrows stand: every step-th row and column, such that the choice is symmetric about the
/// centre.
/// </summary>
/// <param name="Step">The distance of neighbouring arrows in points.</param>
/// <param name="Points">The points, as indices in the grid's box.</param>
internal sealed record ArrowGrid(int Step, EqArray<int> Points)
{
    private const int Across = 9;

    /// <summary>The places of a grid with two axes.</summary>
    public static ArrowGrid Of(Region grid)
    {
        var (rows, columns) = (grid.Sizes[0], grid.Sizes[1]);
        var step = (Math.Max(rows, columns) + Across - 1) / Across;
        // Doubled, an even side has odd places about the centre: ±step, ±3·step, …, which is one for an odd step.
        if ((rows % 2 == 0 || columns % 2 == 0) && step % 2 == 0)
            step++;
        bool Stands(int index, int size) =>
            Math.Abs(2 * index - (size - 1)) % (2 * step) == (size % 2 == 0 ? step : 0);
        return new(
            step,
            Enumerable
                .Range(0, grid.BoxCount)
                .Where(point => Stands(point / columns, rows) && Stands(point % columns, columns))
                .ToEqArray()
        );
    }
}
