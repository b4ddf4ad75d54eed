using AgeFormal.Algebra;
using AgeFormal.Networks.Onnx.Layers;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Onnx;

/// <summary>
/// Writes a typed operator as nodes, part by part. Between layers h is folded into the channels, <c>[b, c·h, …grid]</c>,
/// and what lies outside of an outline is zero.
/// </summary>
internal sealed record OnnxLowering(GraphDraft Draft, Parameters<double> Parameters)
{
    /// <summary>The value of the operator at the given value of its input.</summary>
    /// <exception cref="OnnxExportException">A layer has no standard operators.</exception>
    public Wire Apply(TypedOp op, Wire input) =>
        op.Match(
            elementary: leaf =>
            {
                var context = new LayerContext(leaf, Parameters, new(Draft, leaf.Path));
                var output = leaf.Op.Fold(new Leaf(context, input));
                return output == input ? input : context.Filled(output, leaf.Output.Grid, 0);
            },
            sequence: sequence =>
                sequence.Layers.Aggregate(input, (value, layer) => Apply(layer, value)),
            sum: sum =>
                Joined(
                    "Sum",
                    sum.Path,
                    [.. sum.Branches.Select(branch => Apply(branch, input))],
                    []
                ),
            concatenation: concatenation =>
                Joined(
                    "Concat",
                    concatenation.Path,
                    [.. concatenation.Branches.Select(branch => Apply(branch, input))],
                    [new OnnxAttribute.Integer("axis", 1)]
                )
        );

    private Wire Joined(
        string kind,
        string path,
        Wire[] branches,
        EqArray<OnnxAttribute> attributes
    ) =>
        branches.Length == 1
            ? branches[0]
            : new GraphScope(Draft, path).Node(kind, branches, attributes);

    private sealed record Leaf(LayerContext Context, Wire Input) : IElementaryFold<Wire>
    {
        public Wire LiftingConvolution(Op.LiftingConvolution op) =>
            ConvolutionNodes.Add(Context, Input, op.Window, op.Sampling, 1);

        public Wire GroupConvolution(Op.GroupConvolution op) =>
            ConvolutionNodes.Add(Context, Input, op.Window, op.Sampling, Haar(op.HaarWeight));

        public Wire AttentiveConvolution(Op.AttentiveConvolution op) =>
            AttentiveConvolutionNodes.Add(
                Context,
                Input,
                op,
                Context.Input.Fibre == Fibre.Regular ? Haar(op.HaarWeight) : 1
            );

        public Wire InputAttention(Op.InputAttention op) =>
            InputAttentionNodes.Add(Context, Input, op, Haar(op.HaarWeight));

        public Wire Custom(Op.Custom op) =>
            throw new OnnxExportException(
                Context.Op.Path,
                $"it is the design '{op.Design.Name}', a formula of its own; expected the building blocks of the library"
            );

        public Wire Crop(Op.Crop op) => PoolingNodes.Crop(Context, Input, op.Margin);

        public Wire Pointwise(Op.Pointwise op) => PointwiseNodes.Add(Context, Input, op.Function);

        public Wire BatchNormalization(Op.BatchNormalization op) =>
            BatchNormalizationNodes.Add(Context, Input, op);

        // Training alone drops values.
        public Wire Dropout(Op.Dropout op) => Input;

        public Wire SpatialPooling(Op.SpatialPooling op) => PoolingNodes.Add(Context, Input, op);

        public Wire GlobalPooling(Op.GlobalPooling op) =>
            ReductionNodes.OverGrid(
                Context,
                Input,
                op.By,
                Context.Input.Grid,
                Context.Dimension + 2
            );

        public Wire GroupPooling(Op.GroupPooling op) =>
            ReductionNodes.OverAxis(
                Context,
                Context.Unfold(Input, Context.Input),
                op.By,
                2,
                keep: false
            );

        private double Haar(Coefficient? weight) =>
            (weight ?? new Rational(1, Context.Order)).ToDouble();
    }
}
