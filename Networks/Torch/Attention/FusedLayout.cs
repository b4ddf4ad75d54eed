using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AgeFormal.Kernels;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Attention;

/// <summary>The operands of a layer as its kernels read them: rows of outputs in fours, rows of points in whole registers.</summary>
/// <param name="layer">The layer.</param>
/// <param name="kernels">The kernels for a format.</param>
internal sealed unsafe class FusedLayout(
    ResponseLayer layer,
    Func<ScalarType, IResponseKernels> kernels
)
{
    private const int Unit = 4;

    // Sums, maxima, counts, the map before and behind its gate, and what reaches it.
    private const int Intermediates = 8;

    private const int MostSlots = 64;
    private const int FewestSlots = 8;
    private const long SlotBytes = 64L << 20;

    private MapGrid? _map;

    public ResponseLayer Layer => layer;

    public ResponseGrid Grid { get; } = new(layer.Sizes);

    /// <summary>The grid of α_X; null where the layer does not have it.</summary>
    public MapGrid? Map => layer.Window is { } window ? _map ??= new(Grid, window) : null;

    public long Inputs => layer.Sizes.Inputs;

    public long Outputs => layer.Sizes.Outputs;

    /// <summary>The number of outputs in whole fours.</summary>
    public long Rows => (Outputs + Unit - 1) / Unit * Unit;

    public long Fibre => layer.Sizes.Fibre;

    /// <summary>Whether α_X looks at the maximum over c.</summary>
    public bool HasMaxima => Map is { HasMaxima: true };

    /// <summary>Whether the kernels know the gate of α_X, or there is none.</summary>
    public bool IsGated => Map is null or { IsSigmoid: true };

    private long Taps => layer.Sizes.Taps;

    /// <summary>The kernels for the format of a tensor.</summary>
    public IResponseKernels For(Tensor user) => kernels(user.dtype);

    /// <summary>The number of places of a row.</summary>
    public long Row(Tensor user) => For(user).Row(Grid.Points.Length);

    /// <summary>
    /// The number of sums of gradients of weights, a power of two and no more than the samples take; a sample adds to that of
    /// its number modulo this.
    /// </summary>
    public int Slots(Tensor source)
    {
        var each = Inputs * Rows * Taps * source.ElementSize;
        var room = BitOperations.RoundUpToPowerOf2((ulong)Math.Max(1, SlotBytes / each));
        var samples = BitOperations.RoundUpToPowerOf2((ulong)Math.Max(1, source.shape[0]));
        return (int)Math.Min(Math.Clamp(room, FewestSlots, MostSlots), samples);
    }

    /// <summary>The number of samples at a time: a power of two, at most as many as there are slots.</summary>
    public long TileOf(Tensor source)
    {
        var each = Fibre * Rows * Row(source) * Intermediates * source.ElementSize;
        var most = Slots(source);
        var tile = 1;
        while (2 * tile <= most && 2 * tile * each <= layer.Memory)
            tile *= 2;
        return tile;
    }

    /// <summary>[j/4, i, k, j%4] from [i·j, 1, …].</summary>
    public Tensor Packed(Tensor kernel) =>
        Widened(kernel.reshape(Inputs, Outputs, Taps), axis: 1)
            .reshape(Inputs, Rows / Unit, Unit, Taps)
            .permute(1, 0, 3, 2)
            .contiguous();

    /// <summary>A gradient of packed weights as one of the kernel.</summary>
    public Tensor Unpacked(Tensor slopes, Tensor kernel) =>
        slopes
            .permute(1, 0, 3, 2)
            .reshape(Inputs, Rows, Taps)
            .narrow(1, 0, Outputs)
            .reshape(kernel.shape);

    /// <summary>[maps by lanes, statistic·tap, lane] from [h̃·j, statistic, …].</summary>
    public Tensor? PackedMap(Tensor? map)
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

    /// <summary>A gradient of a packed kernel of maps as one of the kernel.</summary>
    public Tensor UnpackedMap(Tensor slopes, Tensor map) =>
        slopes
            .permute(0, 2, 1)
            .flatten(0, 1)
            .narrow(0, 0, Fibre * Rows)
            .reshape(Fibre, Rows, -1)
            .narrow(1, 0, Outputs)
            .reshape(map.shape);

    /// <summary>[b, i, j].</summary>
    public Tensor Alpha(Tensor? channel, Tensor source)
    {
        var batch = source.shape[0];
        return channel is null
            ? ones([batch, Inputs, Rows], source.dtype)
            : Widened(channel.reshape(batch, Inputs, Outputs), axis: 2).contiguous();
    }

    private Tensor Widened(Tensor values, int axis)
    {
        if (Rows == Outputs)
            return values;
        long[] shape = values.shape;
        shape[axis] = Rows - Outputs;
        return cat([values, zeros(shape, values.dtype)], axis);
    }

    /// <summary>[b, j, x] without a gap from [b, j, …grid].</summary>
    public Tensor AtPoints(Tensor values)
    {
        var flat = values.reshape(values.shape[0], Outputs, -1);
        return IsMasked
            ? flat.index_select(2, tensor([.. Grid.Points.Select(point => (long)point)]))
            : flat.contiguous();
    }

    /// <summary>[b, rows, row] from [b, j, x].</summary>
    public Tensor InRows(Tensor points)
    {
        var result = zeros([points.shape[0], Rows, Row(points)], points.dtype);
        result.narrow(1, 0, Outputs).narrow(2, 0, points.shape[2]).copy_(points);
        return result;
    }

    private bool IsMasked =>
        Grid.Points.Length < layer.Grid.Aggregate(1L, (all, size) => all * size);

    /// <summary>Room for the output, <c>[b, j, …grid]</c>: zero where no point is.</summary>
    public Tensor Result(long batch, ScalarType type)
    {
        long[] shape = [batch, Outputs, .. layer.Grid];
        return IsMasked ? zeros(shape, type) : empty(shape, type);
    }

    /// <summary>Lets the values at all points be written without a gap into a target [b, j, …grid] of zeros.</summary>
    public void Write(Tensor target, Action<Tensor> write)
    {
        if (!IsMasked)
        {
            write(target);
            return;
        }
        var values = empty([target.shape[0], Outputs, Grid.Points.Length], target.dtype);
        write(values);
        Spread(values, target);
    }

    /// <summary>Into a target [b, m, …grid] of zeros.</summary>
    public void Spread(Tensor rows, Tensor target)
    {
        var points = Grid.Points.Length;
        var values = rows.narrow(2, 0, points);
        var flat = target.view(target.shape[0], target.shape[1], -1);
        if (points < flat.shape[2])
            flat.index_copy_(2, tensor([.. Grid.Points.Select(point => (long)point)]), values);
        else
            flat.copy_(values);
    }

    /// <summary>The address stays right while the tensor lives.</summary>
    public static void* At(Tensor? tensor) =>
        tensor is null ? null : Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));
}
