using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>Compiles a typed operator to blocks, part by part.</summary>
internal static class BlockBuilder
{
    public static Block Build(TypedOp op, string parent = "") =>
        op.Match<Block>(
            leaf => leaf.Op.Fold(new Leaf(leaf, parent)),
            sequence => new SequenceBlock(sequence, parent, All(sequence.Layers, sequence.Path)),
            sum => new SumBlock(sum, parent, All(sum.Branches, sum.Path)),
            concatenation => new ConcatenationBlock(
                concatenation,
                parent,
                All(concatenation.Branches, concatenation.Path)
            )
        );

    private static Block[] All(EqArray<TypedOp> parts, string parent) =>
        [.. parts.Select(part => Build(part, parent))];

    private sealed record Leaf(TypedOp.Elementary Typed, string Parent) : IOpFold<Block>
    {
        public Block LiftingConvolution(Op.LiftingConvolution op) =>
            new ConvolutionBlock(Typed, Parent, op.Window, op.Sampling, Coefficient.One);

        public Block GroupConvolution(Op.GroupConvolution op) =>
            new ConvolutionBlock(
                Typed,
                Parent,
                op.Window,
                op.Sampling,
                op.HaarWeight ?? new Rational(1, Typed.Input.Group.Order)
            );

        public Block Pointwise(Op.Pointwise op) => new PointwiseBlock(Typed, Parent, op);

        public Block BatchNormalization(Op.BatchNormalization op) =>
            new BatchNormalizationBlock(Typed, Parent, op);

        public Block Dropout(Op.Dropout op) => new DropoutBlock(Typed, Parent, op);

        public Block SpatialPooling(Op.SpatialPooling op) => new PoolingBlock(Typed, Parent, op);

        public Block GlobalPooling(Op.GlobalPooling op) =>
            new GlobalPoolingBlock(Typed, Parent, op);

        public Block GroupPooling(Op.GroupPooling op) => new GroupPoolingBlock(Typed, Parent, op);

        public Block Sequence(Op.Sequence op) => throw Composite();

        public Block Sum(Op.Sum op) => throw Composite();

        public Block Concatenation(Op.Concatenation op) => throw Composite();

        private InvalidOperationException Composite() =>
            new(
                $"Layer '{Typed.Path}': an elementary block is expected where a composite was found."
            );
    }
}
