using System.Runtime.CompilerServices;

namespace AgeFormal.Kernels;

/// <content>Sums and maxima over c of the attended responses.</content>
internal sealed unsafe partial class ResponseKernels<TLanes, TVector, T>
{
    public void Attend(ResponseGrid grid, int samples, in AttendArrays arrays)
    {
        var of = arrays;
        var inputs = grid.Sizes.Inputs;
        var points = grid.Points.Length;
        var taps = grid.Taps.Length;
        var row = Row(points);
        var span = 2 * Width;
        var tiles = (row + span - 1) / span;
        Each(
            samples * tiles,
            (long)inputs * taps * span + Width,
            (part, scratch) =>
            {
                var (sample, tile) = (part / tiles, part % tiles);
                var from = tile * span;
                for (var i = 0; i < inputs; i++)
                    Gather(
                        grid,
                        (T*)of.Padded + ((long)sample * inputs + i) * grid.Channel,
                        from,
                        Math.Min(points, from + span),
                        scratch + (long)i * taps * span,
                        span
                    );
                if (from + span <= row)
                    AttendTile<On>(grid, row, sample, from, scratch, of);
                else
                    AttendTile<Off>(grid, row, sample, from, scratch, of);
            }
        );
    }

    private static void AttendTile<TTwo>(
        ResponseGrid grid,
        int row,
        int sample,
        int from,
        T* columns,
        in AttendArrays of
    )
        where TTwo : IFlag
    {
        if (of.Counts != null)
            AttendTile<TTwo, On, On>(grid, row, sample, from, columns, of);
        else if (of.Maxima != null)
            AttendTile<TTwo, On, Off>(grid, row, sample, from, columns, of);
        else
            AttendTile<TTwo, Off, Off>(grid, row, sample, from, columns, of);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AttendTile<TTwo, TMaxima, TCounts>(
        ResponseGrid grid,
        int row,
        int sample,
        int from,
        T* columns,
        in AttendArrays of
    )
        where TTwo : IFlag
        where TMaxima : IFlag
        where TCounts : IFlag
    {
        var sizes = grid.Sizes;
        var (channels, fibre, inputs) = (sizes.Channels, sizes.Fibre, sizes.Inputs);
        var taps = grid.Taps.Length;
        var blocks = RoundUp(sizes.Outputs, Four) / Four;
        var rows = blocks * Four;
        var span = 2 * TLanes.Count;
        var zero = TLanes.All(T.Zero);
        var one = TLanes.All(T.One);
        var lowest = TLanes.All(T.NegativeInfinity);
        // Four rows of two registers each.
        var dense = stackalloc TVector[8];
        var sums = stackalloc TVector[8];
        var maxima = stackalloc TVector[8];
        var counts = stackalloc TVector[8];
        for (var block = 0; block < blocks; block++)
        {
            for (var r = 0; r < 8; r++)
                dense[r] = zero;
            for (var h = 0; h < fibre; h++)
            {
                for (var r = 0; r < 8; r++)
                {
                    sums[r] = zero;
                    maxima[r] = lowest;
                    counts[r] = zero;
                }
                for (var c = 0; c < channels; c++)
                {
                    var i = c * fibre + h;
                    Respond<TTwo>(
                        columns + (long)i * taps * span,
                        span,
                        (T*)of.Weights + ((long)block * inputs + i) * taps * Four,
                        taps,
                        out var a0,
                        out var a1,
                        out var a2,
                        out var a3,
                        out var b0,
                        out var b1,
                        out var b2,
                        out var b3
                    );
                    var alpha = (T*)of.Alpha + ((long)sample * inputs + i) * rows + block * Four;
                    var x0 = TLanes.All(alpha[0]);
                    var x1 = TLanes.All(alpha[1]);
                    var x2 = TLanes.All(alpha[2]);
                    var x3 = TLanes.All(alpha[3]);
                    Gain<TMaxima, TCounts>(a0, x0, one, dense, sums, maxima, counts);
                    Gain<TMaxima, TCounts>(
                        a1,
                        x1,
                        one,
                        dense + 1,
                        sums + 1,
                        maxima + 1,
                        counts + 1
                    );
                    Gain<TMaxima, TCounts>(
                        a2,
                        x2,
                        one,
                        dense + 2,
                        sums + 2,
                        maxima + 2,
                        counts + 2
                    );
                    Gain<TMaxima, TCounts>(
                        a3,
                        x3,
                        one,
                        dense + 3,
                        sums + 3,
                        maxima + 3,
                        counts + 3
                    );
                    if (TTwo.IsOn)
                    {
                        Gain<TMaxima, TCounts>(
                            b0,
                            x0,
                            one,
                            dense + 4,
                            sums + 4,
                            maxima + 4,
                            counts + 4
                        );
                        Gain<TMaxima, TCounts>(
                            b1,
                            x1,
                            one,
                            dense + 5,
                            sums + 5,
                            maxima + 5,
                            counts + 5
                        );
                        Gain<TMaxima, TCounts>(
                            b2,
                            x2,
                            one,
                            dense + 6,
                            sums + 6,
                            maxima + 6,
                            counts + 6
                        );
                        Gain<TMaxima, TCounts>(
                            b3,
                            x3,
                            one,
                            dense + 7,
                            sums + 7,
                            maxima + 7,
                            counts + 7
                        );
                    }
                }
                var at = (((long)sample * fibre + h) * rows + block * Four) * row + from;
                Store<TTwo>(sums, (T*)of.Sums + at, row);
                if (TMaxima.IsOn)
                    Store<TTwo>(maxima, (T*)of.Maxima + at, row);
                if (TCounts.IsOn)
                    Store<TTwo>(counts, (T*)of.Counts + at, row);
            }
            if (of.Dense != null)
                Store<TTwo>(
                    dense,
                    (T*)of.Dense + ((long)sample * rows + block * Four) * row + from,
                    row
                );
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gain<TMaxima, TCounts>(
        TVector response,
        TVector alpha,
        TVector one,
        TVector* dense,
        TVector* sum,
        TVector* maximum,
        TVector* count
    )
        where TMaxima : IFlag
        where TCounts : IFlag
    {
        *dense = TLanes.Add(*dense, response);
        var attended = TLanes.Multiply(alpha, response);
        *sum = TLanes.Add(*sum, attended);
        if (TCounts.IsOn)
            *count = TLanes.WhereGreater(
                attended,
                *maximum,
                one,
                TLanes.WhereEqual(attended, *maximum, TLanes.Add(*count, one), *count)
            );
        if (TMaxima.IsOn)
            *maximum = TLanes.Larger(*maximum, attended);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TTwo>(TVector* values, T* to, int row)
        where TTwo : IFlag
    {
        for (var r = 0; r < Four; r++)
        {
            TLanes.Store(values[r], to + (long)r * row);
            if (TTwo.IsOn)
                TLanes.Store(values[Four + r], to + (long)r * row + TLanes.Count);
        }
    }
}
