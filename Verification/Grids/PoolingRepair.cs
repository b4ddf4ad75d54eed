using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Rendering;

namespace AgeFormal.Verification.Grids;

/// <summary>
/// Every inexact convolution with a stride becomes a dense convolution followed by max pooling with that stride, by the
/// smallest window that is exact, of those that keep the output size if there are any. The convolution keeps its path and
/// so its parameters' names.
/// </summary>
internal static class PoolingRepair
{
    public static Repair? Find(TypedOp op)
    {
        var current = op;
        var names = RepairCandidates.Names(op).ToList();
        var steps = new List<RepairStep>();
        while (RepairCandidates.FirstInexact(current) is { } index)
        {
            var leaf = current.Leaves().ElementAt(index);
            if (
                BlockFacts.Of(leaf.Op).Sliding is not { IsConvolution: true } convolution
                || leaf.Meaning.Geometry.Stride.All(s => s == 1)
            )
                return null;
            var replaced = Replacements(leaf, convolution)
                .Select(pair =>
                    (Pair: pair, Result: RepairCandidates.Replace(current, index, pair.Op))
                )
                .FirstOrDefault(pair => pair.Result is not null);
            if (replaced.Result is null)
                return null;
            steps.Add(
                new RepairStep(
                    names[index],
                    $"{OpName.Of(leaf.Op)} {convolution.Window}, stride {convolution.Sampling.Stride}",
                    $"{OpName.Of(leaf.Op)} {convolution.Window}, then max pooling {replaced.Pair.Window}, stride {convolution.Sampling.Stride}"
                        + (
                            replaced.Pair.Padding == 0
                                ? ""
                                : $", padding {replaced.Pair.Padding} excluded"
                        )
                )
            );
            names.Insert(index, names[index]);
            current = replaced.Result;
        }
        return RepairCandidates.IsVerified(current)
            ? new Repair(RepairKind.ConvolutionAndPooling, steps.ToEqArray(), current)
            : null;
    }

    private static IEnumerable<Substitute> Replacements(
        TypedOp.Elementary leaf,
        Sliding convolution
    ) =>
        (
            from dense in Dense(leaf, convolution)
            from pooling in Poolings(leaf, convolution)
            let pair = pooling with
            {
                Op = new Op.Sequence([new("", dense), new("", pooling.Op)]),
            }
            let typed = RepairCandidates.Elaborate(pair.Op, leaf.Input)
            where typed is not null && typed.Leaves().All(RepairCandidates.IsExact)
            orderby typed.Output.Grid == leaf.Output.Grid
                ? 0
                : 1, pair.Window.BoxCount, pair.Padding
            select pair
        );

    /// <summary>The convolution with stride 1, padded alike on both sides.</summary>
    private static IEnumerable<Op> Dense(TypedOp.Elementary leaf, Sliding convolution)
    {
        var geometry = leaf.Meaning.Geometry;
        var padding = convolution.Sampling.Padding;
        EqArray<int> Sides(Func<int, int, int> choose) =>
            geometry.Before.Zip(geometry.After, choose).ToEqArray();
        return new[] { Sides(Math.Max), Sides(Math.Min) }
            .Distinct()
            .Select(sides =>
                convolution.With(
                    convolution.Sampling with
                    {
                        Stride = 1,
                        Padding = padding with
                        {
                            Before = PerAxis.Of(sides.AsSpan()),
                            After = PerAxis.Of(sides.AsSpan()),
                        },
                    }
                )
            );
    }

    private static IEnumerable<Substitute> Poolings(TypedOp.Elementary leaf, Sliding convolution)
    {
        var stride = leaf.Meaning.Geometry.Stride;
        var largest = stride.Max();
        // A window of s + (n mod s) points has N = n − k divisible by s; a hexagon needs an odd one with 2s | N.
        return from excess in Enumerable.Range(0, 2 * largest + 1)
            let window = Window(leaf.Input.Grid.Outline, stride, excess)
            where window is not null
            from padding in Enumerable.Range(0, window.Sizes.Min() / 2 + 1)
            select new Substitute(
                new Op.SpatialPooling(Reduction.Max, window)
                {
                    Sampling = new Sampling(
                        convolution.Sampling.Stride,
                        Padding.Symmetric(padding, PaddingMode.Excluded),
                        1
                    ),
                },
                window,
                padding
            );
    }

    private static Region? Window(Outline outline, EqArray<int> stride, int excess)
    {
        if (outline == Outline.Box)
            return Region.Box([.. stride.Select(s => s == 1 ? 1 : s + excess)]);
        var side = stride[0] + excess;
        return side % 2 == 0 ? null : Region.Hexagon(side / 2);
    }

    private sealed record Substitute(Op Op, Region Window, int Padding);
}
