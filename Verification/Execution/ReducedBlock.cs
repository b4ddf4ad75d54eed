using AgeFormal.Operators;
using AgeFormal.Operators.Evaluation;

namespace AgeFormal.Verification;

/// <summary>
/// A block that the reference evaluator can afford: the block itself, or it with fewer channels on a smaller grid. Group,
/// windows, strides, padding, attention and its ratios are kept, and the grid is so large that the block has several
/// outputs and each point of every window is read inside of the grid at one of them.
/// </summary>
internal static class ReducedBlock
{
    private const int FewChannels = 3;
    private static readonly int[] FewOutputs = [2, 1];
    private const int LargestSide = 64;

    /// <summary>The block, or null where none is affordable.</summary>
    /// <param name="leaf">The block.</param>
    /// <param name="batch">The number of signals.</param>
    /// <param name="budget">The largest number of values that may be read.</param>
    public static TypedOp.Elementary? Of(TypedOp.Elementary leaf, int batch, double budget)
    {
        bool IsAffordable(TypedOp.Elementary block) => EvaluationCost.Total(block, batch) <= budget;
        if (IsAffordable(leaf) && ReadsEverything(leaf))
            return leaf;
        var fewest = leaf.Op.Fold(FewestChannels.Instance);
        // A mean over one channel is no mean.
        var least = Math.Min(leaf.Input.Channels, Math.Max(2, fewest));
        for (
            var channels = Math.Min(leaf.Input.Channels, Math.Max(FewChannels, fewest));
            channels >= least;
            channels--
        )
            foreach (var outputs in FewOutputs)
                for (var side = 2; side <= LargestSide; side++)
                {
                    if (OnSide(leaf, channels, outputs, side) is not { } block)
                        continue;
                    // A larger grid costs more.
                    if (!IsAffordable(block))
                        break;
                    if (ReadsEverything(block))
                        return block;
                }
        return null;
    }

    /// <summary>Whether there are several outputs and every point of a window is read inside of the grid.</summary>
    public static bool ReadsEverything(TypedOp.Elementary block)
    {
        var model = new LayerModel<double>(
            block,
            block.Meaning.Parameters.ToDictionary(
                parameter => parameter.Name,
                parameter =>
                    System.Collections.Immutable.ImmutableArray.Create(new double[parameter.Count])
            )
        );
        var outputs = Points(model.OutputPlaces);
        var inputs = Points(model.GridPlaces);
        bool IsRead(Term.Reduce reduce, string window)
        {
            var target = reduce.Body.SamplesAt(reduce.Variable) ? outputs : inputs;
            return model
                .Window(window)
                .Points.Points.All(point =>
                    Place.At(point, 0) is var by
                    && outputs.Any(at => target.Contains((at.X + by.X, at.Y + by.Y, at.Z + by.Z)))
                );
        }
        return inputs.Count > 1
            && (outputs.Count > 1 || block.Op is Op.GlobalPooling)
            && block
                .Meaning.Formula.Body.Descendants()
                .OfType<Term.Reduce>()
                .All(reduce => reduce.Over.WindowName is not { } window || IsRead(reduce, window));
    }

    private static HashSet<(int X, int Y, int Z)> Points(Place[] places) =>
        places.Select(place => (place.X, place.Y, place.Z)).ToHashSet();

    private static TypedOp.Elementary? OnSide(
        TypedOp.Elementary leaf,
        int channels,
        int outputs,
        int side
    )
    {
        if (leaf.Input.Grid.Outline == Outline.Hexagon && side % 2 == 0)
            return null;
        try
        {
            return Typing.Elaborate(
                    leaf.Op.Fold(new FewerOutputs(outputs)),
                    leaf.Input with
                    {
                        Channels = channels,
                        Grid = Region.On(leaf.Input.Group, side),
                    }
                ) as TypedOp.Elementary;
        }
        catch (TypingException)
        {
            return null;
        }
    }

    /// <summary>The number of input channels without which the hidden layer of an attention is empty; 1 without attention.</summary>
    private sealed class FewestChannels : IElementaryFold<int>
    {
        public static FewestChannels Instance { get; } = new();

        public int LiftingConvolution(Op.LiftingConvolution op) => 1;

        public int GroupConvolution(Op.GroupConvolution op) => 1;

        public int AttentiveConvolution(Op.AttentiveConvolution op) => op.Channel?.Ratio ?? 1;

        public int InputAttention(Op.InputAttention op) => op.Channel?.Ratio ?? 1;

        public int Custom(Op.Custom op) => op.Design.Input.Channels;

        public int Crop(Op.Crop op) => 1;

        public int Upsampling(Op.Upsampling op) => 1;

        public int Pointwise(Op.Pointwise op) => 1;

        public int BatchNormalization(Op.BatchNormalization op) => 1;

        public int Dropout(Op.Dropout op) => 1;

        public int SpatialPooling(Op.SpatialPooling op) => 1;

        public int GlobalPooling(Op.GlobalPooling op) => 1;

        public int GroupPooling(Op.GroupPooling op) => 1;
    }

    private sealed class FewerOutputs(int most) : IElementaryFold<Op>
    {
        public Op LiftingConvolution(Op.LiftingConvolution op) =>
            op with
            {
                Channels = Math.Min(op.Channels, most),
            };

        public Op GroupConvolution(Op.GroupConvolution op) =>
            op with
            {
                Channels = Math.Min(op.Channels, most),
            };

        public Op AttentiveConvolution(Op.AttentiveConvolution op) =>
            op with
            {
                Channels = Math.Min(op.Channels, most),
            };

        public Op InputAttention(Op.InputAttention op) => op;

        public Op Custom(Op.Custom op) => op;

        public Op Crop(Op.Crop op) => op;

        public Op Upsampling(Op.Upsampling op) => op;

        public Op Pointwise(Op.Pointwise op) => op;

        public Op BatchNormalization(Op.BatchNormalization op) => op;

        public Op Dropout(Op.Dropout op) => op;

        public Op SpatialPooling(Op.SpatialPooling op) => op;

        public Op GlobalPooling(Op.GlobalPooling op) => op;

        public Op GroupPooling(Op.GroupPooling op) => op;
    }
}
