using System.Runtime.CompilerServices;

namespace AgeFormal.Kernels;

/// <content>The gradients of the responses of one input channel, carried on to the weights and to what the window reads.</content>
internal sealed unsafe partial class ResponseKernels<TLanes, TVector, T>
{
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
