using System.Runtime.CompilerServices;

namespace AgeFormal.Kernels;

/// <content>Sums and maxima over c of the attended responses.</content>
internal sealed unsafe partial class ResponseKernels<TLanes, TVector, T>
{
    private static int AttendTiles(ResponseGrid grid)
    {
        var span = 2 * Width;
        return (RoundUp(grid.Points.Length, Width) + span - 1) / span;
    }

    private static long AttendScratch(ResponseGrid grid) =>
        (long)grid.Sizes.Inputs * grid.Taps.Length * 2 * Width + Width;

    // Two registers of points.
    private static void AttendTile(
        ResponseGrid grid,
        int tile,
        T* padded,
        T* weights,
        T* alpha,
        in Between of,
        T* columns
    )
    {
        var span = 2 * Width;
        var from = tile * span;
        for (var i = 0; i < grid.Sizes.Inputs; i++)
            Gather(
                grid,
                padded + (long)i * grid.Channel,
                from,
                Math.Min(grid.Points.Length, from + span),
                columns + (long)i * grid.Taps.Length * span,
                span
            );
        if (of.Dense != null)
            AttendTile<On>(grid, from, columns, weights, alpha, of);
        else
            AttendTile<Off>(grid, from, columns, weights, alpha, of);
    }

    private static void AttendTile<TDense>(
        ResponseGrid grid,
        int from,
        T* columns,
        T* weights,
        T* alpha,
        in Between of
    )
        where TDense : IFlag
    {
        if (of.Counts != null)
            AttendTile<On, On, TDense>(grid, from, columns, weights, alpha, of);
        else if (of.Maxima != null)
            AttendTile<On, Off, TDense>(grid, from, columns, weights, alpha, of);
        else
            AttendTile<Off, Off, TDense>(grid, from, columns, weights, alpha, of);
    }

    private static void AttendTile<TMaxima, TCounts, TDense>(
        ResponseGrid grid,
        int from,
        T* columns,
        T* weights,
        T* alpha,
        in Between of
    )
        where TMaxima : IFlag
        where TCounts : IFlag
        where TDense : IFlag
    {
        var sizes = grid.Sizes;
        var (channels, fibre, inputs) = (sizes.Channels, sizes.Fibre, sizes.Inputs);
        var taps = grid.Taps.Length;
        var blocks = RoundUp(sizes.Outputs, Four) / Four;
        var rows = blocks * Four;
        var row = RoundUp(grid.Points.Length, TLanes.Count);
        var span = 2 * TLanes.Count;
        var isTwo = from + span <= row;
        var dense = stackalloc TVector[Block];
        for (var block = 0; block < blocks; block++)
        {
            for (var r = 0; r < Block; r++)
                dense[r] = TLanes.All(T.Zero);
            for (var h = 0; h < fibre; h++)
            {
                var at = ((long)h * rows + block * Four) * row + from;
                var over = new Attended(
                    columns + (long)h * taps * span,
                    weights + ((long)block * inputs + h) * taps * Four,
                    alpha + (long)h * rows + block * Four,
                    channels,
                    fibre,
                    taps,
                    rows
                );
                var to = of.Sums + at;
                var maxima = TMaxima.IsOn ? of.Maxima + at : null;
                var counts = TCounts.IsOn ? of.Counts + at : null;
                if (isTwo)
                    AttendFour<On, TMaxima, TCounts, TDense>(over, dense, to, maxima, counts, row);
                else
                    AttendFour<Off, TMaxima, TCounts, TDense>(over, dense, to, maxima, counts, row);
            }
            if (TDense.IsOn)
            {
                var to = of.Dense + (long)block * Four * row + from;
                for (var i = 0; i < (isTwo ? 2 : 1); i++)
                for (var r = 0; r < Four; r++)
                    TLanes.Store(dense[i * Four + r], to + (long)r * row + i * TLanes.Count);
            }
        }
    }

    // The columns, weights and α of one h for four outputs; from a channel to the next they move on by |H| of them.
    private readonly struct Attended(
        T* columns,
        T* weights,
        T* alpha,
        int channels,
        int fibre,
        int taps,
        int rows
    )
    {
        public readonly T* Columns = columns,
            Weights = weights,
            Alpha = alpha;

        public readonly int Channels = channels,
            Taps = taps;

        public readonly long NextColumns = (long)fibre * taps * 2 * TLanes.Count,
            NextWeights = (long)fibre * taps * Four,
            NextAlpha = (long)fibre * rows;
    }

    // What is summed stays in registers while the channels pass: the numbers 0 to 3 are outputs, 4 to 7 the same at the points
    // of the second register.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AttendFour<TTwo, TMaxima, TCounts, TDense>(
        in Attended over,
        TVector* dense,
        T* sums,
        T* maxima,
        T* counts,
        int row
    )
        where TTwo : IFlag
        where TMaxima : IFlag
        where TCounts : IFlag
        where TDense : IFlag
    {
        TVector s0,
            s1,
            s2,
            s3,
            s4,
            s5,
            s6,
            s7;
        TVector m0,
            m1,
            m2,
            m3,
            m4,
            m5,
            m6,
            m7;
        TVector n0,
            n1,
            n2,
            n3,
            n4,
            n5,
            n6,
            n7;
        s0 = s1 = s2 = s3 = s4 = s5 = s6 = s7 = TLanes.All(T.Zero);
        m0 = m1 = m2 = m3 = m4 = m5 = m6 = m7 = TLanes.All(T.NegativeInfinity);
        n0 = n1 = n2 = n3 = n4 = n5 = n6 = n7 = TLanes.All(T.Zero);
        T* columns = over.Columns,
            weights = over.Weights,
            alpha = over.Alpha;
        for (var c = 0; c < over.Channels; c++)
        {
            Respond<TTwo>(
                columns,
                2 * TLanes.Count,
                weights,
                over.Taps,
                out var a0,
                out var a1,
                out var a2,
                out var a3,
                out var a4,
                out var a5,
                out var a6,
                out var a7
            );
            var x = TLanes.All(alpha[0]);
            Gain<TMaxima, TCounts, TDense>(a0, x, dense, ref s0, ref m0, ref n0);
            if (TTwo.IsOn)
                Gain<TMaxima, TCounts, TDense>(a4, x, dense + 4, ref s4, ref m4, ref n4);
            x = TLanes.All(alpha[1]);
            Gain<TMaxima, TCounts, TDense>(a1, x, dense + 1, ref s1, ref m1, ref n1);
            if (TTwo.IsOn)
                Gain<TMaxima, TCounts, TDense>(a5, x, dense + 5, ref s5, ref m5, ref n5);
            x = TLanes.All(alpha[2]);
            Gain<TMaxima, TCounts, TDense>(a2, x, dense + 2, ref s2, ref m2, ref n2);
            if (TTwo.IsOn)
                Gain<TMaxima, TCounts, TDense>(a6, x, dense + 6, ref s6, ref m6, ref n6);
            x = TLanes.All(alpha[3]);
            Gain<TMaxima, TCounts, TDense>(a3, x, dense + 3, ref s3, ref m3, ref n3);
            if (TTwo.IsOn)
                Gain<TMaxima, TCounts, TDense>(a7, x, dense + 7, ref s7, ref m7, ref n7);
            columns += over.NextColumns;
            weights += over.NextWeights;
            alpha += over.NextAlpha;
        }
        Store<TTwo>(sums, row, s0, s1, s2, s3, s4, s5, s6, s7);
        if (TMaxima.IsOn)
            Store<TTwo>(maxima, row, m0, m1, m2, m3, m4, m5, m6, m7);
        if (TCounts.IsOn)
            Store<TTwo>(counts, row, n0, n1, n2, n3, n4, n5, n6, n7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gain<TMaxima, TCounts, TDense>(
        TVector response,
        TVector alpha,
        TVector* dense,
        ref TVector sum,
        ref TVector maximum,
        ref TVector count
    )
        where TMaxima : IFlag
        where TCounts : IFlag
        where TDense : IFlag
    {
        if (TDense.IsOn)
            *dense = TLanes.Add(*dense, response);
        var attended = TLanes.Multiply(alpha, response);
        sum = TLanes.Add(sum, attended);
        if (TCounts.IsOn)
        {
            var one = TLanes.All(T.One);
            count = TLanes.WhereGreater(
                attended,
                maximum,
                one,
                TLanes.WhereEqual(attended, maximum, TLanes.Add(count, one), count)
            );
        }
        if (TMaxima.IsOn)
            maximum = TLanes.Larger(maximum, attended);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TTwo>(
        T* to,
        int row,
        TVector a0,
        TVector a1,
        TVector a2,
        TVector a3,
        TVector a4,
        TVector a5,
        TVector a6,
        TVector a7
    )
        where TTwo : IFlag
    {
        TLanes.Store(a0, to);
        TLanes.Store(a1, to + row);
        TLanes.Store(a2, to + 2L * row);
        TLanes.Store(a3, to + 3L * row);
        if (!TTwo.IsOn)
            return;
        to += TLanes.Count;
        TLanes.Store(a4, to);
        TLanes.Store(a5, to + row);
        TLanes.Store(a6, to + 2L * row);
        TLanes.Store(a7, to + 3L * row);
    }
}
