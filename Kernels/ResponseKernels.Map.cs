using System.Runtime.CompilerServices;
using AgeFormal.Kernels.Lanes;
using AgeFormal.Operators;

namespace AgeFormal.Kernels;

/// <content>
/// The convolution of each map by itself, with as many maps side by side as a register has lanes: no window reads across
/// the end of a register, and no sum runs across lanes.
/// </content>
internal sealed unsafe partial class ResponseKernels<TLanes, TVector, T>
{
    // Points, or entries of a window, that are worked on together: as many as hide the time of a multiplication.
    private const int Together = 8;

    public void Map(ResponseGrid grid, MapGrid map, int samples, in MapArrays arrays)
    {
        var of = arrays;
        var work = new MapWork(grid, map);
        Each(
            samples * work.Groups,
            work.Statistics * work.Plane + work.Results + Width * Width,
            (part, scratch) =>
            {
                var (sample, group) = (part / work.Groups, part % work.Groups);
                var result = scratch + work.Statistics * work.Plane;
                var tile = result + work.Results;
                work.Spread(sample, group, (T*)of.Sums, (T*)of.Maxima, scratch, tile);
                Slide(
                    map,
                    scratch,
                    work.Plane,
                    work.Statistics,
                    (T*)of.Kernel + (long)group * work.Kernel,
                    1,
                    result
                );
                for (var p = 0; p < work.Row; p += Width)
                {
                    Turn(result + p * Width, tile);
                    for (var lane = 0; lane < work.LanesOf(group); lane++)
                        TLanes.Store(
                            TLanes.Load(tile + lane * Width),
                            (T*)of.Map + work.At(sample, group, lane) + p
                        );
                }
            }
        );
    }

    public void MapSlopes(ResponseGrid grid, MapGrid map, int samples, in MapSlopeArrays arrays)
    {
        var of = arrays;
        var work = new MapWork(grid, map);
        var taps = map.Shifts.Length;
        Each(
            samples * work.Groups,
            (work.Statistics + 1) * work.Plane + work.Results + Width * Width,
            (part, scratch) =>
            {
                var (sample, group) = (part / work.Groups, part % work.Groups);
                var slopes = scratch + work.Statistics * work.Plane;
                var result = slopes + work.Plane;
                var tile = result + work.Results;
                var kernel = (T*)of.Kernel + (long)group * work.Kernel;
                var kernelSlopes = (T*)of.KernelSlopes + (long)part * work.Kernel;
                var sign = TLanes.All(T.CreateTruncating(of.Sign));
                work.Spread(sample, group, (T*)of.Sums, (T*)of.Maxima, scratch, tile);
                work.SpreadOne<Off>(sample, group, (T*)of.MapSlopes, sign, slopes, tile);
                // What does not pass through the map.
                for (var lane = 0; lane < work.LanesOf(group); lane++)
                {
                    var at = work.At(sample, group, lane);
                    var output = (T*)of.Output + work.OutputAt(sample, group, lane);
                    for (var p = 0; p < work.Row; p += Width)
                        TLanes.Store(
                            TLanes.Multiply(
                                TLanes.Multiply(
                                    TLanes.Load(output + p),
                                    TLanes.Load((T*)of.Gated + at + p)
                                ),
                                sign
                            ),
                            (T*)of.SumSlopes + at + p
                        );
                }
                for (var n = 0; n < work.Statistics; n++)
                {
                    TapSlopes(
                        map,
                        slopes,
                        scratch + n * work.Plane,
                        kernelSlopes + n * taps * Width
                    );
                    Slide(map, slopes, work.Plane, 1, kernel + n * taps * Width, -1, result);
                    for (var p = 0; p < work.Row; p += Width)
                    {
                        Turn(result + p * Width, tile);
                        for (var lane = 0; lane < work.LanesOf(group); lane++)
                            work.Receive(
                                n,
                                TLanes.Load(tile + lane * Width),
                                work.At(sample, group, lane) + p,
                                of
                            );
                    }
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
        var fibre = grid.Sizes.Fibre;
        var row = Row(grid.Points.Length);
        var rows = RoundUp(grid.Sizes.Outputs, Four);
        Each(
            samples * rows,
            scratchValues: 0,
            (part, _) =>
            {
                var (sample, j) = (part / rows, part % rows);
                var to = (T*)output + (long)part * row;
                var by = TLanes.All(T.CreateTruncating(sign));
                for (var h = 0; h < fibre; h++)
                {
                    var at = (((long)sample * fibre + h) * rows + j) * row;
                    for (var p = 0; p < row; p += Width)
                    {
                        var value = TLanes.Load((T*)sums + at + p);
                        if (map != null)
                            value = TLanes.Multiply(TLanes.Load((T*)map + at + p), value);
                        TLanes.Store(TLanes.MultiplyAdd(value, by, TLanes.Load(to + p)), to + p);
                    }
                }
            }
        );
    }

    // The arrays of the maps of a layer, and where one map lies in them.
    private sealed class MapWork(ResponseGrid grid, MapGrid map)
    {
        private readonly int _maps = grid.Sizes.Fibre * RoundUp(grid.Sizes.Outputs, Four);
        private readonly int _rows = RoundUp(grid.Sizes.Outputs, Four);

        public int Row { get; } = RoundUp(grid.Points.Length, Width);

        public int Statistics { get; } = map.Sizes.Statistics.Count;

        // A statistic of a group of maps within zeros; windows at the points past the end of a stretch read on.
        public int Plane { get; } = (map.Volume + Together) * Width;

        // A value of a group of maps at every point.
        public int Results { get; } = (RoundUp(grid.Points.Length, Width) + Together) * Width;

        public int Kernel { get; } = map.Sizes.Statistics.Count * map.Shifts.Length * Width;

        public int Groups => RoundUp(_maps, Width) / Width;

        public int LanesOf(int group) => Math.Min(Width, _maps - group * Width);

        public long At(int sample, int group, int lane) =>
            ((long)sample * _maps + group * Width + lane) * Row;

        public long OutputAt(int sample, int group, int lane) =>
            ((long)sample * _rows + (group * Width + lane) % _rows) * Row;

        public void Spread(int sample, int group, T* sums, T* maxima, T* planes, T* tile)
        {
            for (var n = 0; n < Statistics; n++)
            {
                var by = map.Sizes.Statistics[n];
                var rows = by == Reduction.Max ? maxima : sums;
                var plane = planes + n * Plane;
                if (by == Reduction.Mean)
                    SpreadOne<On>(
                        sample,
                        group,
                        rows,
                        TLanes.All(T.CreateTruncating(grid.Sizes.Channels)),
                        plane,
                        tile
                    );
                else
                    SpreadOne<Off>(sample, group, rows, TLanes.All(T.One), plane, tile);
            }
        }

        // The rows of a group of maps over a number, or times it, side by side.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void SpreadOne<TOver>(
            int sample,
            int group,
            T* rows,
            TVector number,
            T* plane,
            T* tile
        )
            where TOver : IFlag
        {
            var lanes = LanesOf(group);
            var to = stackalloc T*[Width];
            Clear(plane, Plane);
            for (var lane = lanes; lane < Width; lane++)
                TLanes.Store(TLanes.All(T.Zero), tile + lane * Width);
            for (var p = 0; p < map.Points.Count; p += Width)
            {
                for (var lane = 0; lane < lanes; lane++)
                {
                    var value = TLanes.Load(rows + At(sample, group, lane) + p);
                    TLanes.Store(
                        TOver.IsOn ? TLanes.Divide(value, number) : TLanes.Multiply(value, number),
                        tile + lane * Width
                    );
                }
                for (var i = 0; i < Width; i++)
                    to[i] = p + i < map.Points.Count ? plane + map.Points[p + i] * Width : null;
                TurnTo(tile, to);
            }
        }

        // What reaches a statistic.
        public void Receive(int n, TVector slope, long at, in MapSlopeArrays of)
        {
            var by = map.Sizes.Statistics[n];
            if (by == Reduction.Max)
                TLanes.Store(
                    TLanes.Divide(slope, TLanes.Load((T*)of.Counts + at)),
                    (T*)of.Shared + at
                );
            else
                TLanes.Store(
                    TLanes.Add(
                        TLanes.Load((T*)of.SumSlopes + at),
                        by == Reduction.Mean
                            ? TLanes.Divide(
                                slope,
                                TLanes.All(T.CreateTruncating(grid.Sizes.Channels))
                            )
                            : slope
                    ),
                    (T*)of.SumSlopes + at
                );
        }
    }

    // A square of registers, rows for columns.
    private static void Turn(T* from, T* to)
    {
        var rows = stackalloc T*[Width];
        for (var i = 0; i < Width; i++)
            rows[i] = to + i * Width;
        TurnTo(from, rows);
    }

    // The columns of a square of registers, each to its own place; null for those that go nowhere. Moves the places on.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TurnTo(T* square, T** columns)
    {
        if (TLanes.Count < Squares<T>.Side)
        {
            *columns[0] = *square;
            return;
        }
        var side = Squares<T>.Side;
        for (var i = 0; i < TLanes.Count; i += side)
        for (var k = 0; k < TLanes.Count; k += side)
        {
            var to = columns + k;
            Squares<T>.Turn(square + i * TLanes.Count + k, TLanes.Count, to);
            for (var next = 0; next < side; next++)
                if (to[next] != null)
                    to[next] += side;
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
