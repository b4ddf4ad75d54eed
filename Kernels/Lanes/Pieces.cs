using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace AgeFormal.Kernels.Lanes;

/// <summary>
/// Registers as pieces of 128 bits, in each of which numbers change places: what rows are turned into columns by. Wider
/// registers do it in one instruction where the processor has it, and half by half where not.
/// </summary>
/// <typeparam name="T">The floating-point format.</typeparam>
internal static unsafe class Pieces<T>
    where T : unmanaged
{
    /// <summary>The numbers of a piece.</summary>
    public static int Length => Vector128<T>.Count;

    /// <summary>The first halves of two pieces in turn: l₀ r₀ l₁ r₁, or l₀ r₀ in double precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Low(Vector128<T> left, Vector128<T> right) =>
        sizeof(T) == sizeof(float)
            ? Low(left.AsSingle(), right.AsSingle()).As<float, T>()
            : Low(left.AsDouble(), right.AsDouble()).As<double, T>();

    /// <summary>The second halves in turn: l₂ r₂ l₃ r₃, or l₁ r₁ in double precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> High(Vector128<T> left, Vector128<T> right) =>
        sizeof(T) == sizeof(float)
            ? High(left.AsSingle(), right.AsSingle()).As<float, T>()
            : High(left.AsDouble(), right.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Low(Vector256<T> left, Vector256<T> right)
    {
        if (!Avx.IsSupported)
            return Vector256.Create(
                Low(left.GetLower(), right.GetLower()),
                Low(left.GetUpper(), right.GetUpper())
            );
        return sizeof(T) == sizeof(float)
            ? Avx.UnpackLow(left.AsSingle(), right.AsSingle()).As<float, T>()
            : Avx.UnpackLow(left.AsDouble(), right.AsDouble()).As<double, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> High(Vector256<T> left, Vector256<T> right)
    {
        if (!Avx.IsSupported)
            return Vector256.Create(
                High(left.GetLower(), right.GetLower()),
                High(left.GetUpper(), right.GetUpper())
            );
        return sizeof(T) == sizeof(float)
            ? Avx.UnpackHigh(left.AsSingle(), right.AsSingle()).As<float, T>()
            : Avx.UnpackHigh(left.AsDouble(), right.AsDouble()).As<double, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Low(Vector512<T> left, Vector512<T> right)
    {
        if (!Avx512F.IsSupported)
            return Vector512.Create(
                Low(left.GetLower(), right.GetLower()),
                Low(left.GetUpper(), right.GetUpper())
            );
        return sizeof(T) == sizeof(float)
            ? Avx512F.UnpackLow(left.AsSingle(), right.AsSingle()).As<float, T>()
            : Avx512F.UnpackLow(left.AsDouble(), right.AsDouble()).As<double, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> High(Vector512<T> left, Vector512<T> right)
    {
        if (!Avx512F.IsSupported)
            return Vector512.Create(
                High(left.GetLower(), right.GetLower()),
                High(left.GetUpper(), right.GetUpper())
            );
        return sizeof(T) == sizeof(float)
            ? Avx512F.UnpackHigh(left.AsSingle(), right.AsSingle()).As<float, T>()
            : Avx512F.UnpackHigh(left.AsDouble(), right.AsDouble()).As<double, T>();
    }

    /// <summary>The piece at each of four places, side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Four(T* from, long stride)
    {
        if (!Avx512F.IsSupported)
            return Vector512.Create(Two(from, stride), Two(from + 2 * stride, stride));
        var pieces = Vector128.Load((float*)from).ToVector256Unsafe().ToVector512Unsafe();
        pieces = Avx512F.InsertVector128(pieces, Vector128.Load((float*)(from + stride)), 1);
        pieces = Avx512F.InsertVector128(pieces, Vector128.Load((float*)(from + 2 * stride)), 2);
        pieces = Avx512F.InsertVector128(pieces, Vector128.Load((float*)(from + 3 * stride)), 3);
        return pieces.As<float, T>();
    }

    /// <summary>The piece at each of two places, side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Two(T* from, long stride) =>
        Vector256.Create(Vector128.Load(from), Vector128.Load(from + stride));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Low(Vector128<float> left, Vector128<float> right) =>
        Sse.IsSupported ? Sse.UnpackLow(left, right)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(left, right)
        : Vector128.Create(left[0], right[0], left[1], right[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> High(Vector128<float> left, Vector128<float> right) =>
        Sse.IsSupported ? Sse.UnpackHigh(left, right)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(left, right)
        : Vector128.Create(left[2], right[2], left[3], right[3]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Low(Vector128<double> left, Vector128<double> right) =>
        Sse2.IsSupported ? Sse2.UnpackLow(left, right)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(left, right)
        : Vector128.Create(left[0], right[0]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> High(Vector128<double> left, Vector128<double> right) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(left, right)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(left, right)
        : Vector128.Create(left[1], right[1]);
}
