using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Tests.Lowering;

/// <summary>One example of every elementary block on a small grid.</summary>
internal sealed class Samples
{
    private readonly PointwiseFunction _gate;
    private readonly EqArray<Reduction> _statistics;

    private Samples(PointwiseFunction gate, EqArray<Reduction> statistics)
    {
        _gate = gate;
        _statistics = statistics;
        All = new Dictionary<string, (Fibre, Func<PointGroup, Op>)>
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
            ["upsampling"] = (Fibre.Regular, group => new Op.Upsampling(Factor(group))),
            ["zero insertion"] = (
                Fibre.Regular,
                _ => new Op.Upsampling(2) { Between = Interpolation.Zeros }
            ),
            ["relu"] = (Fibre.Regular, _ => new Op.Pointwise(PointwiseFunction.Relu)),
            ["square on the lattice"] = (
                Fibre.Trivial,
                _ => new Op.Pointwise(PointwiseFunction.Square)
            ),
            ["dropout"] = (Fibre.Regular, _ => new Op.Dropout(0.3)),
            ["normalization"] = (Fibre.Regular, _ => new Op.BatchNormalization { Epsilon = 3 }),
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
    }

    /// <summary>Gates and statistics that keep integers.</summary>
    public static Samples Whole { get; } =
        new(PointwiseFunction.Step, [Reduction.Sum, Reduction.Max]);

    /// <summary>Gates and statistics as in networks.</summary>
    public static Samples Smooth { get; } =
        new(PointwiseFunction.Sigmoid, [Reduction.Mean, Reduction.Max]);

    public IReadOnlyDictionary<string, (Fibre Fibre, Func<PointGroup, Op> Op)> All { get; }

    public static IEnumerable<TestCaseData> OnSmallGroups() => Cases(isLarge: false);

    /// <summary>Those whose reference evaluation takes seconds.</summary>
    public static IEnumerable<TestCaseData> OnLargeGroups() => Cases(isLarge: true);

    private static IEnumerable<TestCaseData> Cases(bool isLarge) =>
        from known in PointGroups.All
        from name in Whole.All.Keys
        where isLarge == (known.Order > 8 && name.Contains("attention", StringComparison.Ordinal))
        select new TestCaseData(known.Symbol, name);

    public TypedOp.Elementary Typed(string symbol, string name)
    {
        var group = PointGroups.Parse(symbol);
        var (fibre, op) = All[name];
        return Lowered.Typed(op(group), new FieldType(group, fibre, 2, Grid(group)));
    }

    public static Region Grid(PointGroup group) => Region.On(group, group.Dimension == 3 ? 2 : 3);

    /// <summary>A hexagonal lattice has no finer grid.</summary>
    public static PerAxis Factor(PointGroup group) => group.Lattice == Lattice.Hexagonal ? 1 : 2;

    private static Sampling Padded => Sampling.Dense with { Padding = Padding.Symmetric(1) };

    private static Region Kernel(PointGroup group) =>
        Region.On(group, group.Dimension == 3 ? 1 : 3);

    private static Sampling Around(PointGroup group) =>
        group.Dimension == 3 ? Sampling.Dense : Padded;

    private ChannelAttention? Channel(bool wanted) =>
        wanted ? new(1) { Gate = _gate, Statistics = _statistics } : null;

    private SpatialAttention? Spatial(PointGroup group, bool wanted) =>
        wanted ? new(Region.On(group, 3)) { Gate = _gate, Statistics = _statistics } : null;

    private Op Attentive(PointGroup group, bool channel, bool spatial) =>
        new Op.AttentiveConvolution(1, Kernel(group))
        {
            Sampling = Around(group),
            HaarWeight = 1,
            Channel = Channel(channel),
            Spatial = Spatial(group, spatial),
        };

    private Op OnInput(PointGroup group, bool channel, bool spatial) =>
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
