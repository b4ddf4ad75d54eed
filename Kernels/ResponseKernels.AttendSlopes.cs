using System.Runtime.CompilerServices;

namespace AgeFormal.Kernels;

/// <content>The gradients of the attended responses. These are computed once more, in the same order and so to the same bits.</content>
internal sealed unsafe partial class ResponseKernels<TLanes, TVector, T>
{
    // As many points at a time as keep what one channel reads, and its gradient, near.
    private const int SlopePoints = 512;

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
                Slopes<TMaxima>(
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
    private static void Slopes<TMaxima>(
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
        var block = stackalloc TVector[Block];
        var alphas = stackalloc TVector[Four];
        var gained = stackalloc TVector[Four];
        for (var r = 0; r < Four; r++)
        {
            alphas[r] = TLanes.All(alpha[r]);
            gained[r] = TLanes.All(T.Zero);
        }
        for (int p = 0, registers; p < points; p += registers * TLanes.Count)
        {
            var isTwo = p + 2 * TLanes.Count <= points;
            registers = Respond(columns + p, stride, weights, taps, isTwo, block);
            for (var i = 0; i < registers; i++)
            for (var r = 0; r < Four; r++)
            {
                var q = p + i * TLanes.Count;
                var at = r * row + q;
                TLanes.Store(
                    Slope<TMaxima>(
                        block[i * Four + r],
                        alphas[r],
                        dense + r * denseRow + q,
                        sums + at,
                        maxima + at,
                        shared + at,
                        ref gained[r]
                    ),
                    slopes + r * span + q
                );
            }
        }
        AddSums(gained[0], gained[1], gained[2], gained[3], alphaSlopes);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WeightSlopes(
        T* slopes,
        int span,
        T* columns,
        int stride,
        int points,
        int taps,
        T* weightSlopes
    )
    {
        var k = 0;
        for (; k + 3 <= taps; k += 3)
        {
            TVector a0,
                a1,
                a2,
                a3,
                b0,
                b1,
                b2,
                b3,
                c0,
                c1,
                c2,
                c3;
            a0 = a1 = a2 = a3 = b0 = b1 = b2 = b3 = c0 = c1 = c2 = c3 = TLanes.All(T.Zero);
            T* x = columns + (long)k * stride,
                y = x + stride,
                z = y + stride;
            for (var p = 0; p < points; p += TLanes.Count)
            {
                TVector g0 = TLanes.Load(slopes + p),
                    g1 = TLanes.Load(slopes + span + p),
                    g2 = TLanes.Load(slopes + 2 * span + p),
                    g3 = TLanes.Load(slopes + 3 * span + p);
                var of = TLanes.Load(x + p);
                a0 = TLanes.MultiplyAdd(g0, of, a0);
                a1 = TLanes.MultiplyAdd(g1, of, a1);
                a2 = TLanes.MultiplyAdd(g2, of, a2);
                a3 = TLanes.MultiplyAdd(g3, of, a3);
                of = TLanes.Load(y + p);
                b0 = TLanes.MultiplyAdd(g0, of, b0);
                b1 = TLanes.MultiplyAdd(g1, of, b1);
                b2 = TLanes.MultiplyAdd(g2, of, b2);
                b3 = TLanes.MultiplyAdd(g3, of, b3);
                of = TLanes.Load(z + p);
                c0 = TLanes.MultiplyAdd(g0, of, c0);
                c1 = TLanes.MultiplyAdd(g1, of, c1);
                c2 = TLanes.MultiplyAdd(g2, of, c2);
                c3 = TLanes.MultiplyAdd(g3, of, c3);
            }
            var to = weightSlopes + k * Four;
            AddSums(a0, a1, a2, a3, to);
            AddSums(b0, b1, b2, b3, to + Four);
            AddSums(c0, c1, c2, c3, to + 2 * Four);
        }
        for (; k < taps; k++)
        {
            TVector a0,
                a1,
                a2,
                a3;
            a0 = a1 = a2 = a3 = TLanes.All(T.Zero);
            var x = columns + (long)k * stride;
            for (var p = 0; p < points; p += TLanes.Count)
            {
                var of = TLanes.Load(x + p);
                a0 = TLanes.MultiplyAdd(TLanes.Load(slopes + p), of, a0);
                a1 = TLanes.MultiplyAdd(TLanes.Load(slopes + span + p), of, a1);
                a2 = TLanes.MultiplyAdd(TLanes.Load(slopes + 2 * span + p), of, a2);
                a3 = TLanes.MultiplyAdd(TLanes.Load(slopes + 3 * span + p), of, a3);
            }
            AddSums(a0, a1, a2, a3, weightSlopes + k * Four);
        }
    }

    // Adds the sums of four registers to four numbers: in pieces, half of which are added to the other half.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddSums(TVector a, TVector b, TVector c, TVector d, T* to)
    {
        if (TLanes.Piece == 4)
            TLanes.AddPieces(Halved(Halved(a, c), Halved(b, d)), to);
        else if (TLanes.Piece == 2)
        {
            TLanes.AddPieces(Halved(a, b), to);
            TLanes.AddPieces(Halved(c, d), to + 2);
        }
        else
        {
            TLanes.AddPieces(a, to);
            TLanes.AddPieces(b, to + 1);
            TLanes.AddPieces(c, to + 2);
            TLanes.AddPieces(d, to + 3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Halved(TVector left, TVector right) =>
        TLanes.Add(TLanes.Low(left, right), TLanes.High(left, right));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ColumnSlopes(
        T* slopes,
        int span,
        int points,
        T* weights,
        int taps,
        T* columnSlopes,
        int stride
    )
    {
        var p = 0;
        for (; p + 2 * TLanes.Count <= points; p += 2 * TLanes.Count)
        {
            var of = slopes + p;
            TVector g0 = TLanes.Load(of),
                g1 = TLanes.Load(of + span),
                g2 = TLanes.Load(of + 2 * span),
                g3 = TLanes.Load(of + 3 * span);
            of += TLanes.Count;
            TVector h0 = TLanes.Load(of),
                h1 = TLanes.Load(of + span),
                h2 = TLanes.Load(of + 2 * span),
                h3 = TLanes.Load(of + 3 * span);
            var to = columnSlopes + p;
            var w = weights;
            for (var k = 0; k < taps; k++)
            {
                TVector w0 = TLanes.All(w[0]),
                    w1 = TLanes.All(w[1]),
                    w2 = TLanes.All(w[2]),
                    w3 = TLanes.All(w[3]);
                var sum = TLanes.MultiplyAdd(g0, w0, TLanes.Load(to));
                var next = TLanes.MultiplyAdd(h0, w0, TLanes.Load(to + TLanes.Count));
                sum = TLanes.MultiplyAdd(g1, w1, sum);
                next = TLanes.MultiplyAdd(h1, w1, next);
                sum = TLanes.MultiplyAdd(g2, w2, sum);
                next = TLanes.MultiplyAdd(h2, w2, next);
                TLanes.Store(TLanes.MultiplyAdd(g3, w3, sum), to);
                TLanes.Store(TLanes.MultiplyAdd(h3, w3, next), to + TLanes.Count);
                to += stride;
                w += Four;
            }
        }
        for (; p < points; p += TLanes.Count)
        {
            TVector g0 = TLanes.Load(slopes + p),
                g1 = TLanes.Load(slopes + span + p),
                g2 = TLanes.Load(slopes + 2 * span + p),
                g3 = TLanes.Load(slopes + 3 * span + p);
            var to = columnSlopes + p;
            var w = weights;
            for (var k = 0; k < taps; k++)
            {
                var sum = TLanes.MultiplyAdd(g0, TLanes.All(w[0]), TLanes.Load(to));
                sum = TLanes.MultiplyAdd(g1, TLanes.All(w[1]), sum);
                sum = TLanes.MultiplyAdd(g2, TLanes.All(w[2]), sum);
                TLanes.Store(TLanes.MultiplyAdd(g3, TLanes.All(w[3]), sum), to);
                to += stride;
                w += Four;
            }
        }
    }
}
