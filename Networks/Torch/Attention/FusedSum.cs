using AgeFormal.Networks.Torch.Tensors;
using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Attention;

/// <summary>
/// The sum over i of attended responses, with its gradient. What lies between operands and sum is kept for the gradient where
/// a quarter of the memory holds it, each layer of a network keeping its own, and computed again where not.
/// </summary>
/// <param name="of">The layer.</param>
/// <param name="like">Which operands there are.</param>
internal sealed unsafe class FusedSum(FusedLayout of, AttendedOperands like) : IDifferentiable
{
    // Sums, maxima, counts and the map.
    private const int Kept = 4;
    private const int KeptShare = 4;

    /// <summary>α_X, <c>[b, h̃·j, …]</c>.</summary>
    public Tensor Map(AttendedOperands operands)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var given = Packed(operands);
        var batch = given.Source.shape[0];
        var result = zeros([batch, of.Fibre * of.Outputs, .. of.Layer.Grid], given.Source.dtype);
        foreach (var (from, count) in Tiles(given.Source))
        {
            using var each = NewDisposeScope();
            var between = Filled(given, from, count, Room(count, counts: false, given.Source));
            of.Spread(
                Gated(between).narrow(2, 0, of.Outputs).flatten(1, 2),
                result.narrow(0, from, count)
            );
        }
        return result.MoveToOuterDisposeScope();
    }

    public (Tensor Value, Tensor[] Kept) Value(IReadOnlyList<Tensor> operands, bool keeps)
    {
        var given = Packed(like.With(operands));
        var source = given.Source;
        var batch = source.shape[0];
        var result = of.Result(batch, source.dtype);
        var whole =
            keeps && of.Map is not null && CanKeep(source)
                ? Room(batch, counts: true, source)
                : Between.Nowhere;
        foreach (var (from, count) in Tiles(source))
        {
            using var scope = NewDisposeScope();
            of.Write(
                result.narrow(0, from, count),
                points =>
                {
                    if (of.IsGated)
                        Fill(given, from, count, whole.Narrow(from, count), dense: null, points);
                    else
                        Combine(given, from, count, whole.Narrow(from, count), points);
                }
            );
        }
        return (result, whole.All);
    }

    public IReadOnlyList<Tensor?> Slopes(
        IReadOnlyList<Tensor> operands,
        IReadOnlyList<bool> wanted,
        IReadOnlyList<Tensor> kept,
        Tensor slope
    )
    {
        var given = Packed(like.With(operands));
        var source = given.Source;
        var type = source.dtype;
        var slots = zeros([of.Slots(source), .. given.Weights.shape], type);
        var mapSlots = given.Map is { } map ? zeros([slots.shape[0], .. map.shape], type) : null;
        var sources = wanted[0] ? empty(source.shape, type) : null;
        var alphas = zeros_like(given.Alpha);
        var whole = Found(kept);
        foreach (var (from, count) in Tiles(source))
        {
            using var scope = NewDisposeScope();
            var output = of.AtPoints(slope.narrow(0, from, count));
            var between =
                of.Map is null ? Between.Nowhere
                : kept.Count > 0 ? whole.Narrow(from, count)
                : Filled(given, from, count, Room(count, counts: true, source));
            var (gated, through) = of.IsGated ? (between.Map, null) : Through(between, output);
            var slot = from % slots.shape[0];
            of.For(source)
                .SumSlopes(
                    of.Grid,
                    of.Map,
                    (int)count,
                    new()
                    {
                        Source = FusedLayout.At(source.narrow(0, from, count)),
                        Weights = FusedLayout.At(given.Weights),
                        Alpha = FusedLayout.At(given.Alpha.narrow(0, from, count)),
                        Kernel = FusedLayout.At(given.Map),
                        Sign = of.Layer.Sign,
                        IsResidual = IsResidual,
                        Sums = FusedLayout.At(between.Sums),
                        Maxima = FusedLayout.At(between.Maxima),
                        Counts = FusedLayout.At(between.Counts),
                        Map = FusedLayout.At(gated),
                        Through = FusedLayout.At(through),
                        Output = FusedLayout.At(output),
                        AlphaSlopes = FusedLayout.At(alphas.narrow(0, from, count)),
                        WeightSlopes = FusedLayout.At(slots.narrow(0, slot, count)),
                        KernelSlopes = FusedLayout.At(mapSlots?.narrow(0, slot, count)),
                        SourceSlopes = FusedLayout.At(sources?.narrow(0, from, count)),
                    }
                );
            GC.KeepAlive(output);
            GC.KeepAlive(between);
            GC.KeepAlive(gated);
            GC.KeepAlive(through);
        }
        GC.KeepAlive(given);
        return
        [
            sources,
            of.Unpacked(slots.sum([0]), operands[1]),
            .. like.With(operands).Channel is { } channel
                ? (Tensor?[])[alphas.narrow(2, 0, of.Outputs).reshape(channel.shape)]
                : [],
            .. like.With(operands).Map is { } kernel
                ? (Tensor?[])[of.UnpackedMap(mapSlots!.sum([0]), kernel)]
                : [],
        ];
    }

    // The operands as the kernels read them.
    private sealed record PackedOperands(Tensor Source, Tensor Weights, Tensor Alpha, Tensor? Map);

    private PackedOperands Packed(AttendedOperands operands) =>
        new(
            operands.Source.contiguous(),
            of.Packed(operands.Kernel),
            of.Alpha(operands.Channel, operands.Source),
            of.PackedMap(operands.Map)
        );

    // So many samples at a time.
    private IEnumerable<(long From, long Count)> Tiles(Tensor source)
    {
        var step = of.TileOf(source);
        for (var from = 0L; from < source.shape[0]; from += step)
            yield return (from, Math.Min(step, source.shape[0] - from));
    }

    // What lies between the operands of samples and their sum, [b, h̃, j, x] each; the map behind its gate where the kernels
    // know that.
    private sealed record Between(Tensor? Sums, Tensor? Maxima, Tensor? Counts, Tensor? Map)
    {
        // In memory of the threads, and nowhere afterwards.
        public static Between Nowhere { get; } = new(null, null, null, null);

        public Tensor[] All
        {
            get
            {
                Tensor?[] all = [Sums, Maxima, Counts, Map];
                return [.. all.OfType<Tensor>()];
            }
        }

        public Between Narrow(long from, long count) =>
            new(
                Sums?.narrow(0, from, count),
                Maxima?.narrow(0, from, count),
                Counts?.narrow(0, from, count),
                Map?.narrow(0, from, count)
            );
    }

    private Between Room(long samples, bool counts, Tensor user)
    {
        Tensor Maps() => empty([samples, of.Fibre, of.Rows, of.Row(user)], user.dtype);
        return new(
            Maps(),
            of.HasMaxima ? Maps() : null,
            of.HasMaxima && counts ? Maps() : null,
            of.Map is null ? null : Maps()
        );
    }

    // The same tensors in the order of All.
    private Between Found(IReadOnlyList<Tensor> all) =>
        all.Count == 0
            ? Between.Nowhere
            : new(
                all[0],
                of.HasMaxima ? all[1] : null,
                of.HasMaxima ? all[2] : null,
                of.Map is null ? null : all[^1]
            );

    private bool CanKeep(Tensor source) =>
        source.shape[0] * of.Fibre * of.Rows * of.Row(source) * source.ElementSize * Kept
        <= of.Layer.Memory / KeptShare;

    private Between Filled(PackedOperands given, long from, long count, Between between)
    {
        Fill(given, from, count, between, dense: null, output: null);
        return between;
    }

    private void Fill(
        PackedOperands given,
        long from,
        long count,
        Between between,
        Tensor? dense,
        Tensor? output
    )
    {
        of.For(given.Source)
            .Sum(
                of.Grid,
                of.Map,
                (int)count,
                new()
                {
                    Source = FusedLayout.At(given.Source.narrow(0, from, count)),
                    Weights = FusedLayout.At(given.Weights),
                    Alpha = FusedLayout.At(given.Alpha.narrow(0, from, count)),
                    Kernel = FusedLayout.At(given.Map),
                    Sign = of.Layer.Sign,
                    IsResidual = IsResidual && (dense ?? output) is not null,
                    Sums = FusedLayout.At(between.Sums),
                    Maxima = FusedLayout.At(between.Maxima),
                    Counts = FusedLayout.At(between.Counts),
                    Map = FusedLayout.At(between.Map),
                    Dense = FusedLayout.At(dense),
                    Output = FusedLayout.At(output),
                }
            );
        GC.KeepAlive(given);
        GC.KeepAlive(between);
        GC.KeepAlive(dense);
    }

    // The output where the kernels do not know the gate.
    private void Combine(PackedOperands given, long from, long count, Between kept, Tensor output)
    {
        var between = kept.Sums is null ? Room(count, counts: false, given.Source) : kept;
        var dense = IsResidual
            ? empty([count, of.Rows, of.Row(given.Source)], given.Source.dtype)
            : null;
        Fill(given, from, count, between, dense, output: null);
        of.For(given.Source)
            .Combine(
                of.Grid,
                (int)count,
                new()
                {
                    Sign = of.Layer.Sign,
                    Map = FusedLayout.At(Gated(between)),
                    Sums = FusedLayout.At(between.Sums),
                    Dense = FusedLayout.At(dense),
                    Output = FusedLayout.At(output),
                }
            );
        GC.KeepAlive(between);
        GC.KeepAlive(dense);
    }

    private Tensor Gated(Between between) =>
        of.IsGated ? between.Map! : of.Layer.Gate(between.Map!);

    private bool IsResidual => of.Layer.Branch == AttentionBranch.Residual;

    // The map behind a gate that the kernels do not know, and what reaches the map before it.
    private (Tensor Gated, Tensor Through) Through(Between between, Tensor output)
    {
        using var _ = enable_grad();
        var ungated = between.Map!.detach();
        ungated.requires_grad = true;
        var gated = of.Layer.Gate(ungated);
        var reaching = of.InRows(output).unsqueeze(1).mul(between.Sums!);
        return (gated, autograd.grad([gated], [ungated], [reaching])[0].contiguous());
    }
}
