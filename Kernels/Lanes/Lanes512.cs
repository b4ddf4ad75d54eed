using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AgeFormal.Kernels.Lanes;

/// <summary>Registers of 512 bits.</summary>
internal readonly unsafe struct Lanes512<T> : ILanes<Vector512<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Count => Vector512<T>.Count;

    public static Vector512<T> Indices => Vector512<T>.Indices;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load(T* from) => Vector512.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<T> value, T* to) => value.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> All(T value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Add(Vector512<T> left, Vector512<T> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Multiply(Vector512<T> left, Vector512<T> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Divide(Vector512<T> left, Vector512<T> right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd(
        Vector512<T> left,
        Vector512<T> right,
        Vector512<T> sum
    ) =>
        typeof(T) == typeof(float)
            ? Vector512
                .FusedMultiplyAdd(left.AsSingle(), right.AsSingle(), sum.AsSingle())
                .As<float, T>()
            : Vector512
                .FusedMultiplyAdd(left.AsDouble(), right.AsDouble(), sum.AsDouble())
                .As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Exp(Vector512<T> power) =>
        typeof(T) == typeof(float)
            ? Vector512.Exp(power.AsSingle()).As<float, T>()
            : Vector512.Exp(power.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Larger(Vector512<T> left, Vector512<T> right) =>
        Vector512.MaxNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> WhereEqual(
        Vector512<T> left,
        Vector512<T> right,
        Vector512<T> then,
        Vector512<T> otherwise
    ) => Vector512.ConditionalSelect(Vector512.Equals(left, right), then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> WhereGreater(
        Vector512<T> left,
        Vector512<T> right,
        Vector512<T> then,
        Vector512<T> otherwise
    ) => Vector512.ConditionalSelect(Vector512.GreaterThan(left, right), then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> First(Vector512<T> value, int count) =>
        Vector512.ConditionalSelect(
            Vector512.LessThan(Vector512<T>.Indices, Vector512.Create(T.CreateTruncating(count))),
            value,
            Vector512<T>.Zero
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Vector512<T> value) => Vector512.Sum(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddPieces(Vector512<T> value, T* to) =>
        Lanes256<T>.AddPieces(value.GetLower() + value.GetUpper(), to);

    public static T Largest(Vector512<T> value)
    {
        var largest = value[0];
        for (var i = 1; i < Count; i++)
            largest = T.MaxNative(largest, value[i]);
        return largest;
    }

    public static int Piece => Pieces<T>.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Gather(T* from, long stride) => Pieces<T>.Four(from, stride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Low(Vector512<T> left, Vector512<T> right) =>
        Pieces<T>.Low(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> High(Vector512<T> left, Vector512<T> right) =>
        Pieces<T>.High(left, right);
}
