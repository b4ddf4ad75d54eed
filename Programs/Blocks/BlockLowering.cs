using AgeFormal.Operators;
using AgeFormal.Programs.Formulas;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Programs.Blocks;

/// <summary>The steps of an elementary block at an input <c>[b, c·h, …grid]</c>.</summary>
/// <param name="Layer">The block.</param>
/// <param name="Signal">The input.</param>
/// <param name="Limits">What a formula may take.</param>
/// <param name="Attention">How an attentive convolution is lowered.</param>
internal sealed record BlockLowering(
    LayerScope Layer,
    Node Signal,
    LoweringLimits Limits,
    AttentionForm Attention
) : IElementaryFold<Node>
{
    public Node LiftingConvolution(Op.LiftingConvolution op) =>
        Convolutions.Lower(Layer, Signal, op.Window, op.Sampling, Coefficient.One);

    public Node GroupConvolution(Op.GroupConvolution op) =>
        Convolutions.Lower(Layer, Signal, op.Window, op.Sampling, Layer.Haar(op.HaarWeight));

    public Node AttentiveConvolution(Op.AttentiveConvolution op) =>
        Attention == AttentionForm.Formula
            ? ByFormula()
            : AttentiveConvolutions.Lower(Layer, Signal, op, Attention);

    public Node InputAttention(Op.InputAttention op) => InputAttentions.Lower(Layer, Signal, op);

    public Node Custom(Op.Custom op) => ByFormula();

    public Node Crop(Op.Crop op) => Poolings.Crop(Layer, Signal, op);

    public Node Upsampling(Op.Upsampling op) => Upsamplings.Lower(Layer, Signal);

    public Node Pointwise(Op.Pointwise op) => Signal.Apply(op.Function);

    public Node BatchNormalization(Op.BatchNormalization op) =>
        BatchNormalizations.Lower(Layer, Signal, op);

    public Node Dropout(Op.Dropout op) =>
        Layer.Builder.Add(new Step.Drop(Signal.Index, op.Rate, Layer.Builder.Layers, Signal.Shape));

    public Node SpatialPooling(Op.SpatialPooling op) => Poolings.Lower(Layer, Signal, op);

    public Node GlobalPooling(Op.GlobalPooling op) =>
        Statistics.OverGrid(Signal, op.By, Layer.Input.Grid);

    public Node GroupPooling(Op.GroupPooling op) =>
        LayerScope.Unfold(Signal, Layer.Input).Reduce(op.By, [2], keepsAxes: false);

    /// <summary>Any block by its formula alone.</summary>
    public Node ByFormula() => FormulaPlanner.Lower(Layer.Builder, Layer.Op, Signal, Limits);
}
