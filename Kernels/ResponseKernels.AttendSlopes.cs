using System.Runtime.CompilerServices;

namespace AgeFormal.Kernels;

/// <content>The gradients of the attended responses. These are computed once more, in the same order and so to the same bits.</content>
internal sealed unsafe partial class ResponseKernels<TLanes, TVector, T>
{
    // As many points at a time as keep what one channel reads, and its gradient, near.
    private const int SlopePoints = 256;

    // As many rows of outputs at a time as stay near while the channels pass.
    private const int SlopeBlocks = 8;

    // What passes through the attended responses of one sample on the way back.
    private readonly struct AttendPasses
    {
        // f within zeros, [i, padded].
        public required T* Signal { get; init; }

        public required T* Weights { get; init; }

        public required T* Alpha { get; init; }

        // The gradient of Σ_i F, [j, x]; null for none.
        public required T* Dense { get; init; }

        // The gradient of Σ_c A, [h̃, j, x].
        public required T* Sums { get; init; }

        // max_c A; null where nothing reaches it.
        public required T* Maxima { get; init; }

        // The gradient of max_c A over the number of c that have it.
        public required T* Shared { get; init; }

        // Out: [i, j].
        public required T* AlphaSlopes { get; init; }

        // Out: added.
        public required T* WeightSlopes { get; init; }

        // Out: added; null where it is not asked for.
        public required T* SignalSlopes { get; init; }
    }

    private static int SlopeSpan(ResponseGrid grid) =>
        Math.Min(RoundUp(grid.Points.Length, Width), Math.Max(2 * Width, SlopePoints));

    private static long AttendSlopeScratch(ResponseGrid grid)
    {
        var span = SlopeSpan(grid);
        return 2L * grid.Sizes.Inputs * grid.Taps.Length * (span + Width)
            + (long)Four * span
            + span;
    }

    // The gradients of α, of the weights and of the signal: F's is dense + α (sum + [A is the maximum] shared).
    private static void AttendSlopes(ResponseGrid grid, in AttendPasses of, T* scratch)
    {
        var span = SlopeSpan(grid);
        for (var from = 0; from < grid.Points.Length; from += span)
            if (of.Shared != null)
                SlopesOver<On>(grid, from, span, scratch, of);
            else
                SlopesOver<Off>(grid, from, span, scratch, of);
    }

    private static void SlopesOver<TMaxima>(
        ResponseGrid grid,
        int from,
        int span,
        T* scratch,
        in AttendPasses of
    )
        where TMaxima : IFlag
    {
        var sizes = grid.Sizes;
        var (fibre, inputs) = (sizes.Fibre, sizes.Inputs);
        var taps = grid.Taps.Length;
        var points = grid.Points.Length;
        var to = Math.Min(points, from + span);
        var here = RoundUp(to - from, Width);
        var row = RoundUp(points, Width);
        var blocks = RoundUp(sizes.Outputs, Four) / Four;
        var rows = blocks * Four;
        var stride = span + Width;
        var columns = scratch;
        var columnSlopes = columns + (long)inputs * taps * stride;
        var slopes = columnSlopes + (long)inputs * taps * stride;
        var nothing = slopes + (long)Four * span;
        Clear(nothing, span);
        for (var i = 0; i < inputs; i++)
            Gather(
                grid,
                of.Signal + (long)i * grid.Channel,
                from,
                to,
                columns + (long)i * taps * stride,
                stride
            );
        if (of.SignalSlopes != null)
            Clear(columnSlopes, (long)inputs * taps * stride);
        for (var h = 0; h < fibre; h++)
        for (var first = 0; first < blocks; first += SlopeBlocks)
        for (var c = 0; c < sizes.Channels; c++)
        {
            var i = c * fibre + h;
            var mine = columns + (long)i * taps * stride;
            for (var block = first; block < Math.Min(blocks, first + SlopeBlocks); block++)
            {
                var at = ((long)block * inputs + i) * taps * Four;
                var map = ((long)h * rows + block * Four) * row + from;
                var alpha = (long)i * rows + block * Four;
                var hasDense = of.Dense != null;
                SlopesOfFour<TMaxima>(
                    mine,
                    stride,
                    here,
                    of.Weights + at,
                    taps,
                    of.Alpha + alpha,
                    hasDense ? of.Dense + (long)block * Four * row + from : nothing,
                    hasDense ? row : 0,
                    of.Sums + map,
                    TMaxima.IsOn ? of.Maxima + map : null,
                    TMaxima.IsOn ? of.Shared + map : null,
                    row,
                    slopes,
                    span,
                    of.AlphaSlopes + alpha
                );
                WeightSlopes(slopes, span, mine, stride, here, taps, of.WeightSlopes + at);
                if (of.SignalSlopes != null)
                    ColumnSlopes(
                        slopes,
                        span,
                        here,
                        of.Weights + at,
                        taps,
                        columnSlopes + (long)i * taps * stride,
                        stride
                    );
            }
        }
        if (of.SignalSlopes != null)
            for (var i = 0; i < inputs; i++)
                ScatterBack(
                    grid,
                    columnSlopes + (long)i * taps * stride,
                    stride,
                    from,
                    to,
                    of.SignalSlopes + (long)i * grid.Channel
                );
    }

    // The gradients of four rows of responses, and what α gains.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SlopesOfFour<TMaxima>(
        T* columns,
        int stride,
        int points,
        T* weights,
        int taps,
        T* alpha,
        T* dense,
        int denseRow,
        T* sums,
        T* maxima,
        T* shared,
        int row,
        T* slopes,
        int span,
        T* alphaSlopes
    )
        where TMaxima : IFlag
    {
        TVector alpha0 = TLanes.All(alpha[0]),
            alpha1 = TLanes.All(alpha[1]),
            alpha2 = TLanes.All(alpha[2]),
            alpha3 = TLanes.All(alpha[3]);
        TVector gained0,
            gained1,
            gained2,
            gained3;
        gained0 = gained1 = gained2 = gained3 = TLanes.All(T.Zero);
        var all = new Slopes(dense, denseRow, sums, maxima, shared, row, slopes, span);
        var p = 0;
        for (; p + 2 * TLanes.Count <= points; p += 2 * TLanes.Count)
        {
            Respond<On>(
                columns + p,
                stride,
                weights,
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
            var over = all.At(p);
            over.Write<TMaxima>(0, a0, alpha0, ref gained0);
            over.Write<TMaxima>(1, a1, alpha1, ref gained1);
            over.Write<TMaxima>(2, a2, alpha2, ref gained2);
            over.Write<TMaxima>(3, a3, alpha3, ref gained3);
            over = all.At(p + TLanes.Count);
            over.Write<TMaxima>(0, b0, alpha0, ref gained0);
            over.Write<TMaxima>(1, b1, alpha1, ref gained1);
            over.Write<TMaxima>(2, b2, alpha2, ref gained2);
            over.Write<TMaxima>(3, b3, alpha3, ref gained3);
        }
        if (p < points)
        {
            Respond<Off>(
                columns + p,
                stride,
                weights,
                taps,
                out var a0,
                out var a1,
                out var a2,
                out var a3,
                out _,
                out _,
                out _,
                out _
            );
            var over = all.At(p);
            over.Write<TMaxima>(0, a0, alpha0, ref gained0);
            over.Write<TMaxima>(1, a1, alpha1, ref gained1);
            over.Write<TMaxima>(2, a2, alpha2, ref gained2);
            over.Write<TMaxima>(3, a3, alpha3, ref gained3);
        }
        AddSums(gained0, gained1, gained2, gained3, alphaSlopes);
    }

    // Where the gradients of four outputs are written, and what they are made of, from a point on.
    private readonly struct Slopes(
        T* dense,
        int denseRow,
        T* sums,
        T* maxima,
        T* shared,
        int row,
        T* slopes,
        int span
    )
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Slopes At(int p) =>
            new(dense + p, denseRow, sums + p, maxima + p, shared + p, row, slopes + p, span);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Write<TMaxima>(int r, TVector response, TVector alpha, ref TVector gained)
            where TMaxima : IFlag
        {
            var at = r * row;
            TLanes.Store(
                Slope<TMaxima>(
                    response,
                    alpha,
                    dense + r * denseRow,
                    sums + at,
                    maxima + at,
                    shared + at,
                    ref gained
                ),
                slopes + r * span
            );
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Slope<TMaxima>(
        TVector response,
        TVector alpha,
        T* dense,
        T* sum,
        T* maximum,
        T* shared,
        ref TVector alphaSlope
    )
        where TMaxima : IFlag
    {
        var attended = TLanes.Load(sum);
        if (TMaxima.IsOn)
            attended = TLanes.WhereEqual(
                TLanes.Multiply(alpha, response),
                TLanes.Load(maximum),
                TLanes.Add(attended, TLanes.Load(shared)),
                attended
            );
        alphaSlope = TLanes.MultiplyAdd(response, attended, alphaSlope);
        return TLanes.MultiplyAdd(alpha, attended, TLanes.Load(dense));
    }
}
