using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>
/// The operator with every inexact part replaced so that integers stay integers: structure, windows, strides and channels
/// are kept, functions and means are replaced, the Haar weight is 1, and batch normalisation an integer affine map. The theorem
/// holds for every φ and every invariant reduction, so it covers the surrogate too.
/// </summary>
internal static class Surrogate
{
    /// <summary>ε of a surrogate batch normalisation. With running_var = 1 − ε both are exact in float32 and 1/√(v + ε) = 1.</summary>
    public static Rational Epsilon { get; } = new(1, 1 << 16);

    /// <summary>The surrogate of an operator on its input type.</summary>
    public static TypedOp Of(TypedOp op) => Of(op, Replacements.Faithful);

    /// <summary>The surrogate of a building block.</summary>
    public static Op Of(Op op) => Of(op, Replacements.Faithful);

    internal static TypedOp Of(TypedOp op, Replacements by)
    {
        ArgumentNullException.ThrowIfNull(op);
        return Typing.Elaborate(Of(op.Untyped(), by), op.Input);
    }

    private static Op Of(Op op, Replacements by)
    {
        ArgumentNullException.ThrowIfNull(op);
        return op.Fold(new Rewriting(by));
    }

    private sealed class Rewriting(Replacements by) : IOpFold<Op>
    {
        public Op LiftingConvolution(Op.LiftingConvolution op) => op;

        public Op GroupConvolution(Op.GroupConvolution op) => op with { HaarWeight = 1 };

        public Op AttentiveConvolution(Op.AttentiveConvolution op) =>
            op with
            {
                HaarWeight = 1,
                Channel = Of(op.Channel),
                Spatial = Of(op.Spatial),
            };

        public Op InputAttention(Op.InputAttention op) =>
            op with
            {
                HaarWeight = 1,
                Channel = Of(op.Channel),
                Spatial = Of(op.Spatial),
            };

        public Op Custom(Op.Custom op) =>
            op with
            {
                Design = op.Design with { Formula = SurrogateFormula.Of(op.Design.Formula, by) },
            };

        public Op Crop(Op.Crop op) => op;

        public Op Upsampling(Op.Upsampling op) => op;

        public Op Pointwise(Op.Pointwise op) => new Op.Pointwise(by.Function(op.Function));

        public Op BatchNormalization(Op.BatchNormalization op) => op with { Epsilon = Epsilon };

        public Op Dropout(Op.Dropout op) => op;

        public Op SpatialPooling(Op.SpatialPooling op) => op with { By = by.Reduction(op.By) };

        public Op GlobalPooling(Op.GlobalPooling op) => op with { By = by.Reduction(op.By) };

        public Op GroupPooling(Op.GroupPooling op) => op with { By = by.Reduction(op.By) };

        public Op Sequence(Op.Sequence op) => new Op.Sequence(Parts(op.Layers));

        public Op Sum(Op.Sum op) => new Op.Sum(Parts(op.Branches));

        public Op Concatenation(Op.Concatenation op) => new Op.Concatenation(Parts(op.Branches));

        public Op Restriction(Op.Restriction op) => op with { Body = op.Body.Fold(this) };

        private EqArray<Layer> Parts(EqArray<Layer> layers) =>
            layers
                .Select(layer =>
                    layer?.Op is { } op
                        ? layer with
                        {
                            Op = op.Fold(this),
                        }
                        : throw new ArgumentException(
                            "Layers with operators are expected, received null.",
                            nameof(layers)
                        )
                )
                .ToEqArray();

        private ChannelAttention? Of(ChannelAttention? attention) =>
            attention is null
                ? null
                : attention with
                {
                    Statistics = attention.Statistics.Select(Replacements.Summed).ToEqArray(),
                    Gate = by.Function(attention.Gate),
                };

        private SpatialAttention? Of(SpatialAttention? attention) =>
            attention is null
                ? null
                : attention with
                {
                    Statistics = attention.Statistics.Select(Replacements.Summed).ToEqArray(),
                    Gate = by.Function(attention.Gate),
                };
    }
}
