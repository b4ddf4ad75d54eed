using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AgeFormal.Kernels.Lanes;

/// <summary>Registers of 256 bits.</summary>
internal readonly unsafe struct Lanes256<T> : ILanes<Vector256<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Count => Vector256<T>.Count;

    public static Vector256<T> Indices => Vector256<T>.Indices;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load(T* from) => Vector256.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<T> value, T* to) => value.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> All(T value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Add(Vector256<T> left, Vector256<T> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Multiply(Vector256<T> left, Vector256<T> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Divide(Vector256<T> left, Vector256<T> right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyAdd(
        Vector256<T> left,
        Vector256<T> right,
        Vector256<T> sum
    ) =>
        typeof(T) == typeof(float)
            ? Vector256
                .FusedMultiplyAdd(left.AsSingle(), right.AsSingle(), sum.AsSingle())
                .As<float, T>()
            : Vector256
                .FusedMultiplyAdd(left.AsDouble(), right.AsDouble(), sum.AsDouble())
                .As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Exp(Vector256<T> power) =>
        typeof(T) == typeof(float)
            ? Vector256.Exp(power.AsSingle()).As<float, T>()
            : Vector256.Exp(power.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Larger(Vector256<T> left, Vector256<T> right) =>
        Vector256.MaxNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> WhereEqual(
        Vector256<T> left,
        Vector256<T> right,
        Vector256<T> then,
        Vector256<T> otherwise
    ) => Vector256.ConditionalSelect(Vector256.Equals(left, right), then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> WhereGreater(
        Vector256<T> left,
        Vector256<T> right,
        Vector256<T> then,
        Vector256<T> otherwise
    ) => Vector256.ConditionalSelect(Vector256.GreaterThan(left, right), then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> First(Vector256<T> value, int count) =>
        Vector256.ConditionalSelect(
            Vector256.LessThan(Vector256<T>.Indices, Vector256.Create(T.CreateTruncating(count))),
            value,
            Vector256<T>.Zero
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Vector256<T> value) => Vector256.Sum(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddPieces(Vector256<T> value, T* to) =>
        (Vector128.Load(to) + value.GetLower() + value.GetUpper()).Store(to);

    public static T Largest(Vector256<T> value)
    {
        var largest = value[0];
        for (var i = 1; i < Count; i++)
            largest = T.MaxNative(largest, value[i]);
        return largest;
    }

    public static int Piece => Pieces<T>.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Gather(T* from, long stride) => Pieces<T>.Two(from, stride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Low(Vector256<T> left, Vector256<T> right) =>
        Pieces<T>.Low(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> High(Vector256<T> left, Vector256<T> right) =>
        Pieces<T>.High(left, right);
}
