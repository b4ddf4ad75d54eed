using System.Runtime.CompilerServices;

namespace AgeFormal.Kernels;

/// <content>
/// The convolution of each map by itself, with as many maps side by side as a register has lanes: no window reads across
/// the end of a register, and no sum runs across lanes.
/// </content>
internal sealed unsafe partial class ResponseKernels<TLanes, TVector, T>
{
    // Points, or entries of a window, that are worked on together: as many as hide the time of a multiplication.
    private const int Together = 8;

    private static long MapScratch(MapWork work) =>
        work.Statistics * work.Plane + work.Results + Width * Width;

    // A register of maps.
    private static void MapGroup(
        MapWork work,
        MapGrid map,
        int group,
        T* kernel,
        in Between of,
        T* scratch
    )
    {
        var result = scratch + work.Statistics * work.Plane;
        var tile = result + work.Results;
        work.Spread(group, of, scratch, tile);
        Slide(
            map,
            scratch,
            work.Plane,
            work.Statistics,
            kernel + (long)group * work.Kernel,
            1,
            result
        );
        if (map.IsSigmoid)
            Sigmoid(result, work.Row * Width);
        for (var p = 0; p < work.Row; p += Width)
        {
            Turn(result + p * Width, tile);
            for (var lane = 0; lane < work.LanesOf(group); lane++)
                TLanes.Store(TLanes.Load(tile + lane * Width), of.Map + work.At(group, lane) + p);
        }
    }

    // 1/(1 + e⁻ˣ).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sigmoid(T* values, int count)
    {
        TVector one = TLanes.All(T.One),
            minus = TLanes.All(-T.One);
        for (var i = 0; i < count; i += TLanes.Count)
            TLanes.Store(
                TLanes.Divide(
                    one,
                    TLanes.Add(one, TLanes.Exp(TLanes.Multiply(minus, TLanes.Load(values + i))))
                ),
                values + i
            );
    }

    private static long MapSlopeScratch(MapWork work) =>
        (work.Statistics + 1) * work.Plane + work.Results + Width * (Width + work.Row);

    // What a register of maps sends back.
    private static void MapGroupSlopes(
        MapWork work,
        MapGrid map,
        int group,
        T* kernel,
        T* kernelSlopes,
        in MapPasses of,
        T* scratch
    )
    {
        var taps = map.Shifts.Length;
        var slopes = scratch + work.Statistics * work.Plane;
        var result = slopes + work.Plane;
        var tile = result + work.Results;
        var through = tile + Width * Width;
        work.Spread(group, of.Between, scratch, tile);
        for (var lane = 0; lane < work.LanesOf(group); lane++)
            work.Through(group, lane, map.IsSigmoid, of, through + lane * work.Row);
        work.SpreadOne<AsItIs>(group, through, TLanes.All(T.One), slopes, tile);
        kernel += (long)group * work.Kernel;
        kernelSlopes += (long)group * work.Kernel;
        for (var n = 0; n < work.Statistics; n++)
        {
            TapSlopes(map, slopes, scratch + n * work.Plane, kernelSlopes + n * taps * Width);
            Slide(map, slopes, work.Plane, 1, kernel + n * taps * Width, -1, result);
            for (var p = 0; p < work.Row; p += Width)
            {
                Turn(result + p * Width, tile);
                for (var lane = 0; lane < work.LanesOf(group); lane++)
                    work.Receive(n, TLanes.Load(tile + lane * Width), work.At(group, lane) + p, of);
            }
        }
    }

    // result[p] = Σ_n Σ_k kernel[n, k] source[n, place of p ± shift of k].
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Slide(
        MapGrid map,
        T* source,
        int plane,
        int statistics,
        T* kernel,
        int direction,
        T* result
    )
    {
        var width = TLanes.Count;
        var taps = map.Shifts.Length;
        var zero = TLanes.All(T.Zero);
        fixed (int* shifts = map.Shifts)
            for (var from = 0; from < map.Points.Count; from = map.Points.EndOf(from))
            for (var p = from; p < map.Points.EndOf(from); p += Together)
            {
                TVector a,
                    b,
                    c,
                    d,
                    e,
                    f,
                    g,
                    h;
                a = b = c = d = e = f = g = h = zero;
                var w = kernel;
                for (var n = 0; n < statistics; n++)
                {
                    var at = source + n * plane + (map.Points[from] + (p - from)) * width;
                    for (var k = 0; k < taps; k++)
                    {
                        var of = at + direction * shifts[k] * width;
                        var by = TLanes.Load(w);
                        w += width;
                        a = TLanes.MultiplyAdd(by, TLanes.Load(of), a);
                        b = TLanes.MultiplyAdd(by, TLanes.Load(of + width), b);
                        c = TLanes.MultiplyAdd(by, TLanes.Load(of + 2 * width), c);
                        d = TLanes.MultiplyAdd(by, TLanes.Load(of + 3 * width), d);
                        e = TLanes.MultiplyAdd(by, TLanes.Load(of + 4 * width), e);
                        f = TLanes.MultiplyAdd(by, TLanes.Load(of + 5 * width), f);
                        g = TLanes.MultiplyAdd(by, TLanes.Load(of + 6 * width), g);
                        h = TLanes.MultiplyAdd(by, TLanes.Load(of + 7 * width), h);
                    }
                }
                // What is too much is overwritten by the next stretch.
                var to = result + p * width;
                TLanes.Store(a, to);
                TLanes.Store(b, to + width);
                TLanes.Store(c, to + 2 * width);
                TLanes.Store(d, to + 3 * width);
                TLanes.Store(e, to + 4 * width);
                TLanes.Store(f, to + 5 * width);
                TLanes.Store(g, to + 6 * width);
                TLanes.Store(h, to + 7 * width);
            }
        for (var p = map.Points.Count; p < RoundUp(map.Points.Count, width); p++)
            TLanes.Store(zero, result + p * width);
    }

    // kernelSlopes[k] += Σ_p slopes[place of p] source[place of p + shift of k].
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSlopes(MapGrid map, T* slopes, T* source, T* kernelSlopes)
    {
        var width = TLanes.Count;
        var taps = map.Shifts.Length;
        fixed (int* shifts = map.Shifts)
            for (var k = 0; k < taps; k += Together)
            {
                // Entries past the last one repeat it, and are not written.
                var last = taps - 1;
                nint s0 = shifts[k] * width,
                    s1 = shifts[Math.Min(k + 1, last)] * width,
                    s2 = shifts[Math.Min(k + 2, last)] * width,
                    s3 = shifts[Math.Min(k + 3, last)] * width,
                    s4 = shifts[Math.Min(k + 4, last)] * width,
                    s5 = shifts[Math.Min(k + 5, last)] * width,
                    s6 = shifts[Math.Min(k + 6, last)] * width,
                    s7 = shifts[Math.Min(k + 7, last)] * width;
                TVector a,
                    b,
                    c,
                    d,
                    e,
                    f,
                    g,
                    h;
                a = b = c = d = e = f = g = h = TLanes.All(T.Zero);
                for (var from = 0; from < map.Points.Count; from = map.Points.EndOf(from))
                {
                    var at = map.Points[from] * width;
                    var end = at + (map.Points.EndOf(from) - from) * width;
                    for (; at < end; at += width)
                    {
                        var by = TLanes.Load(slopes + at);
                        var of = source + at;
                        a = TLanes.MultiplyAdd(by, TLanes.Load(of + s0), a);
                        b = TLanes.MultiplyAdd(by, TLanes.Load(of + s1), b);
                        c = TLanes.MultiplyAdd(by, TLanes.Load(of + s2), c);
                        d = TLanes.MultiplyAdd(by, TLanes.Load(of + s3), d);
                        e = TLanes.MultiplyAdd(by, TLanes.Load(of + s4), e);
                        f = TLanes.MultiplyAdd(by, TLanes.Load(of + s5), f);
                        g = TLanes.MultiplyAdd(by, TLanes.Load(of + s6), g);
                        h = TLanes.MultiplyAdd(by, TLanes.Load(of + s7), h);
                    }
                }
                var to = kernelSlopes + k * width;
                AddTo(to, a);
                if (k + 1 < taps)
                    AddTo(to + width, b);
                if (k + 2 < taps)
                    AddTo(to + 2 * width, c);
                if (k + 3 < taps)
                    AddTo(to + 3 * width, d);
                if (k + 4 < taps)
                    AddTo(to + 4 * width, e);
                if (k + 5 < taps)
                    AddTo(to + 5 * width, f);
                if (k + 6 < taps)
                    AddTo(to + 6 * width, g);
                if (k + 7 < taps)
                    AddTo(to + 7 * width, h);
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(T* target, TVector value) =>
        TLanes.Store(TLanes.Add(TLanes.Load(target), value), target);
}
