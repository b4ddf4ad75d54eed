using System.Numerics;
using System.Runtime.Intrinsics;

namespace AgeFormal.Kernels.Lanes;

/// <summary>One number at a time: what every width has to equal, and what runs where the processor has no wide registers.</summary>
internal readonly unsafe struct Lanes1<T> : ILanes<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Count => 1;

    public static T Indices => T.Zero;

    public static T Load(T* from) => *from;

    public static void Store(T value, T* to) => *to = value;

    public static T All(T value) => value;

    public static T Add(T left, T right) => left + right;

    public static T Multiply(T left, T right) => left * right;

    public static T Divide(T left, T right) => left / right;

    public static T MultiplyAdd(T left, T right, T sum) => T.FusedMultiplyAdd(left, right, sum);

    // The first lane of a register, as the other widths compute it.
    public static T Exp(T power) =>
        typeof(T) == typeof(float)
            ? Vector128.Exp(Vector128.Create(power).AsSingle()).As<float, T>()[0]
            : Vector128.Exp(Vector128.Create(power).AsDouble()).As<double, T>()[0];

    public static T Larger(T left, T right) => T.MaxNative(left, right);

    public static T WhereEqual(T left, T right, T then, T otherwise) =>
        left == right ? then : otherwise;

    public static T WhereGreater(T left, T right, T then, T otherwise) =>
        left > right ? then : otherwise;

    public static T First(T value, int count) => count > 0 ? value : T.Zero;

    public static T Sum(T value) => value;

    public static void AddPieces(T value, T* to) => *to += value;

    public static T Largest(T value) => value;

    public static int Piece => 1;

    public static T Gather(T* from, long stride) => *from;

    public static T Low(T left, T right) => left;

    public static T High(T left, T right) => left;
}
