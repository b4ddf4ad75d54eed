using AgeFormal.Algebra;
using static AgeFormal.Symmetry.Tests.Foreign.ForeignAttribute;

namespace AgeFormal.Symmetry.Tests.Foreign;

/// <summary>Networks on signals of one axis, each whole and broken, for the mirror of a line.</summary>
internal static class ForeignSequences
{
    private static readonly PointGroup Mirror = PointGroups.LineMirror;

    public static ForeignNetwork Even(bool isBroken)
    {
        var g = new ForeignGraph(31, 2, 16);
        var kernel = TurnedKernels.Isotropic(Mirror, g.Numbers, 4, 2, 5);
        if (isBroken)
            kernel[0] += 0.25;
        g.Conv("conv", "x", kernel, [4, 2, 5]);
        g.Batch("bn", "conv", 4, 1);
        g.Node("Relu", "relu", ["bn"]);
        g.Node("MaxPool", "pool", ["relu"], Ints("kernel_shape", 2), Ints("strides", 2));
        g.Conv("next", "pool", TurnedKernels.Isotropic(Mirror, g.Numbers, 3, 4, 3), [3, 4, 3]);
        return new(g, Mirror, "conv", "moves in space");
    }

    public static ForeignNetwork Lifted(bool isBroken)
    {
        var g = new ForeignGraph(32, 1, 15);
        var bias = ForeignGraph.Repeated(g.Numbers(2), 2, isBroken ? 1 : -1);
        g.Conv(
            "lift",
            "x",
            TurnedKernels.Lifted(Mirror, g.Numbers, 2, 1, 3),
            [4, 1, 3],
            g.Tensor("bias", bias, 4)
        );
        g.Node("Relu", "relu", ["lift"]);
        g.Conv(
            "group",
            "relu",
            TurnedKernels.Regular(Mirror, g.Numbers, 2, 2, 3),
            [4, 4, 3],
            stride: 2
        );
        return new(g, Mirror, "lift", "moves in space, channels in cycles of 2");
    }
}
