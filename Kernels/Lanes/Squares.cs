using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace AgeFormal.Kernels.Lanes;

/// <summary>Small squares of numbers, rows for columns, in registers of 128 bits, which every processor has.</summary>
/// <typeparam name="T">The floating-point format.</typeparam>
internal static unsafe class Squares<T>
    where T : unmanaged
{
    /// <summary>The side of a square; 1 where the processor has no instructions for it.</summary>
    public static int Side =>
        Sse2.IsSupported || AdvSimd.Arm64.IsSupported ? Vector128<byte>.Count / sizeof(T) : 1;

    /// <summary>to[k][i] = from[i · stride + k] for the first places of <paramref name="to"/>, for i and k below <see cref="Side"/>.</summary>
    /// <param name="from">The first row of the square.</param>
    /// <param name="stride">From row to row.</param>
    /// <param name="to">Where each column goes; null for one that goes nowhere.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Turn(T* from, int stride, T** to)
    {
        if (Side == 1)
        {
            if (to[0] != null)
                to[0][0] = from[0];
        }
        else if (sizeof(T) == sizeof(float))
            TurnFour((float*)from, stride, (float**)to);
        else
            TurnTwo((double*)from, stride, (double**)to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnFour(float* from, int stride, float** to)
    {
        Vector128<float> a = Vector128.Load(from),
            b = Vector128.Load(from + stride),
            c = Vector128.Load(from + 2 * stride),
            d = Vector128.Load(from + 3 * stride);
        Vector128<float> first = Low(a, c),
            second = Low(b, d),
            third = High(a, c),
            fourth = High(b, d);
        Store(Low(first, second), to[0]);
        Store(High(first, second), to[1]);
        Store(Low(third, fourth), to[2]);
        Store(High(third, fourth), to[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnTwo(double* from, int stride, double** to)
    {
        Vector128<double> a = Vector128.Load(from),
            b = Vector128.Load(from + stride);
        if (to[0] != null)
            (Sse2.IsSupported ? Sse2.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b)).Store(to[0]);
        if (to[1] != null)
            (Sse2.IsSupported ? Sse2.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b)).Store(to[1]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<float> column, float* to)
    {
        if (to != null)
            column.Store(to);
    }

    // The first halves of two registers in turn, and the second halves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Low(Vector128<float> left, Vector128<float> right) =>
        Sse.IsSupported ? Sse.UnpackLow(left, right) : AdvSimd.Arm64.ZipLow(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> High(Vector128<float> left, Vector128<float> right) =>
        Sse.IsSupported ? Sse.UnpackHigh(left, right) : AdvSimd.Arm64.ZipHigh(left, right);
}
