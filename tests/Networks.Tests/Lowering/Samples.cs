using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Tests.Lowering;

/// <summary>One example of every elementary block on a small grid, with rational functions and sums alone.</summary>
internal static class Samples
{
    private static readonly PointwiseFunction Gate = PointwiseFunction.Step;
    private static readonly EqArray<Reduction> Statistics = [Reduction.Sum, Reduction.Max];

    public static IReadOnlyDictionary<string, (Fibre Fibre, Func<PointGroup, Op> Op)> All { get; } =
        new Dictionary<string, (Fibre, Func<PointGroup, Op>)>
        {
            ["lifting convolution"] = (
                Fibre.Trivial,
                group => new Op.LiftingConvolution(2, Region.On(group, 3)) { Sampling = Padded }
            ),
            ["group convolution"] = (
                Fibre.Regular,
                group => new Op.GroupConvolution(2, Kernel(group))
                {
                    Sampling = Around(group),
                    HaarWeight = 2,
                }
            ),
            ["lifting attention"] = (Fibre.Trivial, group => Attentive(group, true, true)),
            ["lifting channel attention"] = (Fibre.Trivial, group => Attentive(group, true, false)),
            ["lifting spatial attention"] = (Fibre.Trivial, group => Attentive(group, false, true)),
            ["attention"] = (Fibre.Regular, group => Attentive(group, true, true)),
            ["channel attention"] = (Fibre.Regular, group => Attentive(group, true, false)),
            ["spatial attention"] = (Fibre.Regular, group => Attentive(group, false, true)),
            ["input attention"] = (Fibre.Regular, group => OnInput(group, true, true)),
            ["input channel attention"] = (Fibre.Regular, group => OnInput(group, true, false)),
            ["input spatial attention"] = (Fibre.Regular, group => OnInput(group, false, true)),
            ["input attention on the lattice"] = (
                Fibre.Trivial,
                group => OnInput(group, true, true)
            ),
            ["crop"] = (Fibre.Regular, group => new Op.Crop(group.Dimension == 3 ? 0 : 1)),
            ["relu"] = (Fibre.Regular, _ => new Op.Pointwise(PointwiseFunction.Relu)),
            ["square on the lattice"] = (
                Fibre.Trivial,
                _ => new Op.Pointwise(PointwiseFunction.Square)
            ),
            ["dropout"] = (Fibre.Regular, _ => new Op.Dropout(0.3)),
            ["normalization"] = (
                Fibre.Regular,
                _ => new Op.BatchNormalization { Epsilon = Rational.Zero }
            ),
            ["max pooling"] = (Fibre.Regular, group => Pooling(group, Reduction.Max)),
            ["min pooling on the lattice"] = (
                Fibre.Trivial,
                group => Pooling(group, Reduction.Min)
            ),
            ["sum pooling"] = (Fibre.Regular, group => Pooling(group, Reduction.Sum)),
            ["global sum"] = (Fibre.Regular, _ => new Op.GlobalPooling(Reduction.Sum)),
            ["global max on the lattice"] = (
                Fibre.Trivial,
                _ => new Op.GlobalPooling(Reduction.Max)
            ),
            ["max over H"] = (Fibre.Regular, _ => new Op.GroupPooling(Reduction.Max)),
            ["sum over H"] = (Fibre.Regular, _ => new Op.GroupPooling(Reduction.Sum)),
        };

    public static IEnumerable<TestCaseData> OnEveryGroup() =>
        from known in PointGroups.All
        from name in All.Keys
        select new TestCaseData(known.Symbol, name);

    public static TypedOp.Elementary Typed(string symbol, string name)
    {
        var group = PointGroups.Parse(symbol);
        var (fibre, op) = All[name];
        return Lowered.Typed(op(group), new FieldType(group, fibre, 2, Grid(group)));
    }

    public static Region Grid(PointGroup group) => Region.On(group, group.Dimension == 3 ? 2 : 3);

    private static Sampling Padded => Sampling.Dense with { Padding = Padding.Symmetric(1) };

    private static Region Kernel(PointGroup group) =>
        Region.On(group, group.Dimension == 3 ? 1 : 3);

    private static Sampling Around(PointGroup group) =>
        group.Dimension == 3 ? Sampling.Dense : Padded;

    private static ChannelAttention? Channel(bool wanted) =>
        wanted ? new(1) { Gate = Gate, Statistics = Statistics } : null;

    private static SpatialAttention? Spatial(PointGroup group, bool wanted) =>
        wanted ? new(Region.On(group, 3)) { Gate = Gate, Statistics = Statistics } : null;

    private static Op Attentive(PointGroup group, bool channel, bool spatial) =>
        new Op.AttentiveConvolution(1, Kernel(group))
        {
            Sampling = Around(group),
            HaarWeight = 1,
            Channel = Channel(channel),
            Spatial = Spatial(group, spatial),
        };

    private static Op OnInput(PointGroup group, bool channel, bool spatial) =>
        new Op.InputAttention
        {
            HaarWeight = 1,
            Channel = Channel(channel),
            Spatial = Spatial(group, spatial),
        };

    private static Op Pooling(PointGroup group, Reduction by) =>
        new Op.SpatialPooling(by, Region.On(group, 3))
        {
            Sampling = Sampling.Dense with { Padding = Padding.Symmetric(1, PaddingMode.Excluded) },
        };
}
