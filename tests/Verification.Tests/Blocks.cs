using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests;

/// <summary>One example of every elementary block, on a small grid.</summary>
internal static class Blocks
{
    public static IReadOnlyDictionary<string, (Fibre Fibre, Func<PointGroup, Op> Op)> All { get; } =
        new Dictionary<string, (Fibre, Func<PointGroup, Op>)>
        {
            ["lifting convolution"] = (
                Fibre.Trivial,
                group => new Op.LiftingConvolution(2, Region.On(group, 3))
            ),
            ["group convolution"] = (
                Fibre.Regular,
                group => new Op.GroupConvolution(2, Region.On(group, 3))
            ),
            ["relu"] = (Fibre.Regular, _ => new Op.Pointwise(PointwiseFunction.Relu)),
            ["sigmoid on the lattice"] = (
                Fibre.Trivial,
                _ => new Op.Pointwise(PointwiseFunction.Sigmoid)
            ),
            ["batch normalization"] = (Fibre.Regular, _ => new Op.BatchNormalization()),
            ["batch normalization on the lattice"] = (
                Fibre.Trivial,
                _ => new Op.BatchNormalization()
            ),
            ["dropout"] = (Fibre.Regular, _ => new Op.Dropout(0.3)),
            ["dropout on the lattice"] = (Fibre.Trivial, _ => new Op.Dropout(0.3)),
            ["max pooling"] = (
                Fibre.Regular,
                group => new Op.SpatialPooling(Reduction.Max, Region.On(group, 3))
            ),
            ["mean pooling on the lattice"] = (
                Fibre.Trivial,
                group => new Op.SpatialPooling(Reduction.Mean, Region.On(group, 3))
            ),
            ["global mean pooling"] = (Fibre.Regular, _ => new Op.GlobalPooling(Reduction.Mean)),
            ["global max pooling on the lattice"] = (
                Fibre.Trivial,
                _ => new Op.GlobalPooling(Reduction.Max)
            ),
            ["max pooling over H"] = (Fibre.Regular, _ => new Op.GroupPooling(Reduction.Max)),
            ["mean pooling over H"] = (Fibre.Regular, _ => new Op.GroupPooling(Reduction.Mean)),
        };

    public static IEnumerable<TestCaseData> OnEveryGroup() =>
        from known in PointGroups.All
        from block in All.Keys
        select new TestCaseData(known.Symbol, block);

    public static TypedOp.Elementary Typed(
        string symbol,
        string block,
        int side = 5,
        int channels = 2
    )
    {
        var group = PointGroups.Parse(symbol);
        var (fibre, op) = All[block];
        return (TypedOp.Elementary)
            Typing.Elaborate(
                op(group),
                new FieldType(group, fibre, channels, Region.On(group, side))
            );
    }

    /// <summary>A lifting convolution over p4m as a network over p4.</summary>
    public static TypedOp Restricted { get; } =
        Typing.Elaborate(
            new Op.Restriction(
                PointGroups.P4m,
                new Op.LiftingConvolution(1, Region.On(PointGroups.P4m, 3))
            ),
            new FieldType(PointGroups.P4, Fibre.Trivial, 1, Region.On(PointGroups.P4, 5))
        );

    /// <summary>A small network with every kind of composite over one group.</summary>
    public static TypedOp Network(PointGroup group, int side = 7)
    {
        var window = Region.On(group, 3);
        Op Convolution(int channels, int padding = 0) =>
            new Op.GroupConvolution(channels, window)
            {
                Sampling = Sampling.Dense with { Padding = Padding.Symmetric(padding) },
            };
        Op residual = new Op.Sum([new("identity", Op.Identity), new("inner", Convolution(2, 1))]);
        Op dense = new Op.Concatenation([new("skip", Op.Identity), new("new", Convolution(1, 1))]);
        return Typing.Elaborate(
            new Op.Sequence([
                new("c1", new Op.LiftingConvolution(2, window)),
                new("bn1", new Op.BatchNormalization()),
                new("", new Op.Pointwise(PointwiseFunction.Relu)),
                new("", new Op.Dropout(0.3)),
                new("r", residual),
                new("d", dense),
                new("", new Op.Pointwise(PointwiseFunction.Sigmoid)),
                new("c2", Convolution(3)),
                new("", new Op.GlobalPooling(Reduction.Mean)),
                new("", new Op.GroupPooling(Reduction.Max)),
            ]),
            new FieldType(group, Fibre.Trivial, 1, Region.On(group, side))
        );
    }
}
