using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Building;

/// <summary>Regions by their side, with errors that name the layer.</summary>
internal static class Windows
{
    public static Region Of(string layer, PointGroup group, int side, string what) =>
        On(layer, group, side, $"the window of {what}");

    public static Region Grid(string layer, PointGroup group, int side) =>
        On(layer, group, side, "the grid");

    private static Region On(string layer, PointGroup group, int side, string what)
    {
        if (side < 1)
            throw new TypingException(layer, $"{what} has side {side}, expected at least 1");
        if (group.Lattice == Lattice.Hexagonal && side % 2 == 0)
            throw new TypingException(
                layer,
                $"{what} has side {side} and is to be a hexagon for {group.Symbol}, expected an odd side"
            );
        try
        {
            return Region.On(group, side);
        }
        catch (ArgumentException fault)
        {
            throw new TypingException(
                layer,
                $"{what} has side {side}: {fault.Message.TrimEnd('.')}"
            );
        }
    }
}
