using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests.Grids;

/// <summary>What a layer does at each output point.</summary>
internal enum DirectKind
{
    Lifting,
    Group,
    Max,
    Mean,
}

/// <summary>
/// A layer by plain loops over array indices: pad the array, slide the window, turn the kernel as an array. It knows neither
/// the formula nor the geometry of the layer that it is compared with, only its numbers.
/// </summary>
internal sealed class DirectLayer
{
    private const int Nowhere = -1;
    private const int Excluded = -2;

    private readonly int[] _places;
    private readonly int _taps;

    public DirectLayer(
        PointGroup group,
        DirectKind kind,
        bool isRegular,
        bool isHexagon,
        int[] sizes,
        int[] window,
        int[] stride,
        int[] before,
        int[] after,
        int[] dilation,
        PaddingMode mode
    )
    {
        Group = group;
        Kind = kind;
        IsRegular = isRegular;
        IsHexagon = isHexagon;
        Sizes = sizes;
        Window = window;
        Outputs =
        [
            .. sizes.Select(
                (n, i) =>
                    (n + before[i] + after[i] - dilation[i] * (window[i] - 1) - 1) / stride[i] + 1
            ),
        ];
        var padded = Enumerable
            .Range(0, sizes.Length)
            .Select(i => Padded(sizes[i], before[i], after[i], mode))
            .ToArray();
        var taps = Indices(window).Where(t => !isHexagon || IsInHexagon(t, window)).ToArray();
        _taps = taps.Length;
        WindowPoints = taps;
        _places =
        [
            .. from output in Indices(Outputs)
            from tap in taps
            select Flat(
                sizes,
                [
                    .. Enumerable
                        .Range(0, sizes.Length)
                        .Select(i => padded[i][stride[i] * output[i] + dilation[i] * tap[i]]),
                ]
            )
                is var place
            && place >= 0
            && isHexagon
            && !IsInHexagon(Unflat(sizes, place), sizes)
                ? (mode == PaddingMode.Excluded ? Excluded : Nowhere)
                : place,
        ];
    }

    public PointGroup Group { get; }
    public DirectKind Kind { get; }
    public bool IsRegular { get; }
    public bool IsHexagon { get; }
    public int[] Sizes { get; }
    public int[] Window { get; }
    public int[] Outputs { get; }
    public int[][] WindowPoints { get; }

    public int InputFibre => Kind == DirectKind.Group || IsRegular ? Group.Order : 1;

    public int OutputFibre => Kind is DirectKind.Max or DirectKind.Mean ? InputFibre : Group.Order;

    public int InputCount => Sizes.Aggregate(1, (a, b) => a * b);

    public int OutputCount => Outputs.Aggregate(1, (a, b) => a * b);

    /// <summary>The output for a signal [h, …] and a kernel [h, taps]; for means sums and counts, one after the other.</summary>
    public long[] Run(long[] signal, long[] kernel)
    {
        var count = OutputCount;
        var output = new long[OutputFibre * count * 2];
        for (var k = 0; k < OutputFibre; k++)
        {
            var turned = Kind is DirectKind.Lifting or DirectKind.Group
                ? Turned(kernel, k)
                : kernel;
            for (var o = 0; o < count; o++)
            {
                var at = 2 * (k * count + o);
                (output[at], output[at + 1]) = Value(signal, turned, k, o);
            }
        }
        return output;
    }

    /// <summary>The array of a signal about its centre, moved by h: value (h·k, h▹x) is value (k, x).</summary>
    public static long[] Moved(
        PointGroup group,
        int h,
        int fibre,
        int[] sizes,
        long[] values,
        int width = 1
    )
    {
        var count = sizes.Aggregate(1, (a, b) => a * b);
        var moved = new long[values.Length];
        for (var x = 0; x < count; x++)
        {
            var image = Act(group, h, Unflat(sizes, x), sizes);
            if (image is null)
                continue;
            var y = Flat(sizes, image);
            for (var k = 0; k < fibre; k++)
            {
                var to = fibre == 1 ? 0 : group.Group.Multiply(h, k);
                for (var i = 0; i < width; i++)
                    moved[(to * count + y) * width + i] = values[(k * count + x) * width + i];
            }
        }
        return moved;
    }

    /// <summary>Entries of a box outside the hexagon, which carry no value.</summary>
    public bool IsInside(int index) => !IsHexagon || IsInHexagon(Unflat(Sizes, index), Sizes);

    public bool IsOutputInside(int index) =>
        !IsHexagon || IsInHexagon(Unflat(Outputs, index), Outputs);

    private (long, long) Value(long[] signal, long[] kernel, int k, int o)
    {
        var inputs = InputCount;
        if (Kind is DirectKind.Lifting or DirectKind.Group)
        {
            var sum = 0L;
            for (var m = 0; m < InputFibre; m++)
            for (var t = 0; t < _taps; t++)
                if (_places[o * _taps + t] is >= 0 and var place)
                    sum += kernel[m * _taps + t] * signal[m * inputs + place];
            return (sum, 1);
        }
        var (total, number, largest) = (0L, 0L, long.MinValue);
        for (var t = 0; t < _taps; t++)
        {
            var place = _places[o * _taps + t];
            if (place == Excluded)
                continue;
            var value = place == Nowhere ? 0 : signal[k * inputs + place];
            (total, number, largest) = (total + value, number + 1, Math.Max(largest, value));
        }
        return Kind == DirectKind.Max ? (largest, 1) : (total, number);
    }

    /// <summary>The kernel at (m, t) for outputs at k: ψ(k⁻¹m, k⁻¹▹t).</summary>
    private long[] Turned(long[] kernel, int k)
    {
        var turned = new long[InputFibre * _taps];
        for (var t = 0; t < _taps; t++)
        {
            var image =
                Act(Group, k, WindowPoints[t], Window)
                ?? throw new InvalidOperationException("The window is expected to be stable.");
            var to = Array.FindIndex(WindowPoints, point => point.AsSpan().SequenceEqual(image));
            for (var m = 0; m < InputFibre; m++)
            {
                var row = InputFibre == 1 ? 0 : Group.Group.Multiply(k, m);
                turned[row * _taps + to] = kernel[m * _taps + t];
            }
        }
        return turned;
    }

    private static int[] Padded(int size, int before, int after, PaddingMode mode)
    {
        var line = Enumerable.Range(0, size).ToList();
        for (var i = 1; i <= before; i++)
            line.Insert(
                0,
                mode switch
                {
                    PaddingMode.Zeros => Nowhere,
                    PaddingMode.Excluded => Excluded,
                    PaddingMode.Circular => size - i,
                    PaddingMode.Reflect => i,
                    _ => 0,
                }
            );
        for (var i = 0; i < after; i++)
            line.Add(
                mode switch
                {
                    PaddingMode.Zeros => Nowhere,
                    PaddingMode.Excluded => Excluded,
                    PaddingMode.Circular => i,
                    PaddingMode.Reflect => size - 2 - i,
                    _ => size - 1,
                }
            );
        return [.. line];
    }

    private static int[]? Act(PointGroup group, int h, int[] index, int[] sizes)
    {
        var matrix = group.Matrices[h];
        var image = new int[index.Length];
        for (var i = 0; i < index.Length; i++)
        {
            var sum = sizes[i] - 1;
            for (var j = 0; j < index.Length; j++)
                sum += matrix[i, j] * (2 * index[j] - (sizes[j] - 1));
            if (sum < 0 || sum % 2 != 0 || sum / 2 >= sizes[i])
                return null;
            image[i] = sum / 2;
        }
        return image;
    }

    private static bool IsInHexagon(int[] index, int[] sizes)
    {
        var radius = (sizes[0] - 1) / 2;
        return Math.Abs(index[0] - radius + index[1] - radius) <= radius;
    }

    private static IEnumerable<int[]> Indices(int[] sizes) =>
        Enumerable.Range(0, sizes.Aggregate(1, (a, b) => a * b)).Select(i => Unflat(sizes, i));

    private static int Flat(int[] sizes, int[] index) =>
        index.Contains(Excluded) ? Excluded
        : index.Contains(Nowhere) ? Nowhere
        : index.Zip(sizes).Aggregate(0, (flat, axis) => flat * axis.Second + axis.First);

    private static int[] Unflat(int[] sizes, int flat)
    {
        var index = new int[sizes.Length];
        for (var i = sizes.Length - 1; i >= 0; i--)
            (index[i], flat) = (flat % sizes[i], flat / sizes[i]);
        return index;
    }
}
