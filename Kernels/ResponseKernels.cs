using System.Numerics;
using System.Runtime.CompilerServices;
using AgeFormal.Kernels.Lanes;

namespace AgeFormal.Kernels;

/// <summary>The kernels in one format and one width of register.</summary>
/// <param name="threads">The number of threads.</param>
internal sealed unsafe partial class ResponseKernels<TLanes, TVector, T>(int threads)
    : IResponseKernels
    where TLanes : ILanes<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // The outputs of a block, which are read together at every entry of the window.
    private const int Four = 4;

    // And at two registers of points.
    private const int Block = 2 * Four;

    private static int Width => TLanes.Count;

    public int Lanes => Width;

    public int Row(int points) => RoundUp(points, Width);

    // Copies a channel of the input into zeros.
    private static void Pad(ResponseGrid grid, T* channel, T* padded)
    {
        Clear(padded, grid.Channel);
        grid.Inner.CopyTo(channel, padded);
    }

    private delegate void Part(int index, T* scratch);

    // Runs the parts of a kernel on the threads; each thread has scratch memory of its own.
    private void Each(int count, long scratchValues, Part part)
    {
        var next = -1;
        Workers.Run(
            Math.Min(threads, count),
            () =>
            {
                using var scratch = new Scratch(scratchValues * sizeof(T));
                for (int i; (i = Interlocked.Increment(ref next)) < count; )
                    part(i, (T*)scratch.Memory);
            }
        );
    }

    private delegate void Parts(int count, Part part);

    // Runs samples on the threads, a sample's parts one after the other and so near what the part before has written; where
    // there are fewer samples than a number the threads share the parts of each sample.
    private void EachSample(
        int samples,
        int fewest,
        long memory,
        long scratchValues,
        Action<int, Room, Parts> one
    )
    {
        if (samples >= fewest)
            Each(
                samples,
                memory + scratchValues,
                (sample, room) =>
                    one(
                        sample,
                        new(room),
                        (count, part) =>
                        {
                            for (var i = 0; i < count; i++)
                                part(i, room + memory);
                        }
                    )
            );
        else
            for (var sample = 0; sample < samples; sample++)
            {
                using var room = new Scratch(memory * sizeof(T));
                one(
                    sample,
                    new((T*)room.Memory),
                    (count, part) => Each(count, scratchValues, part)
                );
            }
    }

    // Memory of one sample that is handed out from its start, in whole registers.
    private sealed class Room(T* memory)
    {
        private T* _next = memory;

        public static long Size(long values) => (values + Width - 1) / Width * Width;

        public T* Take(long values)
        {
            var taken = _next;
            _next += Size(values);
            return taken;
        }

        // The part of a sample in an array where there is one, memory of its own where not.
        public T* Of(void* array, int sample, long values) =>
            array == null ? Take(values) : (T*)array + sample * values;
    }

    private static int RoundUp(int count, int unit) => (count + unit - 1) / unit * unit;

    private static void Clear(T* values, long count) =>
        new Span<T>(values, checked((int)count)).Clear();

    // The responses of one input channel for four outputs at one or two registers of points: block[4 i + r] is output r at
    // register i. Returns the number of registers, two where the row has as many.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Respond(
        T* columns,
        int stride,
        T* weights,
        int taps,
        bool isTwo,
        TVector* block
    )
    {
        if (isTwo)
            Respond<On>(columns, stride, weights, taps, block);
        else
            Respond<Off>(columns, stride, weights, taps, block);
        return isTwo ? 2 : 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Respond<TTwo>(T* columns, int stride, T* weights, int taps, TVector* block)
        where TTwo : IFlag
    {
        Respond<TTwo>(
            columns,
            stride,
            weights,
            taps,
            out block[0],
            out block[1],
            out block[2],
            out block[3],
            out var b0,
            out var b1,
            out var b2,
            out var b3
        );
        if (TTwo.IsOn)
            (block[4], block[5], block[6], block[7]) = (b0, b1, b2, b3);
    }

    // As above, with the responses in registers; those of the second register of points are zero where there is none.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Respond<TTwo>(
        T* columns,
        int stride,
        T* weights,
        int taps,
        out TVector a0,
        out TVector a1,
        out TVector a2,
        out TVector a3,
        out TVector b0,
        out TVector b1,
        out TVector b2,
        out TVector b3
    )
        where TTwo : IFlag
    {
        TVector p0,
            p1,
            p2,
            p3,
            q0,
            q1,
            q2,
            q3;
        p0 = p1 = p2 = p3 = q0 = q1 = q2 = q3 = TLanes.All(T.Zero);
        for (var k = 0; k < taps; k++)
        {
            TVector w0 = TLanes.All(weights[0]),
                w1 = TLanes.All(weights[1]),
                w2 = TLanes.All(weights[2]),
                w3 = TLanes.All(weights[3]);
            var x = TLanes.Load(columns);
            p0 = TLanes.MultiplyAdd(x, w0, p0);
            p1 = TLanes.MultiplyAdd(x, w1, p1);
            p2 = TLanes.MultiplyAdd(x, w2, p2);
            p3 = TLanes.MultiplyAdd(x, w3, p3);
            if (TTwo.IsOn)
            {
                x = TLanes.Load(columns + TLanes.Count);
                q0 = TLanes.MultiplyAdd(x, w0, q0);
                q1 = TLanes.MultiplyAdd(x, w1, q1);
                q2 = TLanes.MultiplyAdd(x, w2, q2);
                q3 = TLanes.MultiplyAdd(x, w3, q3);
            }
            columns += stride;
            weights += Four;
        }
        (a0, a1, a2, a3, b0, b1, b2, b3) = (p0, p1, p2, p3, q0, q1, q2, q3);
    }

    // What each entry of the window reads of one channel at the points [from, to): a row each.
    private static void Gather(
        ResponseGrid grid,
        T* channel,
        int from,
        int to,
        T* columns,
        int stride
    )
    {
        for (var k = 0; k < grid.Taps.Length; k++)
            grid.Reads.Gather<TLanes, TVector, T>(
                channel,
                grid.Taps[k],
                from,
                to,
                columns + k * stride
            );
    }

    private static void ScatterBack(
        ResponseGrid grid,
        T* columns,
        int stride,
        int from,
        int to,
        T* channel
    )
    {
        for (var k = 0; k < grid.Taps.Length; k++)
            grid.Reads.Scatter<TLanes, TVector, T>(
                columns + k * stride,
                grid.Taps[k],
                from,
                to,
                channel
            );
    }
}
