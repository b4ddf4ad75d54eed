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
        var fewest = BlockFacts.Of(leaf.Op).FewestChannels;
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
                    BlockFacts
                        .Of(leaf.Op)
                        .WithChannels?.Invoke(Math.Min(leaf.Output.Channels, outputs))
                        ?? leaf.Op,
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
}
