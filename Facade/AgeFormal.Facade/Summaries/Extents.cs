using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Facade.Summaries;

/// <summary>The extent of a block in points of its input, per axis; null for the whole grid.</summary>
internal sealed class Extents(TypedOp.Elementary leaf) : IElementaryFold<EqArray<int>?>
{
    public EqArray<int>? LiftingConvolution(Op.LiftingConvolution op) => Window;

    public EqArray<int>? GroupConvolution(Op.GroupConvolution op) => Window;

    public EqArray<int>? AttentiveConvolution(Op.AttentiveConvolution op) =>
        op.Channel is null ? Plus(Window, Spatial(op.Spatial)) : null;

    public EqArray<int>? InputAttention(Op.InputAttention op) =>
        op.Channel is null ? Spatial(op.Spatial) : null;

    public EqArray<int>? Custom(Op.Custom op) => Nested(leaf.Meaning.Formula.Body);

    public EqArray<int>? Crop(Op.Crop op) => None;

    public EqArray<int>? Upsampling(Op.Upsampling op) => None;

    public EqArray<int>? Pointwise(Op.Pointwise op) => None;

    public EqArray<int>? BatchNormalization(Op.BatchNormalization op) => None;

    public EqArray<int>? Dropout(Op.Dropout op) => None;

    public EqArray<int>? SpatialPooling(Op.SpatialPooling op) => Window;

    public EqArray<int>? GlobalPooling(Op.GlobalPooling op) => null;

    public EqArray<int>? GroupPooling(Op.GroupPooling op) => None;

    private EqArray<int> None => Enumerable.Repeat(0, leaf.Input.Grid.Dimension).ToEqArray();

    private EqArray<int> Window => leaf.Meaning.Geometry.Extent;

    private EqArray<int> Spatial(SpatialAttention? attention) =>
        attention is null
            ? None
            : attention
                .Window.Sizes.Zip(
                    attention.Dilation.For(attention.Window.Dimension),
                    (side, dilation) => dilation * (side - 1)
                )
                .Zip(leaf.Meaning.Geometry.Stride, (extent, stride) => stride * extent)
                .ToEqArray();

    // An upper bound: what is read lies within the sum of the windows around the reading.
    private EqArray<int>? Nested(Term term) =>
        term is not Term.Reduce reduce ? Largest(term.Children())
        : reduce.Over.IsOverSpace || Nested(reduce.Body) is not { } body ? null
        : reduce.Over.WindowName is { } window ? Plus(body, Named(window))
        : body;

    private EqArray<int>? Largest(EqArray<Term> terms) =>
        terms
            .Select(Nested)
            .Aggregate(
                (EqArray<int>?)None,
                (most, next) =>
                    most is { } left && next is { } right
                        ? left.Zip(right, Math.Max).ToEqArray()
                        : null
            );

    private EqArray<int> Named(string name) =>
        leaf
            .Meaning.Windows.First(window => window.Name == name)
            .Region.Sizes.Select(side => side - 1)
            .ToEqArray();

    private static EqArray<int> Plus(EqArray<int> left, EqArray<int> right) =>
        left.Zip(right, (a, b) => a + b).ToEqArray();
}
