using AgeFormal.Networks.Torch.Tensors;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Attention;

/// <summary>The maximum over positions of each response, with its gradient, which finds these positions again.</summary>
/// <param name="of">The layer.</param>
internal sealed unsafe class FusedLargest(FusedLayout of) : IDifferentiable
{
    public (Tensor Value, Tensor[] Kept) Value(IReadOnlyList<Tensor> operands, bool keeps)
    {
        var source = operands[0];
        var batch = source.shape[0];
        var step = of.TileOf(source);
        var weights = of.Packed(operands[1]);
        var result = empty([batch, of.Inputs, of.Outputs], source.dtype);
        for (var from = 0L; from < batch; from += step)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(step, batch - from);
            var padded = of.Padded(source, from, count);
            var part = result.narrow(0, from, count);
            of.For(source)
                .Largest(
                    of.Grid,
                    (int)count,
                    FusedLayout.At(padded),
                    FusedLayout.At(weights),
                    FusedLayout.At(part)
                );
        }
        return (result, [result]);
    }

    public IReadOnlyList<Tensor?> Slopes(
        IReadOnlyList<Tensor> operands,
        IReadOnlyList<bool> wanted,
        IReadOnlyList<Tensor> kept,
        Tensor slope
    )
    {
        var source = operands[0];
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
            var padded = of.Padded(source, from, count);
            var back = wanted[0] ? zeros_like(padded) : null;
            var mine = slots.narrow(0, from % slots.shape[0], count);
            of.For(source)
                .LargestSlopes(
                    of.Grid,
                    (int)count,
                    FusedLayout.At(padded),
                    FusedLayout.At(weights),
                    FusedLayout.At(kept[0].narrow(0, from, count)),
                    FusedLayout.At(given.narrow(0, from, count)),
                    FusedLayout.At(mine),
                    FusedLayout.At(back)
                );
            if (sources is not null)
                of.For(source)
                    .Unpad(
                        of.Grid,
                        (int)count,
                        FusedLayout.At(back),
                        FusedLayout.At(sources.narrow(0, from, count))
                    );
        }
        return [sources, of.Unpacked(slots.sum([0]), operands[1])];
    }
}
