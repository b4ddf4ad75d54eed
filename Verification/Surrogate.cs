using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>
/// The operator with every inexact part replaced so that integers stay integers: structure, windows, strides and channels
/// are kept, φ with irrational values becomes |·|, the Haar weight 1, mean Σ, and batch normalisation an integer affine
/// map. The theorem holds for every φ and every invariant reduction, so it covers the surrogate too.
/// </summary>
public static class Surrogate
{
    /// <summary>ε of a surrogate batch normalisation. With running_var = 1 − ε both are exact in float32 and 1/√(v + ε) = 1.</summary>
    public static Rational Epsilon { get; } = new(1, 1 << 16);

    /// <summary>The surrogate of an operator on its input type.</summary>
    public static TypedOp Of(TypedOp op)
    {
        ArgumentNullException.ThrowIfNull(op);
        return Typing.Elaborate(Of(op.Untyped()), op.Input);
    }

    /// <summary>The surrogate of a building block.</summary>
    public static Op Of(Op op)
    {
        ArgumentNullException.ThrowIfNull(op);
        return op.Fold(Rewriting.Instance);
    }

    private sealed class Rewriting : IOpFold<Op>
    {
        public static Rewriting Instance { get; } = new();

        public Op LiftingConvolution(Op.LiftingConvolution op) => op;

        public Op GroupConvolution(Op.GroupConvolution op) => op with { HaarWeight = 1 };

        public Op Pointwise(Op.Pointwise op) =>
            KeepsIntegers(op.Function) ? op : new Op.Pointwise(PointwiseFunction.Abs);

        public Op BatchNormalization(Op.BatchNormalization op) => op with { Epsilon = Epsilon };

        public Op Dropout(Op.Dropout op) => op;

        public Op SpatialPooling(Op.SpatialPooling op) => op with { By = Summed(op.By) };

        public Op GlobalPooling(Op.GlobalPooling op) => op with { By = Summed(op.By) };

        public Op GroupPooling(Op.GroupPooling op) => op with { By = Summed(op.By) };

        public Op Sequence(Op.Sequence op) => new Op.Sequence(Parts(op.Layers));

        public Op Sum(Op.Sum op) => new Op.Sum(Parts(op.Branches));

        public Op Concatenation(Op.Concatenation op) => new Op.Concatenation(Parts(op.Branches));

        private EqArray<Layer> Parts(EqArray<Layer> layers) =>
            layers.Select(layer => layer with { Op = layer.Op.Fold(this) }).ToEqArray();

        private static bool KeepsIntegers(PointwiseFunction function) =>
            function.Equals(PointwiseFunction.Identity)
            || function.Equals(PointwiseFunction.Relu)
            || function.Equals(PointwiseFunction.Abs)
            || function.Equals(PointwiseFunction.Square);

        private static Reduction Summed(Reduction by) => by == Reduction.Mean ? Reduction.Sum : by;
    }
}
