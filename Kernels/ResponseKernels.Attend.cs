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
                var isTwo = from + span <= row;
                if (of.Counts != null)
                    AttendTile<On, On>(grid, row, sample, from, isTwo, scratch, of);
                else if (of.Maxima != null)
                    AttendTile<On, Off>(grid, row, sample, from, isTwo, scratch, of);
                else
                    AttendTile<Off, Off>(grid, row, sample, from, isTwo, scratch, of);
            }
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AttendTile<TMaxima, TCounts>(
        ResponseGrid grid,
        int row,
        int sample,
        int from,
        bool isTwo,
        T* columns,
        in AttendArrays of
    )
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
        var responses = stackalloc TVector[Block];
        var dense = stackalloc TVector[Block];
        var sums = stackalloc TVector[Block];
        var maxima = stackalloc TVector[Block];
        var counts = stackalloc TVector[Block];
        var registers = isTwo ? 2 : 1;
        for (var block = 0; block < blocks; block++)
        {
            for (var r = 0; r < Block; r++)
                dense[r] = zero;
            for (var h = 0; h < fibre; h++)
            {
                for (var r = 0; r < Block; r++)
                {
                    sums[r] = zero;
                    maxima[r] = lowest;
                    counts[r] = zero;
                }
                for (var c = 0; c < channels; c++)
                {
                    var i = c * fibre + h;
                    Respond(
                        columns + (long)i * taps * span,
                        span,
                        (T*)of.Weights + ((long)block * inputs + i) * taps * Four,
                        taps,
                        isTwo,
                        responses
                    );
                    var alpha = (T*)of.Alpha + ((long)sample * inputs + i) * rows + block * Four;
                    TVector x0 = TLanes.All(alpha[0]),
                        x1 = TLanes.All(alpha[1]),
                        x2 = TLanes.All(alpha[2]),
                        x3 = TLanes.All(alpha[3]);
                    for (var k = 0; k < registers * Four; k += Four)
                    {
                        Gain<TMaxima, TCounts>(k, responses, x0, one, dense, sums, maxima, counts);
                        Gain<TMaxima, TCounts>(
                            k + 1,
                            responses,
                            x1,
                            one,
                            dense,
                            sums,
                            maxima,
                            counts
                        );
                        Gain<TMaxima, TCounts>(
                            k + 2,
                            responses,
                            x2,
                            one,
                            dense,
                            sums,
                            maxima,
                            counts
                        );
                        Gain<TMaxima, TCounts>(
                            k + 3,
                            responses,
                            x3,
                            one,
                            dense,
                            sums,
                            maxima,
                            counts
                        );
                    }
                }
                var at = (((long)sample * fibre + h) * rows + block * Four) * row + from;
                Store(sums, registers, (T*)of.Sums + at, row);
                if (TMaxima.IsOn)
                    Store(maxima, registers, (T*)of.Maxima + at, row);
                if (TCounts.IsOn)
                    Store(counts, registers, (T*)of.Counts + at, row);
            }
            if (of.Dense != null)
                Store(
                    dense,
                    registers,
                    (T*)of.Dense + ((long)sample * rows + block * Four) * row + from,
                    row
                );
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gain<TMaxima, TCounts>(
        int k,
        TVector* responses,
        TVector alpha,
        TVector one,
        TVector* dense,
        TVector* sums,
        TVector* maxima,
        TVector* counts
    )
        where TMaxima : IFlag
        where TCounts : IFlag
    {
        var response = responses[k];
        dense[k] = TLanes.Add(dense[k], response);
        var attended = TLanes.Multiply(alpha, response);
        sums[k] = TLanes.Add(sums[k], attended);
        if (TCounts.IsOn)
            counts[k] = TLanes.WhereGreater(
                attended,
                maxima[k],
                one,
                TLanes.WhereEqual(attended, maxima[k], TLanes.Add(counts[k], one), counts[k])
            );
        if (TMaxima.IsOn)
            maxima[k] = TLanes.Larger(maxima[k], attended);
    }

    private static void Store(TVector* block, int registers, T* to, int row)
    {
        for (var i = 0; i < registers; i++)
        for (var r = 0; r < Four; r++)
            TLanes.Store(block[i * Four + r], to + (long)r * row + i * TLanes.Count);
    }
}
