using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Grids;

/// <summary>
/// The least number of points of padding, added or taken away in layers that are not exact, with which the operator is.
/// Uniform-cost search: the first inexact layer of the cheapest operator so far gets every padding with r = 0.
/// </summary>
internal static class PaddingRepair
{
    private const int LargestSearch = 64;
    private const int ChoicesPerLayer = 4;

    public static Repair? Find(TypedOp op)
    {
        var open = new PriorityQueue<TypedOp, int>();
        open.Enqueue(op, 0);
        for (
            var tried = 0;
            tried < LargestSearch && open.TryDequeue(out var current, out var cost);
            tried++
        )
        {
            if (RepairCandidates.FirstInexact(current) is not { } index)
            {
                if (RepairCandidates.IsVerified(current))
                    return new Repair(RepairKind.Padding, Steps(op, current), current);
                continue;
            }
            var leaf = current.Leaves().ElementAt(index);
            if (BlockFacts.Of(leaf.Op).Sliding is not { } sliding)
                continue;
            foreach (var choice in Choices(leaf))
                if (
                    RepairCandidates.Replace(
                        current,
                        index,
                        sliding.With(Padded(sliding, choice))
                    ) is
                    { } next
                )
                    open.Enqueue(next, cost + choice.Cost);
        }
        return null;
    }

    private static EqArray<RepairStep> Steps(TypedOp before, TypedOp after) =>
        RepairCandidates
            .Names(before)
            .Zip(before.Leaves(), after.Leaves())
            .Where(item => item.Second.Op != item.Third.Op)
            .Select(item => new RepairStep(item.First, Text(item.Second), Text(item.Third)))
            .ToEqArray();

    private static string Text(TypedOp.Elementary leaf)
    {
        var sides = AxisRemainder
            .Of(leaf)
            .Select(axis => $"{axis.Before} + {axis.After}")
            .ToArray();
        return $"padding {string.Join(", ", sides.Distinct().Count() == 1 ? sides[..1] : sides)}";
    }

    private static Sampling Padded(Sliding sliding, Choice choice) =>
        sliding.Sampling with
        {
            Padding = sliding.Sampling.Padding with
            {
                Before = PerAxis.Of(choice.Before.AsSpan()),
                After = PerAxis.Of(choice.After.AsSpan()),
            },
        };

    private static IEnumerable<Choice> Choices(TypedOp.Elementary leaf)
    {
        var axes = AxisRemainder.Of(leaf);
        IEnumerable<Choice> choices =
        [
            new Choice(
                axes.Select(axis => axis.Before).ToEqArray(),
                axes.Select(axis => axis.After).ToEqArray(),
                0
            ),
        ];
        foreach (var orbit in RepairCandidates.AxisOrbits(leaf.Input.Group))
            choices = choices.SelectMany(choice =>
                Centred(axes, orbit).Select(padding => choice.With(axes, orbit, padding))
            );
        return choices.OrderBy(choice => choice.Cost).Take(ChoicesPerLayer);
    }

    /// <summary>The paddings of a class of axes with r = 0, nearest first.</summary>
    private static IEnumerable<(int Before, int After)> Centred(
        EqArray<AxisRemainder> axes,
        EqArray<int> orbit
    )
    {
        // r depends on p + p′ mod s and on p′ − p, so s more or less on a side reaches every case.
        var reach = Math.Max(2, orbit.Max(axis => axes[axis].Stride));
        var own = orbit.Select(axis => axes[axis]).ToArray();
        return (
            from before in Around(own.Select(axis => axis.Before), reach)
            from after in Around(own.Select(axis => axis.After), reach)
            where
                own.All(axis =>
                    axis with { Before = before, After = after } is var changed
                    && changed.Play >= 0
                    && changed.Remainder == 0
                )
            orderby Cost(own, before, after)
            select (before, after)
        ).Take(ChoicesPerLayer);
    }

    private static IEnumerable<int> Around(IEnumerable<int> values, int reach)
    {
        var given = values.ToArray();
        var least = Math.Max(0, given.Min() - reach);
        return Enumerable.Range(least, given.Max() + reach - least + 1);
    }

    private static int Cost(AxisRemainder[] axes, int before, int after) =>
        axes.Sum(axis => Math.Abs(axis.Before - before) + Math.Abs(axis.After - after));

    private sealed record Choice(EqArray<int> Before, EqArray<int> After, int Cost)
    {
        public Choice With(
            EqArray<AxisRemainder> axes,
            EqArray<int> orbit,
            (int Before, int After) padding
        ) =>
            new(
                Before.Select((p, axis) => orbit.Contains(axis) ? padding.Before : p).ToEqArray(),
                After.Select((p, axis) => orbit.Contains(axis) ? padding.After : p).ToEqArray(),
                Cost
                    + PaddingRepair.Cost(
                        [.. orbit.Select(axis => axes[axis])],
                        padding.Before,
                        padding.After
                    )
            );
    }
}
