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
    // Sums, maxima, counts and the map before its gate.
    private const int Kept = 4;
    private const int KeptShare = 4;

    /// <summary>α_X, <c>[b, h̃·j, …]</c>.</summary>
    public Tensor Map(AttendedOperands operands)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var batch = operands.Source.shape[0];
        var result = zeros([batch, of.Fibre * of.Outputs, .. of.Layer.Grid], operands.Source.dtype);
        var weights = of.Packed(operands.Kernel);
        var map = of.PackedMap(operands.Map);
        var step = of.TileOf(operands.Source);
        for (var from = 0L; from < batch; from += step)
        {
            using var each = NewDisposeScope();
            var tile = TileAt(operands, from);
            var between = Room(tile.Samples, counts: false, operands.Source);
            Fill(tile, weights, map, between, dense: null);
            of.Spread(
                of.Layer.Gate(between.Ungated!).narrow(2, 0, of.Outputs).flatten(1, 2),
                result.narrow(0, from, tile.Samples)
            );
        }
        return result.MoveToOuterDisposeScope();
    }

    public (Tensor Value, Tensor[] Kept) Value(IReadOnlyList<Tensor> operands, bool keeps)
    {
        var given = like.With(operands);
        var source = given.Source;
        var batch = source.shape[0];
        var step = of.TileOf(source);
        var weights = of.Packed(given.Kernel);
        var map = of.PackedMap(given.Map);
        var result = of.Result(batch, source.dtype);
        var whole = keeps && CanKeep(source) ? Room(batch, counts: true, source) : null;
        for (var from = 0L; from < batch; from += step)
        {
            using var scope = NewDisposeScope();
            var tile = TileAt(given, from);
            var between =
                whole?.Narrow(from, tile.Samples) ?? Room(tile.Samples, counts: false, source);
            var dense = IsResidual
                ? empty([tile.Samples, of.Rows, of.Row(source)], source.dtype)
                : null;
            Fill(tile, weights, map, between, dense);
            var gated = between.Ungated is { } ungated ? of.Layer.Gate(ungated) : null;
            of.Write(
                result.narrow(0, from, tile.Samples),
                points =>
                    of.For(source)
                        .Combine(
                            of.Grid,
                            tile.Samples,
                            new()
                            {
                                Sign = of.Layer.Sign,
                                Map = FusedLayout.At(gated),
                                Sums = FusedLayout.At(between.Sums),
                                Dense = FusedLayout.At(dense),
                                Output = FusedLayout.At(points),
                            }
                        )
            );
        }
        return (result, whole?.All ?? []);
    }

    public IReadOnlyList<Tensor?> Slopes(
        IReadOnlyList<Tensor> operands,
        IReadOnlyList<bool> wanted,
        IReadOnlyList<Tensor> kept,
        Tensor slope
    )
    {
        var given = like.With(operands);
        var source = given.Source;
        var batch = source.shape[0];
        var step = of.TileOf(source);
        var type = source.dtype;
        var weights = of.Packed(given.Kernel);
        var map = of.PackedMap(given.Map);
        var slots = zeros([of.Slots(source), .. weights.shape], type);
        var mapSlots = map is null ? null : zeros([slots.shape[0], .. map.shape], type);
        var sources = wanted[0] ? empty(source.shape, type) : null;
        var alphas = given.Channel is null ? null : empty([batch, of.Inputs, of.Outputs], type);
        for (var from = 0L; from < batch; from += step)
        {
            using var scope = NewDisposeScope();
            var tile = TileAt(given, from);
            var between =
                kept.Count > 0
                    ? Found(kept).Narrow(from, tile.Samples)
                    : Room(tile.Samples, counts: true, source);
            if (kept.Count == 0)
                Fill(tile, weights, map, between, dense: null);
            var slot = from % slots.shape[0];
            var output = of.Compact(slope.narrow(0, from, tile.Samples));
            var (sums, shared) = MapGradients(
                tile.Samples,
                between,
                map,
                output,
                mapSlots?.narrow(0, slot, tile.Samples)
            );
            var back = sources is null ? null : zeros_like(tile.Padded);
            var alpha = zeros_like(tile.Alpha);
            of.For(source)
                .AttendSlopes(
                    of.Grid,
                    tile.Samples,
                    new()
                    {
                        Padded = FusedLayout.At(tile.Padded),
                        Weights = FusedLayout.At(weights),
                        Alpha = FusedLayout.At(tile.Alpha),
                        Dense = IsResidual ? FusedLayout.At(output) : null,
                        Sums = FusedLayout.At(sums),
                        Maxima = FusedLayout.At(between.Maxima),
                        Shared = FusedLayout.At(shared),
                        AlphaSlopes = FusedLayout.At(alpha),
                        WeightSlopes = FusedLayout.At(slots.narrow(0, slot, tile.Samples)),
                        PaddedSlopes = FusedLayout.At(back),
                    }
                );
            if (sources is not null)
                of.For(source)
                    .Unpad(
                        of.Grid,
                        tile.Samples,
                        FusedLayout.At(back),
                        FusedLayout.At(sources.narrow(0, from, tile.Samples))
                    );
            alphas?.narrow(0, from, tile.Samples).copy_(alpha.narrow(2, 0, of.Outputs));
        }
        return
        [
            sources,
            of.Unpacked(slots.sum([0]), given.Kernel),
            .. given.Channel is { } channel ? (Tensor?[])[alphas!.reshape(channel.shape)] : [],
            .. given.Map is { } kernel
                ? (Tensor?[])[of.UnpackedMap(mapSlots!.sum([0]), kernel)]
                : [],
        ];
    }

    // The operands of so many samples.
    private sealed record Tile(int Samples, Tensor Padded, Tensor Alpha);

    private Tile TileAt(AttendedOperands operands, long from)
    {
        var source = operands.Source;
        var count = Math.Min(of.TileOf(source), source.shape[0] - from);
        return new(
            (int)count,
            of.Padded(source, from, count),
            of.Alpha(operands.Channel, from, count, source)
        );
    }

    // What lies between the operands of samples and their sum, [b, h̃, j, x] each.
    private sealed record Between(Tensor Sums, Tensor? Maxima, Tensor? Counts, Tensor? Ungated)
    {
        public Tensor[] All
        {
            get
            {
                Tensor?[] all = [Sums, Maxima, Counts, Ungated];
                return [.. all.OfType<Tensor>()];
            }
        }

        public Between Narrow(long from, long count) =>
            new(
                Sums.narrow(0, from, count),
                Maxima?.narrow(0, from, count),
                Counts?.narrow(0, from, count),
                Ungated?.narrow(0, from, count)
            );
    }

    private Between Room(long samples, bool counts, Tensor user)
    {
        long[] shape = [samples, of.Fibre, of.Rows, of.Row(user)];
        Tensor Maps() => empty(shape, user.dtype);
        return new(
            Maps(),
            of.HasMaxima ? Maps() : null,
            of.HasMaxima && counts ? Maps() : null,
            of.Layer.Window is null ? null : Maps()
        );
    }

    // The same tensors in the order of All.
    private Between Found(IReadOnlyList<Tensor> all) =>
        new(
            all[0],
            of.HasMaxima ? all[1] : null,
            of.HasMaxima ? all[2] : null,
            of.Layer.Window is null ? null : all[^1]
        );

    private bool CanKeep(Tensor source) =>
        source.shape[0] * of.Fibre * of.Rows * of.Row(source) * source.ElementSize * Kept
        <= of.Layer.Memory / KeptShare;

    private void Fill(Tile tile, Tensor weights, Tensor? map, Between between, Tensor? dense)
    {
        of.For(weights)
            .Attend(
                of.Grid,
                tile.Samples,
                new()
                {
                    Padded = FusedLayout.At(tile.Padded),
                    Weights = FusedLayout.At(weights),
                    Alpha = FusedLayout.At(tile.Alpha),
                    Sums = FusedLayout.At(between.Sums),
                    Maxima = FusedLayout.At(between.Maxima),
                    Counts = FusedLayout.At(between.Counts),
                    Dense = FusedLayout.At(dense),
                }
            );
        if (map is not null)
            of.For(weights)
                .Map(
                    of.Grid,
                    of.Map,
                    tile.Samples,
                    new()
                    {
                        Kernel = FusedLayout.At(map),
                        Sums = FusedLayout.At(between.Sums),
                        Maxima = FusedLayout.At(between.Maxima),
                        Map = FusedLayout.At(between.Ungated),
                    }
                );
        GC.KeepAlive(tile);
    }

    private bool IsResidual => of.Layer.Branch == AttentionBranch.Residual;

    // What reaches the sums and the maxima over c.
    private (Tensor Sums, Tensor? Shared) MapGradients(
        int samples,
        Between between,
        Tensor? map,
        Tensor output,
        Tensor? mapSlopes
    )
    {
        if (map is null)
            return (
                output.Times(of.Layer.Sign).unsqueeze(1).expand(between.Sums.shape).contiguous(),
                null
            );
        Tensor gated,
            through;
        using (enable_grad())
        {
            var ungated = between.Ungated!.detach();
            ungated.requires_grad = true;
            gated = of.Layer.Gate(ungated);
            through = autograd.grad([gated], [ungated], [output.unsqueeze(1).mul(between.Sums)])[0];
        }
        var sums = empty(between.Sums.shape, between.Sums.dtype);
        var shared = of.HasMaxima ? empty(between.Sums.shape, between.Sums.dtype) : null;
        of.For(output)
            .MapSlopes(
                of.Grid,
                of.Map,
                samples,
                new()
                {
                    Kernel = FusedLayout.At(map),
                    Sums = FusedLayout.At(between.Sums),
                    Maxima = FusedLayout.At(between.Maxima),
                    Counts = FusedLayout.At(between.Counts),
                    MapSlopes = FusedLayout.At(through.contiguous()),
                    Gated = FusedLayout.At(gated),
                    Output = FusedLayout.At(output),
                    Sign = of.Layer.Sign,
                    SumSlopes = FusedLayout.At(sums),
                    Shared = FusedLayout.At(shared),
                    KernelSlopes = FusedLayout.At(mapSlopes),
                }
            );
        return (sums, shared);
    }
}
