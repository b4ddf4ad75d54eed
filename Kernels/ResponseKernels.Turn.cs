using System.Runtime.CompilerServices;

namespace AgeFormal.Kernels;

/// <content>Squares with a register's number of rows and columns, rows for columns.</content>
internal sealed unsafe partial class ResponseKernels<TLanes, TVector, T>
{
    private static void Turn(T* from, T* to)
    {
        var rows = stackalloc T*[Width];
        for (var i = 0; i < Width; i++)
            rows[i] = to + i * Width;
        TurnTo(from, Width, rows);
    }

    // The columns of a square whose rows have a stride, each to its own place; null for those that go nowhere.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TurnTo(T* square, long stride, T** columns)
    {
        for (var k = 0; k < TLanes.Count; k += TLanes.Piece)
            if (TLanes.Piece == 4)
                TurnFour(square + k, stride, columns + k);
            else if (TLanes.Piece == 2)
                TurnTwo(square + k, stride, columns + k);
            else
                Put(TLanes.Gather(square, stride), columns[0]);
    }

    // A register of pieces of every fourth row: the pieces of one place in all four are a square of four by four.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnFour(T* from, long stride, T** to)
    {
        TVector a = TLanes.Gather(from, 4 * stride),
            b = TLanes.Gather(from + stride, 4 * stride),
            c = TLanes.Gather(from + 2 * stride, 4 * stride),
            d = TLanes.Gather(from + 3 * stride, 4 * stride);
        TVector first = TLanes.Low(a, c),
            second = TLanes.Low(b, d),
            third = TLanes.High(a, c),
            fourth = TLanes.High(b, d);
        Put(TLanes.Low(first, second), to[0]);
        Put(TLanes.High(first, second), to[1]);
        Put(TLanes.Low(third, fourth), to[2]);
        Put(TLanes.High(third, fourth), to[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnTwo(T* from, long stride, T** to)
    {
        TVector a = TLanes.Gather(from, 2 * stride),
            b = TLanes.Gather(from + stride, 2 * stride);
        Put(TLanes.Low(a, b), to[0]);
        Put(TLanes.High(a, b), to[1]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(TVector column, T* to)
    {
        if (to != null)
            TLanes.Store(column, to);
    }
}
