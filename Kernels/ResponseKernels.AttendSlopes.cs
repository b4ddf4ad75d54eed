using System.Runtime.CompilerServices;

namespace AgeFormal.Kernels;

/// <content>The gradients of the attended responses. These are computed once more, in the same order and so to the same bits.</content>
internal sealed unsafe partial class ResponseKernels<TLanes, TVector, T>
{
    // As many points at a time as keep what one channel reads, and its gradient, near.
    private const int SlopePoints = 512;

    // As many rows of outputs at a time as stay near while the channels pass.
    private const int SlopeBlocks = 8;

    public void AttendSlopes(ResponseGrid grid, int samples, in AttendSlopeArrays arrays)
    {
        var of = arrays;
        var inputs = grid.Sizes.Inputs;
        var taps = grid.Taps.Length;
        var span = Math.Min(Row(grid.Points.Length), Math.Max(2 * Width, SlopePoints));
        var stride = span + Width;
        var columns = (long)inputs * taps * stride;
        Each(
            samples,
            2 * columns + (long)Four * span + span,
            (sample, scratch) =>
            {
                for (var from = 0; from < grid.Points.Length; from += span)
                    if (of.Shared != null)
                        SlopesOver<On>(grid, sample, from, span, stride, scratch, of);
                    else
                        SlopesOver<Off>(grid, sample, from, span, stride, scratch, of);
            }
        );
    }

    private void SlopesOver<TMaxima>(
        ResponseGrid grid,
        int sample,
        int from,
        int span,
        int stride,
        T* scratch,
        in AttendSlopeArrays of
    )
        where TMaxima : IFlag
    {
        var sizes = grid.Sizes;
        var (fibre, inputs) = (sizes.Fibre, sizes.Inputs);
        var taps = grid.Taps.Length;
        var points = grid.Points.Length;
        var to = Math.Min(points, from + span);
        var here = RoundUp(to - from, Width);
        var row = Row(points);
        var blocks = RoundUp(sizes.Outputs, Four) / Four;
        var rows = blocks * Four;
        var each = (long)blocks * inputs * taps * Four;
        var columns = scratch;
        var columnSlopes = columns + (long)inputs * taps * stride;
        var slopes = columnSlopes + (long)inputs * taps * stride;
        var nothing = slopes + (long)Four * span;
        Clear(nothing, span);
        for (var i = 0; i < inputs; i++)
            Gather(
                grid,
                (T*)of.Padded + ((long)sample * inputs + i) * grid.Channel,
                from,
                to,
                columns + (long)i * taps * stride,
                stride
            );
        if (of.PaddedSlopes != null)
            for (var i = 0; i < inputs; i++)
                Clear(columnSlopes + (long)i * taps * stride, (long)taps * stride);
        for (var h = 0; h < fibre; h++)
        for (var first = 0; first < blocks; first += SlopeBlocks)
        for (var c = 0; c < sizes.Channels; c++)
        {
            var i = c * fibre + h;
            var mine = columns + (long)i * taps * stride;
            for (var block = first; block < Math.Min(blocks, first + SlopeBlocks); block++)
            {
                var at = ((long)block * inputs + i) * taps * Four;
                var map = (((long)sample * fibre + h) * rows + block * Four) * row + from;
                var alpha = ((long)sample * inputs + i) * rows + block * Four;
                var hasDense = of.Dense != null;
                Slopes<TMaxima>(
                    mine,
                    stride,
                    here,
                    (T*)of.Weights + at,
                    taps,
                    (T*)of.Alpha + alpha,
                    hasDense
                        ? (T*)of.Dense + ((long)sample * rows + block * Four) * row + from
                        : nothing,
                    hasDense ? row : 0,
                    (T*)of.Sums + map,
                    TMaxima.IsOn ? (T*)of.Maxima + map : null,
                    TMaxima.IsOn ? (T*)of.Shared + map : null,
                    row,
                    slopes,
                    span,
                    (T*)of.AlphaSlopes + alpha
                );
                WeightSlopes(
                    slopes,
                    span,
                    mine,
                    stride,
                    here,
                    taps,
                    (T*)of.WeightSlopes + sample * each + at
                );
                if (of.PaddedSlopes != null)
                    ColumnSlopes(
                        slopes,
                        span,
                        here,
                        (T*)of.Weights + at,
                        taps,
                        columnSlopes + (long)i * taps * stride,
                        stride
                    );
            }
        }
        if (of.PaddedSlopes != null)
            for (var i = 0; i < inputs; i++)
                ScatterBack(
                    grid,
                    columnSlopes + (long)i * taps * stride,
                    stride,
                    from,
                    to,
                    (T*)of.PaddedSlopes + ((long)sample * inputs + i) * grid.Channel
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
        for (var r = 0; r < Four; r++)
            alphaSlopes[r] += TLanes.Sum(gained[r]);
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
            to[0] += TLanes.Sum(a0);
            to[1] += TLanes.Sum(a1);
            to[2] += TLanes.Sum(a2);
            to[3] += TLanes.Sum(a3);
            to[4] += TLanes.Sum(b0);
            to[5] += TLanes.Sum(b1);
            to[6] += TLanes.Sum(b2);
            to[7] += TLanes.Sum(b3);
            to[8] += TLanes.Sum(c0);
            to[9] += TLanes.Sum(c1);
            to[10] += TLanes.Sum(c2);
            to[11] += TLanes.Sum(c3);
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
            var to = weightSlopes + k * Four;
            to[0] += TLanes.Sum(a0);
            to[1] += TLanes.Sum(a1);
            to[2] += TLanes.Sum(a2);
            to[3] += TLanes.Sum(a3);
        }
    }

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
        for (var p = 0; p < points; p += TLanes.Count)
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
