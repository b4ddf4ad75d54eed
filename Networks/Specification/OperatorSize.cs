using AgeFormal.Operators;

namespace AgeFormal.Networks.Specification;

/// <summary>What an operator is going to take before its types are known: its layers, and the points of its windows.</summary>
internal sealed record OperatorSize(long Layers, long WindowPoints)
{
    public static OperatorSize Of(Op op)
    {
        var (layers, points) = (0L, 0L);
        var left = new Stack<Op>([op]);
        while (left.TryPop(out var next))
        {
            if (next is Op.Elementary block)
                (layers, points) = (layers + 1, points + Points(block));
            foreach (var part in next.Parts)
                left.Push(part.Op);
        }
        return new(layers, points);
    }

    private static long Points(Op.Elementary block)
    {
        var facts = BlockFacts.Of(block);
        return Points(facts.Sliding?.Window)
            + Points(facts.Spatial?.Window)
            + (block is Op.Custom custom ? custom.Design.Windows.Sum(of => Points(of.Shape)) : 0);
    }

    private static long Points(Region? window) => window?.BoxCount ?? 0;

    private static long Points(Operators.Language.WindowShape? shape) =>
        shape?.Match(
            side: side => (long)side.Length * side.Length,
            box: box => box.Sides.Aggregate(1L, (product, length) => product * length),
            hexagon: hexagon => (2L * hexagon.Radius + 1) * (2L * hexagon.Radius + 1)
        )
        ?? 0;
}
