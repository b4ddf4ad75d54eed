using AgeFormal.Operators;

namespace AgeFormal.Verification.Grids;

/// <summary>A block that slides a window over the grid.</summary>
/// <param name="Window">The window.</param>
/// <param name="Sampling">Its sampling.</param>
/// <param name="IsConvolution">Whether it is a convolution, which pooling can follow in place of a stride.</param>
/// <param name="With">The block with another sampling.</param>
internal sealed record Sliding(
    Region Window,
    Sampling Sampling,
    bool IsConvolution,
    Func<Sampling, Op> With
)
{
    /// <summary>The sliding block that an operator is; null for other blocks.</summary>
    public static Sliding? Of(Op.Elementary op) => op.Fold(Blocks.Instance);

    private sealed class Blocks : IElementaryFold<Sliding?>
    {
        public static Blocks Instance { get; } = new();

        public Sliding? LiftingConvolution(Op.LiftingConvolution op) =>
            new(op.Window, op.Sampling, true, sampling => op with { Sampling = sampling });

        public Sliding? GroupConvolution(Op.GroupConvolution op) =>
            new(op.Window, op.Sampling, true, sampling => op with { Sampling = sampling });

        public Sliding? AttentiveConvolution(Op.AttentiveConvolution op) =>
            new(op.Window, op.Sampling, true, sampling => op with { Sampling = sampling });

        public Sliding? InputAttention(Op.InputAttention op) => null;

        public Sliding? Custom(Op.Custom op) => null;

        public Sliding? Crop(Op.Crop op) => null;

        public Sliding? Upsampling(Op.Upsampling op) => null;

        public Sliding? Pointwise(Op.Pointwise op) => null;

        public Sliding? BatchNormalization(Op.BatchNormalization op) => null;

        public Sliding? Dropout(Op.Dropout op) => null;

        public Sliding? SpatialPooling(Op.SpatialPooling op) =>
            new(op.Window, op.Sampling, false, sampling => op with { Sampling = sampling });

        public Sliding? GlobalPooling(Op.GlobalPooling op) => null;

        public Sliding? GroupPooling(Op.GroupPooling op) => null;
    }
}
