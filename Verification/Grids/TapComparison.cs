using AgeFormal.Operators;

namespace AgeFormal.Verification.Grids;

/// <summary>How the taps of two output points are compared.</summary>
internal enum TapComparison
{
    /// <summary>One by one: each has a weight of its own.</summary>
    Labelled,

    /// <summary>As multisets: they are added.</summary>
    Multiset,

    /// <summary>As sets: the largest or smallest is taken.</summary>
    Set,
}

/// <summary>How each block with a window combines its taps. Blocks without a window read no neighbours, or all.</summary>
internal sealed class TapComparisons : IElementaryFold<TapComparison>
{
    public static TapComparisons Instance { get; } = new();

    public TapComparison LiftingConvolution(Op.LiftingConvolution op) => TapComparison.Labelled;

    public TapComparison GroupConvolution(Op.GroupConvolution op) => TapComparison.Labelled;

    public TapComparison AttentiveConvolution(Op.AttentiveConvolution op) => TapComparison.Labelled;

    public TapComparison InputAttention(Op.InputAttention op) => TapComparison.Labelled;

    public TapComparison Custom(Op.Custom op) => TapComparison.Labelled;

    public TapComparison Crop(Op.Crop op) => TapComparison.Labelled;

    public TapComparison Upsampling(Op.Upsampling op) => TapComparison.Labelled;

    public TapComparison Pointwise(Op.Pointwise op) => TapComparison.Labelled;

    public TapComparison BatchNormalization(Op.BatchNormalization op) => TapComparison.Labelled;

    public TapComparison Dropout(Op.Dropout op) => TapComparison.Labelled;

    public TapComparison SpatialPooling(Op.SpatialPooling op) => Of(op.By);

    public TapComparison GlobalPooling(Op.GlobalPooling op) => Of(op.By);

    public TapComparison GroupPooling(Op.GroupPooling op) => Of(op.By);

    private static TapComparison Of(Reduction by) =>
        by is Reduction.Max or Reduction.Min ? TapComparison.Set : TapComparison.Multiset;
}
