using AgeFormal.Networks.Torch.Tensors;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Attention;

/// <summary>The maximum over positions of each response, with its gradient, which finds these positions again.</summary>
/// <param name="of">The layer.</param>
internal sealed unsafe class FusedLargest(FusedLayout of) : IDifferentiable
{
    public (Tensor Value, Tensor[] Kept) Value(IReadOnlyList<Tensor> operands, bool keeps)
    {
        var source = operands[0].contiguous();
        var batch = source.shape[0];
        var step = of.TileOf(source);
        var weights = of.Packed(operands[1]);
        var result = empty([batch, of.Inputs, of.Outputs], source.dtype);
        var places = keeps ? empty_like(result) : null;
        for (var from = 0L; from < batch; from += step)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(step, batch - from);
            of.For(source)
                .Largest(
                    of.Grid,
                    (int)count,
                    FusedLayout.At(source.narrow(0, from, count)),
                    FusedLayout.At(weights),
                    FusedLayout.At(result.narrow(0, from, count)),
                    FusedLayout.At(places?.narrow(0, from, count))
                );
        }
        GC.KeepAlive(source);
        GC.KeepAlive(weights);
        return (result, places is null ? [] : [result, places]);
    }

    public IReadOnlyList<Tensor?> Slopes(
        IReadOnlyList<Tensor> operands,
        IReadOnlyList<bool> wanted,
        IReadOnlyList<Tensor> kept,
        Tensor slope
    )
    {
        var source = operands[0].contiguous();
        var batch = source.shape[0];
        var step = of.TileOf(source);
        var weights = of.Packed(operands[1]);
        var given = slope.contiguous();
        var slots = zeros([of.Slots(source), .. weights.shape], source.dtype);
        var sources = wanted[0] ? empty(source.shape, source.dtype) : null;
        for (var from = 0L; from < batch; from += step)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(step, batch - from);
            var mine = slots.narrow(0, from % slots.shape[0], count);
            of.For(source)
                .LargestSlopes(
                    of.Grid,
                    (int)count,
                    new()
                    {
                        Source = FusedLayout.At(source.narrow(0, from, count)),
                        Weights = FusedLayout.At(weights),
                        Largest = FusedLayout.At(kept[0].narrow(0, from, count)),
                        Places = FusedLayout.At(kept[1].narrow(0, from, count)),
                        Slopes = FusedLayout.At(given.narrow(0, from, count)),
                        WeightSlopes = FusedLayout.At(mine),
                        SourceSlopes = FusedLayout.At(sources?.narrow(0, from, count)),
                    }
                );
        }
        GC.KeepAlive(source);
        GC.KeepAlive(weights);
        GC.KeepAlive(given);
        return [sources, of.Unpacked(slots.sum([0]), operands[1])];
    }
}
