using System.Runtime.CompilerServices;

namespace AgeFormal.Kernels;

/// <content>The maximum over the points.</content>
internal sealed unsafe partial class ResponseKernels<TLanes, TVector, T>
{
    public void Largest(ResponseGrid grid, int samples, void* padded, void* weights, void* largest)
    {
        var (inputs, outputs) = (grid.Sizes.Inputs, grid.Sizes.Outputs);
        var points = grid.Points.Length;
        var taps = grid.Taps.Length;
        var row = Row(points);
        var stride = row + Width;
        Each(
            samples * inputs,
            (long)taps * stride + Width,
            (channel, scratch) =>
            {
                var i = channel % inputs;
                Gather(grid, (T*)padded + (long)channel * grid.Channel, 0, points, scratch, stride);
                // Added to the last register: −∞ where there is no point.
                var beyond = scratch + (long)taps * stride;
                for (var lane = 0; lane < Width; lane++)
                    beyond[lane] = row - Width + lane < points ? T.Zero : T.NegativeInfinity;
                var of = (T*)largest + (long)channel * outputs;
                for (var block = 0; block * Four < outputs; block++)
                    LargestOfFour(
                        scratch,
                        stride,
                        row,
                        (T*)weights + ((long)block * inputs + i) * taps * Four,
                        taps,
                        TLanes.Load(beyond),
                        of + block * Four,
                        Math.Min(Four, outputs - block * Four)
                    );
            }
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LargestOfFour(
        T* columns,
        int stride,
        int row,
        T* weights,
        int taps,
        TVector beyond,
        T* largest,
        int count
    )
    {
        TVector m0,
            m1,
            m2,
            m3;
        m0 = m1 = m2 = m3 = TLanes.All(T.NegativeInfinity);
        var span = 2 * TLanes.Count;
        var p = 0;
        for (; p + span <= row; p += span)
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
            if (p + span == row)
            {
                b0 = TLanes.Add(b0, beyond);
                b1 = TLanes.Add(b1, beyond);
                b2 = TLanes.Add(b2, beyond);
                b3 = TLanes.Add(b3, beyond);
            }
            m0 = TLanes.Larger(TLanes.Larger(m0, a0), b0);
            m1 = TLanes.Larger(TLanes.Larger(m1, a1), b1);
            m2 = TLanes.Larger(TLanes.Larger(m2, a2), b2);
            m3 = TLanes.Larger(TLanes.Larger(m3, a3), b3);
        }
        if (p < row)
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
            m0 = TLanes.Larger(m0, TLanes.Add(a0, beyond));
            m1 = TLanes.Larger(m1, TLanes.Add(a1, beyond));
            m2 = TLanes.Larger(m2, TLanes.Add(a2, beyond));
            m3 = TLanes.Larger(m3, TLanes.Add(a3, beyond));
        }
        var of = stackalloc TVector[Four];
        (of[0], of[1], of[2], of[3]) = (m0, m1, m2, m3);
        for (var r = 0; r < count; r++)
            largest[r] = TLanes.Largest(of[r]);
    }

    public void LargestSlopes(
        ResponseGrid grid,
        int samples,
        void* padded,
        void* weights,
        void* largest,
        void* slopes,
        void* weightSlopes,
        void* paddedSlopes
    )
    {
        var (inputs, outputs) = (grid.Sizes.Inputs, grid.Sizes.Outputs);
        var points = grid.Points.Length;
        var taps = grid.Taps.Length;
        var row = Row(points);
        var stride = row + Width;
        var blocks = RoundUp(outputs, Four) / Four;
        var each = (long)blocks * inputs * taps * Four;
        Each(
            samples * inputs,
            2L * taps * stride + Four * row,
            (channel, scratch) =>
            {
                var (sample, i) = (channel / inputs, channel % inputs);
                var columnSlopes = scratch + taps * stride;
                var rows = columnSlopes + taps * stride;
                Gather(grid, (T*)padded + (long)channel * grid.Channel, 0, points, scratch, stride);
                Clear(columnSlopes, taps * stride);
                for (var block = 0; block < blocks; block++)
                {
                    var at = ((long)block * inputs + i) * taps * Four;
                    RespondRows(scratch, stride, row, (T*)weights + at, taps, rows);
                    for (var r = 0; r < Four && block * Four + r < outputs; r++)
                    {
                        var of = rows + r * row;
                        for (var p = points; p < row; p++)
                            of[p] = T.NaN;
                        var output = (long)channel * outputs + block * Four + r;
                        Share(
                            of,
                            row,
                            ((T*)largest)[output],
                            ((T*)slopes)[output],
                            scratch,
                            columnSlopes,
                            stride,
                            taps,
                            (T*)weights + at + r,
                            (T*)weightSlopes + sample * each + at + r
                        );
                    }
                }
                if (paddedSlopes != null)
                    ScatterBack(
                        grid,
                        columnSlopes,
                        stride,
                        0,
                        points,
                        (T*)paddedSlopes + (long)channel * grid.Channel
                    );
            }
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RespondRows(T* columns, int stride, int row, T* weights, int taps, T* rows)
    {
        var block = stackalloc TVector[Block];
        for (int p = 0, registers; p < row; p += registers * TLanes.Count)
        {
            var isTwo = p + 2 * TLanes.Count <= row;
            registers = Respond(columns + p, stride, weights, taps, isTwo, block);
            for (var i = 0; i < registers; i++)
            for (var r = 0; r < Four; r++)
                TLanes.Store(block[i * Four + r], rows + r * row + p + i * TLanes.Count);
        }
    }

    // The gradient of a maximum goes to the points that have it, in equal shares.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Share(
        T* responses,
        int row,
        T largest,
        T slope,
        T* columns,
        T* columnSlopes,
        int stride,
        int taps,
        T* weights,
        T* weightSlopes
    )
    {
        if (slope == T.Zero)
            return;
        TVector wanted = TLanes.All(largest),
            one = TLanes.All(T.One),
            zero = TLanes.All(T.Zero);
        // The number of points that have it, and the sum of their numbers of register: where it is one, its own.
        TVector counts = zero,
            registers = zero,
            register = zero;
        for (var p = 0; p < row; p += TLanes.Count)
        {
            var of = TLanes.Load(responses + p);
            counts = TLanes.Add(counts, TLanes.WhereEqual(of, wanted, one, zero));
            registers = TLanes.Add(registers, TLanes.WhereEqual(of, wanted, register, zero));
            register = TLanes.Add(register, one);
        }
        var count = TLanes.Sum(counts);
        if (count == T.One)
        {
            var p = int.CreateTruncating(TLanes.Sum(registers)) * TLanes.Count;
            while (responses[p] != largest)
                p++;
            for (var k = 0; k < taps; k++)
            {
                weightSlopes[k * Four] += slope * columns[k * stride + p];
                columnSlopes[k * stride + p] += slope * weights[k * Four];
            }
            return;
        }
        var share = TLanes.All(slope / count);
        for (var p = 0; p < row; p += TLanes.Count)
            TLanes.Store(
                TLanes.WhereEqual(TLanes.Load(responses + p), wanted, share, zero),
                responses + p
            );
        for (var k = 0; k < taps; k++)
        {
            var sum = zero;
            var weight = TLanes.All(weights[k * Four]);
            T* of = columns + k * stride,
                to = columnSlopes + k * stride;
            for (var p = 0; p < row; p += TLanes.Count)
            {
                var shared = TLanes.Load(responses + p);
                sum = TLanes.MultiplyAdd(shared, TLanes.Load(of + p), sum);
                TLanes.Store(TLanes.MultiplyAdd(shared, weight, TLanes.Load(to + p)), to + p);
            }
            weightSlopes[k * Four] += TLanes.Sum(sum);
        }
    }
}
