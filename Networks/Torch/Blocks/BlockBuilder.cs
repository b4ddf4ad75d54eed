using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>Compiles a typed operator to blocks, part by part.</summary>
internal static class BlockBuilder
{
    public static Block Build(TypedOp op, Placement placement, string parent = "") =>
        op.Match<Block>(
            elementary: leaf => leaf.Op.Fold(new Leaf(new LeafContext(leaf, parent, placement))),
            sequence: sequence => new SequenceBlock(
                sequence,
                parent,
                All(sequence.Layers, placement, sequence.Path)
            ),
            sum: sum => new SumBlock(sum, parent, All(sum.Branches, placement, sum.Path)),
            concatenation: concatenation => new ConcatenationBlock(
                concatenation,
                parent,
                All(concatenation.Branches, placement, concatenation.Path)
            )
        );

    private static Block[] All(EqArray<TypedOp> parts, Placement placement, string parent) =>
        [.. parts.Select(part => Build(part, placement, parent))];

    private sealed record Leaf(LeafContext Context) : IElementaryFold<Block>
    {
        public Block LiftingConvolution(Op.LiftingConvolution op) =>
            new ConvolutionBlock(Context, op.Window, op.Sampling, Coefficient.One);

        public Block GroupConvolution(Op.GroupConvolution op) =>
            new ConvolutionBlock(
                Context,
                op.Window,
                op.Sampling,
                op.HaarWeight ?? new Rational(1, Context.Op.Input.Group.Order)
            );

        public Block AttentiveConvolution(Op.AttentiveConvolution op) =>
            new AttentiveConvolutionBlock(Context, op);

        public Block InputAttention(Op.InputAttention op) => new InputAttentionBlock(Context, op);

        public Block Custom(Op.Custom op) => new CustomBlock(Context);

        public Block Crop(Op.Crop op) => new CropBlock(Context, op);

        public Block Pointwise(Op.Pointwise op) => new PointwiseBlock(Context, op);

        public Block BatchNormalization(Op.BatchNormalization op) =>
            new BatchNormalizationBlock(Context, op);

        public Block Dropout(Op.Dropout op) => new DropoutBlock(Context, op);

        public Block SpatialPooling(Op.SpatialPooling op) => new PoolingBlock(Context, op);

        public Block GlobalPooling(Op.GlobalPooling op) => new GlobalPoolingBlock(Context, op);

        public Block GroupPooling(Op.GroupPooling op) => new GroupPoolingBlock(Context, op);
    }
}
