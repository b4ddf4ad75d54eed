using System.Runtime.CompilerServices;

namespace AgeFormal.Kernels;

/// <content>The maximum over the points.</content>
internal sealed unsafe partial class ResponseKernels<TLanes, TVector, T>
{
    public void Largest(
        ResponseGrid grid,
        int samples,
        void* source,
        void* weights,
        void* largest,
        void* places
    )
    {
        var (inputs, outputs) = (grid.Sizes.Inputs, grid.Sizes.Outputs);
        var points = grid.Points.Length;
        var taps = grid.Taps.Length;
        var row = Row(points);
        var stride = row + Width;
        Each(
            samples * inputs,
            (long)taps * stride + Width + grid.Channel,
            (channel, scratch) =>
            {
                var i = channel % inputs;
                // Added to the last register: −∞ where there is no point.
                var beyond = scratch + (long)taps * stride;
                for (var lane = 0; lane < Width; lane++)
                    beyond[lane] = row - Width + lane < points ? T.Zero : T.NegativeInfinity;
                var padded = beyond + Width;
                Pad(grid, (T*)source + (long)channel * grid.Inner.Count, padded);
                Gather(grid, padded, 0, points, scratch, stride);
                for (var block = 0; block * Four < outputs; block++)
                {
                    var to = (long)channel * outputs + block * Four;
                    var count = Math.Min(Four, outputs - block * Four);
                    var of = (T*)weights + ((long)block * inputs + i) * taps * Four;
                    var end = TLanes.Load(beyond);
                    if (places == null)
                        LargestOfFour<Off>(
                            scratch,
                            stride,
                            row,
                            of,
                            taps,
                            end,
                            (T*)largest + to,
                            null,
                            count
                        );
                    else
                        LargestOfFour<On>(
                            scratch,
                            stride,
                            row,
                            of,
                            taps,
                            end,
                            (T*)largest + to,
                            (T*)places + to,
                            count
                        );
                }
            }
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LargestOfFour<TPlaces>(
        T* columns,
        int stride,
        int row,
        T* weights,
        int taps,
        TVector beyond,
        T* largest,
        T* places,
        int count
    )
        where TPlaces : IFlag
    {
        TVector m0,
            m1,
            m2,
            m3;
        m0 = m1 = m2 = m3 = TLanes.All(T.NegativeInfinity);
        // By lane the point that has the maximum, −1 where several have it.
        TVector r0,
            r1,
            r2,
            r3;
        r0 = r1 = r2 = r3 = TLanes.All(-T.One);
        var point = TLanes.Indices;
        var next = TLanes.All(T.CreateTruncating(TLanes.Count));
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
            Reach<TPlaces>(a0, point, ref m0, ref r0);
            Reach<TPlaces>(a1, point, ref m1, ref r1);
            Reach<TPlaces>(a2, point, ref m2, ref r2);
            Reach<TPlaces>(a3, point, ref m3, ref r3);
            point = TLanes.Add(point, next);
            Reach<TPlaces>(b0, point, ref m0, ref r0);
            Reach<TPlaces>(b1, point, ref m1, ref r1);
            Reach<TPlaces>(b2, point, ref m2, ref r2);
            Reach<TPlaces>(b3, point, ref m3, ref r3);
            point = TLanes.Add(point, next);
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
            Reach<TPlaces>(TLanes.Add(a0, beyond), point, ref m0, ref r0);
            Reach<TPlaces>(TLanes.Add(a1, beyond), point, ref m1, ref r1);
            Reach<TPlaces>(TLanes.Add(a2, beyond), point, ref m2, ref r2);
            Reach<TPlaces>(TLanes.Add(a3, beyond), point, ref m3, ref r3);
        }
        var of = stackalloc TVector[2 * Four];
        (of[0], of[1], of[2], of[3]) = (m0, m1, m2, m3);
        (of[4], of[5], of[6], of[7]) = (r0, r1, r2, r3);
        for (var r = 0; r < count; r++)
        {
            largest[r] = TLanes.Largest(of[r]);
            if (TPlaces.IsOn)
                places[r] = PlaceOf(of[r], of[Four + r], TLanes.All(largest[r]));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Reach<TPlaces>(
        TVector response,
        TVector point,
        ref TVector maximum,
        ref TVector place
    )
        where TPlaces : IFlag
    {
        if (TPlaces.IsOn)
            place = TLanes.WhereGreater(
                response,
                maximum,
                point,
                TLanes.WhereEqual(response, maximum, TLanes.All(-T.One), place)
            );
        maximum = TLanes.Larger(maximum, response);
    }

    // The only point that has the maximum.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T PlaceOf(TVector maxima, TVector points, TVector largest)
    {
        var zero = TLanes.All(T.Zero);
        var lanes = TLanes.WhereEqual(maxima, largest, TLanes.All(T.One), zero);
        return TLanes.Sum(lanes) == T.One
            ? TLanes.Sum(TLanes.WhereEqual(maxima, largest, points, zero))
            : -T.One;
    }
}
