using AgeFormal.Operators;
using System.Runtime.CompilerServices;

namespace AgeFormal.Kernels;

/// <content>The convolution of each map by itself, and what a map is multiplied with.</content>
internal sealed unsafe partial class ResponseKernels<TLanes, TVector, T>
{
    public void Map(ResponseGrid grid, MapGrid map, int samples, in MapArrays arrays)
    {
        var of = arrays;
        var (maps, row) = Rows(grid);
        var plane = Plane(map);
        var statistics = map.Sizes.Statistics.Count;
        Each(
            samples * maps,
            (statistics + 1) * plane + row + Width,
            (part, scratch) =>
            {
                var at = (long)part * row;
                var kernel = (T*)of.Kernel + (long)(part % maps) * statistics * map.Sizes.Taps;
                Clear(scratch, (statistics + 1) * plane);
                Spread(grid, map, (T*)of.Sums + at, of.Maxima == null ? null : (T*)of.Maxima + at, scratch, plane);
                var result = scratch + statistics * plane;
                for (var n = 0; n < statistics; n++)
                    Slide(map, scratch + n * plane, kernel + n * map.Sizes.Taps, 1, result);
                // Whole registers may pass the end of the row, where the next one begins.
                var one = result + plane;
                map.Points.Gather<TLanes, TVector, T>(result, 0, 0, map.Points.Count, one);
                new Span<T>(one, row).CopyTo(new Span<T>((T*)of.Map + at, row));
            }
        );
    }

    public void MapSlopes(ResponseGrid grid, MapGrid map, int samples, in MapSlopeArrays arrays)
    {
        var of = arrays;
        var (maps, row) = Rows(grid);
        var rows = maps / grid.Sizes.Fibre;
        var plane = Plane(map);
        var sizes = map.Sizes;
        var (statistics, taps) = (sizes.Statistics.Count, sizes.Taps);
        Each(
            samples * maps,
            (statistics + 2) * plane + row + Width,
            (part, scratch) =>
            {
                var (sample, which) = (part / maps, part % maps);
                var at = (long)part * row;
                var sign = T.CreateTruncating(of.Sign);
                var kernel = (T*)of.Kernel + (long)which * statistics * taps;
                var kernelSlopes = (T*)of.KernelSlopes + (long)part * statistics * taps;
                var slopes = scratch + statistics * plane;
                var back = slopes + plane;
                var one = back + plane;
                Clear(scratch, (statistics + 1) * plane);
                Spread(grid, map, (T*)of.Sums + at, of.Maxima == null ? null : (T*)of.Maxima + at, scratch, plane);
                Scale((T*)of.MapSlopes + at, sign, one, row);
                map.Points.Scatter<TLanes, TVector, T>(one, 0, 0, map.Points.Count, slopes);
                // What does not pass through the map.
                Product(
                    (T*)of.Output + ((long)sample * rows + which % rows) * row,
                    (T*)of.Gated + at,
                    sign,
                    (T*)of.SumSlopes + at,
                    row
                );
                for (var n = 0; n < statistics; n++)
                {
                    TapSlopes(map, slopes, scratch + n * plane, kernelSlopes + n * taps);
                    Clear(back, plane);
                    Slide(map, slopes, kernel + n * taps, -1, back);
                    map.Points.Gather<TLanes, TVector, T>(back, 0, 0, map.Points.Count, one);
                    if (sizes.Statistics[n] == Reduction.Max)
                        Divide(one, (T*)of.Counts + at, (T*)of.Shared + at, row);
                    else
                        Gain(
                            one,
                            sizes.Statistics[n] == Reduction.Mean
                                ? T.One / T.CreateTruncating(grid.Sizes.Channels)
                                : T.One,
                            (T*)of.SumSlopes + at,
                            row
                        );
                }
            }
        );
    }

    public void Combine(
        ResponseGrid grid,
        int samples,
        double sign,
        void* map,
        void* sums,
        void* output
    )
    {
        var (maps, row) = Rows(grid);
        var fibre = grid.Sizes.Fibre;
        var rows = maps / fibre;
        Each(
            samples * rows,
            scratchValues: 0,
            (part, _) =>
            {
                var (sample, j) = (part / rows, part % rows);
                var to = (T*)output + (long)part * row;
                var by = T.CreateTruncating(sign);
                for (var h = 0; h < fibre; h++)
                {
                    var at = (((long)sample * fibre + h) * rows + j) * row;
                    if (map == null)
                        Gain((T*)sums + at, by, to, row);
                    else
                        GainProduct((T*)map + at, (T*)sums + at, by, to, row);
                }
            }
        );
    }

    private (int Maps, int Row) Rows(ResponseGrid grid) =>
        (grid.Sizes.Fibre * RoundUp(grid.Sizes.Outputs, Four), Row(grid.Points.Length));

    private static int Plane(MapGrid map) => RoundUp(map.Length + 5 * Width, Width);

    // The statistics of one map, each with zeros between its rows.
    private static void Spread(
        ResponseGrid grid,
        MapGrid map,
        T* sums,
        T* maxima,
        T* planes,
        int length
    )
    {
        for (var n = 0; n < map.Sizes.Statistics.Count; n++)
        {
            var plane = planes + n * length;
            switch (map.Sizes.Statistics[n])
            {
                case Reduction.Mean:
                    var channels = T.CreateTruncating(grid.Sizes.Channels);
                    for (var p = 0; p < map.Points.Count; p++)
                        plane[map.Points[p]] = sums[p] / channels;
                    break;
                case Reduction.Sum:
                    map.Points.Scatter<TLanes, TVector, T>(sums, 0, 0, map.Points.Count, plane);
                    break;
                case Reduction.Max:
                    map.Points.Scatter<TLanes, TVector, T>(maxima, 0, 0, map.Points.Count, plane);
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }
    }

    // result[q] += Σ_k kernel[k] source[q ± shift of k].
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Slide(MapGrid map, T* source, T* kernel, int direction, T* result)
    {
        fixed (int* shifts = map.Taps)
        {
            var taps = map.Taps.Length;
            var q = map.First;
            for (; q + 3 * TLanes.Count < map.End; q += 4 * TLanes.Count)
            {
                var to = result + q;
                TVector a = TLanes.Load(to),
                    b = TLanes.Load(to + TLanes.Count),
                    c = TLanes.Load(to + 2 * TLanes.Count),
                    d = TLanes.Load(to + 3 * TLanes.Count);
                for (var k = 0; k < taps; k++)
                {
                    var of = source + q + direction * shifts[k];
                    var w = TLanes.All(kernel[k]);
                    a = TLanes.MultiplyAdd(w, TLanes.Load(of), a);
                    b = TLanes.MultiplyAdd(w, TLanes.Load(of + TLanes.Count), b);
                    c = TLanes.MultiplyAdd(w, TLanes.Load(of + 2 * TLanes.Count), c);
                    d = TLanes.MultiplyAdd(w, TLanes.Load(of + 3 * TLanes.Count), d);
                }
                TLanes.Store(a, to);
                TLanes.Store(b, to + TLanes.Count);
                TLanes.Store(c, to + 2 * TLanes.Count);
                TLanes.Store(d, to + 3 * TLanes.Count);
            }
            for (; q < map.End; q += TLanes.Count)
            {
                var a = TLanes.Load(result + q);
                for (var k = 0; k < taps; k++)
                    a = TLanes.MultiplyAdd(
                        TLanes.All(kernel[k]),
                        TLanes.Load(source + q + direction * shifts[k]),
                        a
                    );
                TLanes.Store(a, result + q);
            }
        }
    }

    // kernelSlopes[k] += Σ_q slopes[q] source[q + shift of k].
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSlopes(MapGrid map, T* slopes, T* source, T* kernelSlopes)
    {
        fixed (int* shifts = map.Taps)
        {
            var taps = map.Taps.Length;
            var k = 0;
            for (; k + Four <= taps; k += Four)
            {
                TVector a,
                    b,
                    c,
                    d;
                a = b = c = d = TLanes.All(T.Zero);
                T* s0 = source + shifts[k],
                    s1 = source + shifts[k + 1],
                    s2 = source + shifts[k + 2],
                    s3 = source + shifts[k + 3];
                for (var q = map.First; q < map.End; q += TLanes.Count)
                {
                    var g = TLanes.Load(slopes + q);
                    a = TLanes.MultiplyAdd(g, TLanes.Load(s0 + q), a);
                    b = TLanes.MultiplyAdd(g, TLanes.Load(s1 + q), b);
                    c = TLanes.MultiplyAdd(g, TLanes.Load(s2 + q), c);
                    d = TLanes.MultiplyAdd(g, TLanes.Load(s3 + q), d);
                }
                kernelSlopes[k] += TLanes.Sum(a);
                kernelSlopes[k + 1] += TLanes.Sum(b);
                kernelSlopes[k + 2] += TLanes.Sum(c);
                kernelSlopes[k + 3] += TLanes.Sum(d);
            }
            for (; k < taps; k++)
            {
                var a = TLanes.All(T.Zero);
                for (var q = map.First; q < map.End; q += TLanes.Count)
                    a = TLanes.MultiplyAdd(
                        TLanes.Load(slopes + q),
                        TLanes.Load(source + shifts[k] + q),
                        a
                    );
                kernelSlopes[k] += TLanes.Sum(a);
            }
        }
    }

    private static void Scale(T* source, T factor, T* target, int count)
    {
        var by = TLanes.All(factor);
        for (var p = 0; p < count; p += TLanes.Count)
            TLanes.Store(TLanes.Multiply(TLanes.Load(source + p), by), target + p);
    }

    private static void Product(T* left, T* right, T factor, T* target, int count)
    {
        var by = TLanes.All(factor);
        for (var p = 0; p < count; p += TLanes.Count)
            TLanes.Store(
                TLanes.Multiply(
                    TLanes.Multiply(TLanes.Load(left + p), TLanes.Load(right + p)),
                    by
                ),
                target + p
            );
    }

    private static void Gain(T* source, T factor, T* target, int count)
    {
        var by = TLanes.All(factor);
        for (var p = 0; p < count; p += TLanes.Count)
            TLanes.Store(
                TLanes.MultiplyAdd(TLanes.Load(source + p), by, TLanes.Load(target + p)),
                target + p
            );
    }

    private static void GainProduct(T* left, T* right, T factor, T* target, int count)
    {
        var by = TLanes.All(factor);
        for (var p = 0; p < count; p += TLanes.Count)
            TLanes.Store(
                TLanes.MultiplyAdd(
                    TLanes.Multiply(TLanes.Load(left + p), TLanes.Load(right + p)),
                    by,
                    TLanes.Load(target + p)
                ),
                target + p
            );
    }

    private static void Divide(T* source, T* divisor, T* target, int count)
    {
        for (var p = 0; p < count; p++)
            target[p] = source[p] / divisor[p];
    }
}
