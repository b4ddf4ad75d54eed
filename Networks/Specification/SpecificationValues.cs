using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Specification;

/// <summary>The values inside of blocks. Sizes are bounded before anything of that size is made.</summary>
internal static class SpecificationValues
{
    public const int MostChannels = 1_000_000;
    public const int MostWindowPoints = 1 << 16;
    public const int MostGridPoints = 1 << 24;

    private const int MostNumber = 1 << 13;
    private const int MostPower = 300;

    /// <summary>A box as its sides, a hexagon as its radius.</summary>
    public static Region Region(JsonPlace at, int mostPoints)
    {
        if (!at.IsArray)
        {
            var most = (int)(Math.Sqrt(mostPoints) - 1) / 2;
            return Operators.Region.Hexagon(at.Object("radius")["radius"].Integer(0, most));
        }
        var sides = at.Array(3, side => side.Integer(1, mostPoints));
        return
            sides.Count is >= 1 and <= 3
            && sides.Aggregate(1.0, (product, side) => product * side) <= mostPoints
            ? Operators.Region.Box(sides.AsSpan())
            : throw at.Fault($"1 to 3 sides of at most {mostPoints} points");
    }

    public static Sampling Sampling(JsonPlace at)
    {
        at.Object("stride", "before", "after", "mode", "dilation");
        return new(
            PerAxis(at["stride"]),
            new(PerAxis(at["before"]), PerAxis(at["after"]), at["mode"].OneOf<PaddingMode>()),
            PerAxis(at["dilation"])
        );
    }

    public static WeightScale WeightScale(JsonPlace at)
    {
        at.Object("distribution", "scale");
        return new(at["distribution"].OneOf<WeightDistribution>(), at["scale"].Number());
    }

    public static Coefficient? Coefficient(JsonPlace at) =>
        at.IsNull
            ? null
            : new Coefficient(
                at.Object("factor", "powerOfPi")["factor"].Fraction(),
                at["powerOfPi"].Integer(-MostPower, MostPower)
            );

    public static ChannelAttention? ChannelAttention(JsonPlace at) =>
        at.IsNull
            ? null
            : new(at.Object("ratio", "statistics", "gate")["ratio"].Integer())
            {
                Statistics = Statistics(at),
                Gate = Function(at["gate"]),
            };

    public static SpatialAttention? SpatialAttention(JsonPlace at) =>
        at.IsNull
            ? null
            : new(
                Region(
                    at.Object("window", "dilation", "statistics", "gate", "initial")["window"],
                    MostWindowPoints
                )
            )
            {
                Dilation = PerAxis(at["dilation"]),
                Statistics = Statistics(at),
                Gate = Function(at["gate"]),
                Initial = WeightScale(at["initial"]),
            };

    public static PointwiseFunction Function(JsonPlace at) =>
        at.OneOf(PointwiseFunction.All, function => function.Name);

    private static EqArray<Reduction> Statistics(JsonPlace at) =>
        at["statistics"].Array(4, item => item.OneOf<Reduction>());

    public static PerAxis PerAxis(JsonPlace at) =>
        at.IsArray ? Operators.PerAxis.Of(at.Array(3, Number).AsSpan()) : Number(at);

    // Small enough that a dilated window of the largest side stays within 31 bits in doubled coordinates.
    private static int Number(JsonPlace at) => at.Integer(-MostNumber, MostNumber);
}
