using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AgeFormal.Kernels;
using AgeFormal.Networks.Torch.Tensors;
using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Attention;

/// <summary>
/// Responses that stay in registers, forward and backward. Of each step its operands alone are kept for the gradient; what lies
/// between them is computed again, for so many signals at a time as fit the memory.
/// </summary>
/// <param name="layer">The layer.</param>
/// <param name="kernels">The kernels for a format.</param>
internal sealed unsafe class FusedResponses(
    ResponseLayer layer,
    Func<ScalarType, IResponseKernels> kernels
) : IResponseMethod
{
    // Rows of outputs come in fours.
    private const int Unit = 4;

    // Sums, maxima, counts, the map before and behind its gate, and the gradients of these.
    private const int Intermediates = 10;

    // Sums, maxima, counts and the map before its gate are kept for the gradient where a quarter of the memory holds them: each
    // layer of a network keeps its own.
    private const int Kept = 4;
    private const int KeptShare = 4;

    // Gradients of weights are summed by the number of the sample modulo a power of two, whatever else happens.
    private const int MostSlots = 64;
    private const int FewestSlots = 8;
    private const long SlotBytes = 64L << 20;

    private readonly ResponseGrid _grid = new(layer.Sizes);
    private readonly MapGrid? _map = layer.Window is { } window
        ? new(new ResponseGrid(layer.Sizes), window)
        : null;

    private long Inputs => layer.Sizes.Inputs;

    private long Outputs => layer.Sizes.Outputs;

    private long Rows => (Outputs + Unit - 1) / Unit * Unit;

    private long Taps => layer.Sizes.Taps;

    private long Fibre => layer.Sizes.Fibre;

    private bool HasMaxima => layer.Window?.Statistics.Contains(Reduction.Max) ?? false;

    public Tensor Largest(Tensor source, Tensor kernel) =>
        Gradients.Of(new LargestOf(this), [source, kernel]);

    public Tensor Sum(AttendedOperands operands) =>
        Gradients.Of(new SumOf(this, operands), operands.Tensors);

    public Tensor Map(AttendedOperands operands)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var batch = operands.Source.shape[0];
        var result = zeros([batch, Fibre * Outputs, .. layer.Grid], operands.Source.dtype);
        var weights = Packed(operands.Kernel);
        var map = PackedMap(operands.Map);
        for (var from = 0L; from < batch; from += TileOf(operands.Source))
        {
            using var each = NewDisposeScope();
            var tile = TileAt(operands, from);
            var between = Room(tile.Samples, counts: false, operands.Source);
            Fill(tile, weights, map, between, dense: null);
            Spread(
                layer.Gate(between.Ungated!).narrow(2, 0, Outputs).flatten(1, 2),
                result.narrow(0, from, tile.Samples)
            );
        }
        return result.MoveToOuterDisposeScope();
    }

    private IResponseKernels For(Tensor user) => kernels(user.dtype);

    private long Row(Tensor user) => For(user).Row(_grid.Points.Length);

    private int Slots(Tensor user)
    {
        var each = Inputs * Rows * Taps * user.ElementSize;
        var slots = BitOperations.RoundUpToPowerOf2((ulong)Math.Max(1, SlotBytes / each));
        return (int)Math.Clamp(slots, FewestSlots, MostSlots);
    }

    // A power of two, at most as many as there are slots.
    private long TileOf(Tensor source)
    {
        var each =
            (Fibre * Rows * Row(source) * Intermediates + 2 * Inputs * _grid.Channel)
            * source.ElementSize;
        var most = Slots(source);
        var tile = 1;
        while (2 * tile <= most && 2 * tile * each <= layer.Memory)
            tile *= 2;
        return tile;
    }

    private Tensor Padded(Tensor source, long from, long count)
    {
        var part = source.narrow(0, from, count).contiguous();
        var padded = zeros([count, Inputs, _grid.Channel], source.dtype);
        For(source).Pad(_grid, (int)count, At(part), At(padded));
        GC.KeepAlive(part);
        return padded;
    }

    // [j/4, i, k, j%4] from [i·j, 1, …].
    private Tensor Packed(Tensor kernel) =>
        Widened(kernel.reshape(Inputs, Outputs, Taps), axis: 1)
            .reshape(Inputs, Rows / Unit, Unit, Taps)
            .permute(1, 0, 3, 2)
            .contiguous();

    private Tensor Unpacked(Tensor slopes, Tensor kernel) =>
        slopes
            .permute(1, 0, 3, 2)
            .reshape(Inputs, Rows, Taps)
            .narrow(1, 0, Outputs)
            .reshape(kernel.shape);

    // [maps by lanes, statistic·tap, lane] from [h̃·j, statistic, …].
    private Tensor? PackedMap(Tensor? map)
    {
        if (map is null)
            return null;
        var lanes = For(map).Lanes;
        var taps = layer.Window!.Statistics.Count * layer.Window.Taps;
        var maps = Widened(map.reshape(Fibre, Outputs, taps), axis: 1).reshape(-1, taps);
        var missing = -maps.shape[0] % lanes;
        return (missing == 0 ? maps : cat([maps, zeros([lanes + missing, taps], maps.dtype)], 0))
            .reshape(-1, lanes, taps)
            .permute(0, 2, 1)
            .contiguous();
    }

    private Tensor UnpackedMap(Tensor slopes, Tensor map) =>
        slopes
            .permute(0, 2, 1)
            .flatten(0, 1)
            .narrow(0, 0, Fibre * Rows)
            .reshape(Fibre, Rows, -1)
            .narrow(1, 0, Outputs)
            .reshape(map.shape);

    // [b, i, j].
    private Tensor Alpha(Tensor? channel, long from, long count, Tensor user) =>
        channel is null
            ? ones([count, Inputs, Rows], user.dtype)
            : Widened(channel.narrow(0, from, count).reshape(count, Inputs, Outputs), axis: 2)
                .contiguous();

    private Tensor Widened(Tensor values, int axis)
    {
        if (Rows == Outputs)
            return values;
        long[] shape = values.shape;
        shape[axis] = Rows - Outputs;
        return cat([values, zeros(shape, values.dtype)], axis);
    }

    // [b, rows, row] from [b, j, …grid].
    private Tensor Compact(Tensor values)
    {
        var points = _grid.Points.Length;
        var result = zeros([values.shape[0], Rows, Row(values)], values.dtype);
        var flat = values.reshape(values.shape[0], Outputs, -1);
        if (points < flat.shape[2])
            flat = flat.index_select(2, tensor([.. _grid.Points.Select(point => (long)point)]));
        result.narrow(1, 0, Outputs).narrow(2, 0, points).copy_(flat);
        return result;
    }

    // Into a target [b, m, …grid] of zeros.
    private void Spread(Tensor rows, Tensor target)
    {
        var points = _grid.Points.Length;
        var values = rows.narrow(2, 0, points);
        var flat = target.view(target.shape[0], target.shape[1], -1);
        if (points < flat.shape[2])
            flat.index_copy_(2, tensor([.. _grid.Points.Select(point => (long)point)]), values);
        else
            flat.copy_(values);
    }

    // The address stays right while the tensor lives.
    private static void* At(Tensor? tensor) =>
        tensor is null ? null : Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));

    // The operands of so many samples.
    private sealed record Tile(int Samples, Tensor Padded, Tensor Alpha);

    private Tile TileAt(AttendedOperands operands, long from)
    {
        var source = operands.Source;
        var count = Math.Min(TileOf(source), source.shape[0] - from);
        return new(
            (int)count,
            Padded(source, from, count),
            Alpha(operands.Channel, from, count, source)
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
        long[] shape = [samples, Fibre, Rows, Row(user)];
        Tensor Maps() => empty(shape, user.dtype);
        return new(
            Maps(),
            HasMaxima ? Maps() : null,
            HasMaxima && counts ? Maps() : null,
            layer.Window is null ? null : Maps()
        );
    }

    // The same tensors in the order of All.
    private Between Found(IReadOnlyList<Tensor> all) =>
        new(
            all[0],
            HasMaxima ? all[1] : null,
            HasMaxima ? all[2] : null,
            layer.Window is null ? null : all[^1]
        );

    private bool CanKeep(Tensor source) =>
        source.shape[0] * Fibre * Rows * Row(source) * source.ElementSize * Kept
        <= layer.Memory / KeptShare;

    private void Fill(Tile tile, Tensor weights, Tensor? map, Between between, Tensor? dense)
    {
        For(weights)
            .Attend(
                _grid,
                tile.Samples,
                new()
                {
                    Padded = At(tile.Padded),
                    Weights = At(weights),
                    Alpha = At(tile.Alpha),
                    Sums = At(between.Sums),
                    Maxima = At(between.Maxima),
                    Counts = At(between.Counts),
                    Dense = At(dense),
                }
            );
        if (map is not null)
            For(weights)
                .Map(
                    _grid,
                    _map!,
                    tile.Samples,
                    new()
                    {
                        Kernel = At(map),
                        Sums = At(between.Sums),
                        Maxima = At(between.Maxima),
                        Map = At(between.Ungated),
                    }
                );
        GC.KeepAlive(tile);
    }

    private bool IsResidual => layer.Branch == AttentionBranch.Residual;

    private sealed class LargestOf(FusedResponses of) : IDifferentiable
    {
        public (Tensor Value, Tensor[] Kept) Value(IReadOnlyList<Tensor> operands, bool keeps)
        {
            var source = operands[0];
            var batch = source.shape[0];
            var weights = of.Packed(operands[1]);
            var result = empty([batch, of.Inputs, of.Outputs], source.dtype);
            for (var from = 0L; from < batch; from += of.TileOf(source))
            {
                using var scope = NewDisposeScope();
                var count = Math.Min(of.TileOf(source), batch - from);
                var padded = of.Padded(source, from, count);
                var part = result.narrow(0, from, count);
                of.For(source).Largest(of._grid, (int)count, At(padded), At(weights), At(part));
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
            var weights = of.Packed(operands[1]);
            var given = slope.contiguous();
            var slots = zeros([of.Slots(source), .. weights.shape], source.dtype);
            var sources = wanted[0] ? empty(source.shape, source.dtype) : null;
            for (var from = 0L; from < batch; from += of.TileOf(source))
            {
                using var scope = NewDisposeScope();
                var count = Math.Min(of.TileOf(source), batch - from);
                var padded = of.Padded(source, from, count);
                var back = wanted[0] ? zeros_like(padded) : null;
                var mine = slots.narrow(0, from % slots.shape[0], count);
                of.For(source)
                    .LargestSlopes(
                        of._grid,
                        (int)count,
                        At(padded),
                        At(weights),
                        At(kept[0].narrow(0, from, count)),
                        At(given.narrow(0, from, count)),
                        At(mine),
                        At(back)
                    );
                if (sources is not null)
                    of.For(source)
                        .Unpad(of._grid, (int)count, At(back), At(sources.narrow(0, from, count)));
            }
            return [sources, of.Unpacked(slots.sum([0]), operands[1])];
        }
    }

    private sealed class SumOf(FusedResponses of, AttendedOperands like) : IDifferentiable
    {
        public (Tensor Value, Tensor[] Kept) Value(IReadOnlyList<Tensor> operands, bool keeps)
        {
            var given = like.With(operands);
            var source = given.Source;
            var batch = source.shape[0];
            var weights = of.Packed(given.Kernel);
            var map = of.PackedMap(given.Map);
            var result = zeros([batch, of.Outputs, .. of.Layer.Grid], source.dtype);
            var whole = keeps && of.CanKeep(source) ? of.Room(batch, counts: true, source) : null;
            for (var from = 0L; from < batch; from += of.TileOf(source))
            {
                using var scope = NewDisposeScope();
                var tile = of.TileAt(given, from);
                var between =
                    whole?.Narrow(from, tile.Samples)
                    ?? of.Room(tile.Samples, counts: false, source);
                long[] shape = [tile.Samples, of.Rows, of.Row(source)];
                var output = of.IsResidual
                    ? empty(shape, source.dtype)
                    : zeros(shape, source.dtype);
                of.Fill(tile, weights, map, between, of.IsResidual ? output : null);
                of.For(source)
                    .Combine(
                        of._grid,
                        tile.Samples,
                        of.Layer.Sign,
                        between.Ungated is { } ungated ? At(of.Layer.Gate(ungated)) : null,
                        At(between.Sums),
                        At(output)
                    );
                of.Spread(output.narrow(1, 0, of.Outputs), result.narrow(0, from, tile.Samples));
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
            var type = source.dtype;
            var weights = of.Packed(given.Kernel);
            var map = of.PackedMap(given.Map);
            var slots = zeros([of.Slots(source), .. weights.shape], type);
            var mapSlots = map is null ? null : zeros([slots.shape[0], .. map.shape], type);
            var sources = wanted[0] ? empty(source.shape, type) : null;
            var alphas = given.Channel is null ? null : empty([batch, of.Inputs, of.Outputs], type);
            for (var from = 0L; from < batch; from += of.TileOf(source))
            {
                using var scope = NewDisposeScope();
                var tile = of.TileAt(given, from);
                var between =
                    kept.Count > 0
                        ? of.Found(kept).Narrow(from, tile.Samples)
                        : of.Room(tile.Samples, counts: true, source);
                if (kept.Count == 0)
                    of.Fill(tile, weights, map, between, dense: null);
                var slot = from % slots.shape[0];
                var output = of.Compact(slope.narrow(0, from, tile.Samples));
                var (sums, shared) = of.MapGradients(
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
                        of._grid,
                        tile.Samples,
                        new()
                        {
                            Padded = At(tile.Padded),
                            Weights = At(weights),
                            Alpha = At(tile.Alpha),
                            Dense = of.IsResidual ? At(output) : null,
                            Sums = At(sums),
                            Maxima = At(between.Maxima),
                            Shared = At(shared),
                            AlphaSlopes = At(alpha),
                            WeightSlopes = At(slots.narrow(0, slot, tile.Samples)),
                            PaddedSlopes = At(back),
                        }
                    );
                if (sources is not null)
                    of.For(source)
                        .Unpad(
                            of._grid,
                            tile.Samples,
                            At(back),
                            At(sources.narrow(0, from, tile.Samples))
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
    }

    private ResponseLayer Layer => layer;

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
                output.Times(layer.Sign).unsqueeze(1).expand(between.Sums.shape).contiguous(),
                null
            );
        Tensor gated,
            through;
        using (enable_grad())
        {
            var ungated = between.Ungated!.detach();
            ungated.requires_grad = true;
            gated = layer.Gate(ungated);
            through = autograd.grad([gated], [ungated], [output.unsqueeze(1).mul(between.Sums)])[0];
        }
        var sums = empty(between.Sums.shape, between.Sums.dtype);
        var shared = HasMaxima ? empty(between.Sums.shape, between.Sums.dtype) : null;
        For(output)
            .MapSlopes(
                _grid,
                _map!,
                samples,
                new()
                {
                    Kernel = At(map),
                    Sums = At(between.Sums),
                    Maxima = At(between.Maxima),
                    Counts = At(between.Counts),
                    MapSlopes = At(through.contiguous()),
                    Gated = At(gated),
                    Output = At(output),
                    Sign = layer.Sign,
                    SumSlopes = At(sums),
                    Shared = At(shared),
                    KernelSlopes = At(mapSlopes),
                }
            );
        return (sums, shared);
    }
}
