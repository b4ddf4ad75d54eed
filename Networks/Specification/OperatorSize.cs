using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Specification;

/// <summary>What an operator is going to take before its types are known: its layers, and the points of its windows.</summary>
internal sealed record OperatorSize : IOpFold<(long Layers, long WindowPoints)>
{
    public (long Layers, long WindowPoints) LiftingConvolution(Op.LiftingConvolution op) =>
        Of(op.Window);

    public (long Layers, long WindowPoints) GroupConvolution(Op.GroupConvolution op) =>
        Of(op.Window);

    public (long Layers, long WindowPoints) AttentiveConvolution(Op.AttentiveConvolution op) =>
        (1, Points(op.Window) + Points(op.Spatial?.Window));

    public (long Layers, long WindowPoints) InputAttention(Op.InputAttention op) =>
        Of(op.Spatial?.Window);

    public (long Layers, long WindowPoints) Custom(Op.Custom op) =>
        (1, op.Design.Windows.Sum(window => Points(window.Shape)));

    public (long Layers, long WindowPoints) Crop(Op.Crop op) => (1, 0);

    public (long Layers, long WindowPoints) Upsampling(Op.Upsampling op) => (1, 0);

    public (long Layers, long WindowPoints) Pointwise(Op.Pointwise op) => (1, 0);

    public (long Layers, long WindowPoints) BatchNormalization(Op.BatchNormalization op) => (1, 0);

    public (long Layers, long WindowPoints) Dropout(Op.Dropout op) => (1, 0);

    public (long Layers, long WindowPoints) SpatialPooling(Op.SpatialPooling op) => Of(op.Window);

    public (long Layers, long WindowPoints) GlobalPooling(Op.GlobalPooling op) => (1, 0);

    public (long Layers, long WindowPoints) GroupPooling(Op.GroupPooling op) => (1, 0);

    public (long Layers, long WindowPoints) Sequence(Op.Sequence op) => Total(op.Layers);

    public (long Layers, long WindowPoints) Sum(Op.Sum op) => Total(op.Branches);

    public (long Layers, long WindowPoints) Concatenation(Op.Concatenation op) =>
        Total(op.Branches);

    private (long, long) Total(EqArray<Layer> parts) =>
        parts
            .Select(part => part.Op.Fold(this))
            .Aggregate(
                (1L, 0L),
                (sum, part) => (sum.Item1 + part.Layers, sum.Item2 + part.WindowPoints)
            );

    private static (long, long) Of(Region? window) => (1, Points(window));

    private static long Points(Region? window) => window?.BoxCount ?? 0;

    private static long Points(Operators.Language.WindowShape? shape) =>
        shape?.Match(
            side: side => (long)side.Length * side.Length,
            box: box => box.Sides.Aggregate(1L, (product, length) => product * length),
            hexagon: hexagon => (2L * hexagon.Radius + 1) * (2L * hexagon.Radius + 1)
        )
        ?? 0;
}
