using AgeFormal.Operators;

namespace AgeFormal.Verification.Models;

/// <summary>What the symbols of a formula stand for: the signal, the parameters, the functions and the numbers.</summary>
/// <typeparam name="T">The values.</typeparam>
internal abstract class Meaning<T>
    where T : notnull
{
    public abstract T Zero { get; }

    public abstract T One { get; }

    public abstract T Add(T left, T right);

    public abstract T Multiply(T left, T right);

    public abstract T Number(Coefficient value);

    /// <summary>f_c at an element.</summary>
    public abstract T Signal(int channel, int element);

    /// <summary>The value of the declared parameter with a number, at a row-major index over its axes.</summary>
    public abstract T Parameter(int parameter, long index);

    /// <summary>A named constant as an element of a group.</summary>
    public abstract int Element(string name, int order);

    public abstract Func<T, T> Function(PointwiseFunction function);

    /// <summary>A partial reduction with one more value; <paramref name="taken"/> values were taken before.</summary>
    public abstract T Take(Reduction by, T partial, T value, int taken);

    public abstract T Finish(Reduction by, T partial, int count);
}
