using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AgeFormal.Kernels;
using AgeFormal.Networks.Torch.Execution;
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
            using var tile = NewDisposeScope();
            var pass = Pass.Over(this, operands, weights, map, from, counts: false);
            Spread(
                pass.Gated!.narrow(2, 0, Outputs).flatten(1, 2),
                result.narrow(0, from, pass.Samples)
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

    // [h̃, j, statistic, tap] from [h̃·j, statistic, …].
    private Tensor? PackedMap(Tensor? map) =>
        map is null
            ? null
            : Widened(
                    map.reshape(Fibre, Outputs, layer.Window!.Statistics.Count, layer.Window.Taps),
                    axis: 1
                )
                .contiguous();

    // [b, i, j].
    private Tensor Alpha(Tensor? channel, long from, long count, Tensor user) =>
        channel is null
            ? ones([count, Inputs, Rows], user.dtype)
            : Widened(
                    channel.narrow(0, from, count).reshape(count, Inputs, Outputs),
                    axis: 2
                )
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
        tensor is null
            ? null
            : Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));

    // What the forward pass of a tile computes; the gradient's first half as well.
    private sealed record Pass(
        int Samples,
        Tensor Padded,
        Tensor Weights,
        Tensor Alpha,
        Tensor Sums,
        Tensor? Maxima,
        Tensor? Counts,
        Tensor? Dense,
        Tensor? Ungated,
        Tensor? Gated
    )
    {
        public static Pass Over(
            FusedResponses of,
            AttendedOperands operands,
            Tensor weights,
            Tensor? map,
            long from,
            bool counts
        )
        {
            var source = operands.Source;
            var kernels = of.For(source);
            var count = Math.Min(of.TileOf(source), source.shape[0] - from);
            long[] shape = [count, of.Fibre, of.Rows, of.Row(source)];
            Tensor Maps() => empty(shape, source.dtype);
            var pass = new Pass(
                (int)count,
                of.Padded(source, from, count),
                weights,
                of.Alpha(operands.Channel, from, count, source),
                Maps(),
                of.HasMaxima ? Maps() : null,
                of.HasMaxima && counts ? Maps() : null,
                of.IsResidual && !counts
                    ? empty([count, of.Rows, shape[3]], source.dtype)
                    : null,
                null,
                null
            );
            kernels.Attend(
                of._grid,
                pass.Samples,
                new()
                {
                    Padded = At(pass.Padded),
                    Weights = At(weights),
                    Alpha = At(pass.Alpha),
                    Sums = At(pass.Sums),
                    Maxima = At(pass.Maxima),
                    Counts = At(pass.Counts),
                    Dense = At(pass.Dense),
                }
            );
            if (map is null)
                return pass;
            var ungated = Maps();
            kernels.Map(
                of._grid,
                of._map!,
                pass.Samples,
                new()
                {
                    Kernel = At(map),
                    Sums = At(pass.Sums),
                    Maxima = At(pass.Maxima),
                    Map = At(ungated),
                }
            );
            GC.KeepAlive(map);
            return pass with { Ungated = ungated, Gated = of.Gate(ungated) };
        }
    }

    private bool IsResidual => layer.Branch == AttentionBranch.Residual;

    private Tensor Gate(Tensor values) => layer.Gate(values);

    private sealed class LargestOf(FusedResponses of) : IDifferentiable
    {
        public (Tensor Value, Tensor? Kept) Value(IReadOnlyList<Tensor> operands)
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
                of.For(source)
                    .Largest(of._grid, (int)count, At(padded), At(weights), At(part));
            }
            return (result, result);
        }

        public IReadOnlyList<Tensor?> Slopes(
            IReadOnlyList<Tensor> operands,
            IReadOnlyList<bool> wanted,
            Tensor? kept,
            Tensor slope
        )
        {
            var source = operands[0];
            var batch = source.shape[0];
            var weights = of.Packed(operands[1]);
            var given = slope.contiguous();
            var slots = zeros([of.Slots(source), .. weights.shape], source.dtype);
            var sources = wanted[0] ? zeros(source.shape, source.dtype) : null;
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
                        At(kept!.narrow(0, from, count)),
                        At(given.narrow(0, from, count)),
                        At(mine),
                        At(back)
                    );
                if (sources is not null)
                    of.For(source)
                        .Unpad(
                            of._grid,
                            (int)count,
                            At(back),
                            At(sources.narrow(0, from, count))
                        );
            }
            return [sources, of.Unpacked(slots.sum([0]), operands[1])];
        }
    }

    private sealed class SumOf(FusedResponses of, AttendedOperands like) : IDifferentiable
    {
        public (Tensor Value, Tensor? Kept) Value(IReadOnlyList<Tensor> operands)
        {
            var given = like.With(operands);
            var source = given.Source;
            var batch = source.shape[0];
            var weights = of.Packed(given.Kernel);
            var map = of.PackedMap(given.Map);
            var result = zeros([batch, of.Outputs, .. of.Layer.Grid], source.dtype);
            for (var from = 0L; from < batch; from += of.TileOf(source))
            {
                using var scope = NewDisposeScope();
                var pass = Pass.Over(of, given, weights, map, from, counts: false);
                var output =
                    pass.Dense ?? zeros([pass.Samples, of.Rows, of.Row(source)], source.dtype);
                of.For(source)
                    .Combine(
                        of._grid,
                        pass.Samples,
                        of.Layer.Sign,
                        At(pass.Gated),
                        At(pass.Sums),
                        At(output)
                    );
                of.Spread(
                    output.narrow(1, 0, of.Outputs),
                    result.narrow(0, from, pass.Samples)
                );
            }
            return (result, null);
        }

        public IReadOnlyList<Tensor?> Slopes(
            IReadOnlyList<Tensor> operands,
            IReadOnlyList<bool> wanted,
            Tensor? kept,
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
            var sources = wanted[0] ? zeros(source.shape, type) : null;
            var alphas = given.Channel is null ? null : empty([batch, of.Inputs, of.Outputs], type);
            for (var from = 0L; from < batch; from += of.TileOf(source))
            {
                using var scope = NewDisposeScope();
                var pass = Pass.Over(of, given, weights, map, from, counts: true);
                var slot = from % slots.shape[0];
                var output = of.Compact(slope.narrow(0, from, pass.Samples));
                var (sums, shared) = of.MapGradients(
                    pass,
                    map,
                    output,
                    mapSlots?.narrow(0, slot, pass.Samples)
                );
                var back = sources is null ? null : zeros_like(pass.Padded);
                var alpha = zeros_like(pass.Alpha);
                of.For(source)
                    .AttendSlopes(
                        of._grid,
                        pass.Samples,
                        new()
                        {
                            Padded = At(pass.Padded),
                            Weights = At(weights),
                            Alpha = At(pass.Alpha),
                            Dense = of.IsResidual ? At(output) : null,
                            Sums = At(sums),
                            Maxima = At(pass.Maxima),
                            Shared = At(shared),
                            AlphaSlopes = At(alpha),
                            WeightSlopes = At(slots.narrow(0, slot, pass.Samples)),
                            PaddedSlopes = At(back),
                        }
                    );
                if (sources is not null)
                    of.For(source)
                        .Unpad(
                            of._grid,
                            pass.Samples,
                            At(back),
                            At(sources.narrow(0, from, pass.Samples))
                        );
                alphas?.narrow(0, from, pass.Samples).copy_(alpha.narrow(2, 0, of.Outputs));
            }
            return
            [
                sources,
                of.Unpacked(slots.sum([0]), given.Kernel),
                .. given.Channel is { } channel
                    ? (Tensor?[])[alphas!.reshape(channel.shape)]
                    : [],
                .. given.Map is { } kernel
                    ? (Tensor?[])[mapSlots!.sum([0]).narrow(1, 0, of.Outputs).reshape(kernel.shape)]
                    : [],
            ];
        }
    }

    private ResponseLayer Layer => layer;

    // What reaches the sums and the maxima over c.
    private (Tensor Sums, Tensor? Shared) MapGradients(
        Pass pass,
        Tensor? map,
        Tensor output,
        Tensor? mapSlopes
    )
    {
        if (map is null)
            return (
                output.Times(layer.Sign).unsqueeze(1).expand(pass.Sums.shape).contiguous(),
                null
            );
        Tensor gated,
            through;
        using (enable_grad())
        {
            var ungated = pass.Ungated!.detach();
            ungated.requires_grad = true;
            gated = layer.Gate(ungated);
            through = autograd.grad(
                [gated],
                [ungated],
                [output.unsqueeze(1).mul(pass.Sums)]
            )[0];
        }
        var sums = empty(pass.Sums.shape, pass.Sums.dtype);
        var shared = HasMaxima ? empty(pass.Sums.shape, pass.Sums.dtype) : null;
        For(output)
            .MapSlopes(
                _grid,
                _map!,
                pass.Samples,
                new()
                {
                    Kernel = At(map),
                    Sums = At(pass.Sums),
                    Maxima = At(pass.Maxima),
                    Counts = At(pass.Counts),
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
