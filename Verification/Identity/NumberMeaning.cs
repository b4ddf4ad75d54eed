using System.Numerics;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Identity;

/// <summary>
/// Integers for f, W and the constants, and their true sums, products, means, maxima and minima in an ordered field.
/// </summary>
internal sealed class NumberMeaning<T>(
    ModelData data,
    Func<Coefficient, T> number,
    Func<PointwiseFunction, Func<T, T>> function
) : Meaning<T>
    where T : struct,
        IAdditionOperators<T, T, T>,
        IMultiplyOperators<T, T, T>,
        IDivisionOperators<T, T, T>,
        IAdditiveIdentity<T, T>,
        IMultiplicativeIdentity<T, T>,
        IComparisonOperators<T, T, bool>
{
    public override T Zero => T.AdditiveIdentity;

    public override T One => T.MultiplicativeIdentity;

    public override T Add(T left, T right) => left + right;

    public override T Multiply(T left, T right) => left * right;

    public override T Number(Coefficient value) => number(value);

    public override T Signal(int channel, int element) => number(data.Signal(channel, element));

    public override T Parameter(int parameter, long index) =>
        number(data.Parameter(parameter, index));

    public override int Element(string name, int order) => data.Element(name);

    public override Func<T, T> Function(PointwiseFunction of) => function(of);

    public override T Take(Reduction by, T partial, T value, int taken) =>
        by switch
        {
            Reduction.Sum or Reduction.Mean => partial + value,
            Reduction.Max => taken == 0 || value > partial ? value : partial,
            Reduction.Min => taken == 0 || value < partial ? value : partial,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public override T Finish(Reduction by, T partial, int count) =>
        by == Reduction.Mean ? partial / number(count) : partial;
}
