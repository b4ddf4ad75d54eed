using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Specialisations;

/// <summary>
/// Small random integers for f, given values for the parameters, true maxima and means, and for each function a polynomial
/// with its known value at 0.
/// </summary>
internal sealed class SampleMeaning(ulong seed, Func<int, long, Rational> parameters)
    : Meaning<Rational>
{
    private const int Largest = 9;

    public override Rational Zero => Rational.Zero;

    public override Rational One => Rational.One;

    /// <summary>A random integer that is not 0.</summary>
    public static Rational Draw(ulong state)
    {
        var draw = (int)(Mixing.Finalize(state) % (2 * Largest));
        return draw < Largest ? draw - Largest : draw - Largest + 1;
    }

    public override Rational Add(Rational left, Rational right) => left + right;

    public override Rational Multiply(Rational left, Rational right) => left * right;

    /// <summary>π is read as 7.</summary>
    public override Rational Number(Coefficient value)
    {
        var pi = value.PowerOfPi >= 0 ? new Rational(7, 1) : new Rational(1, 7);
        return Enumerable
            .Repeat(pi, Math.Abs(value.PowerOfPi))
            .Aggregate(value.Factor, (product, factor) => product * factor);
    }

    public override Rational Signal(int channel, int element) =>
        Draw(Mixing.Add(Mixing.Add(seed, (ulong)channel), (ulong)element));

    public override Rational Parameter(int parameter, long index) => parameters(parameter, index);

    public override int Element(string name, int order) =>
        (int)(Mixing.Add(seed, name) % (ulong)order);

    public override Func<Rational, Rational> Function(PointwiseFunction function)
    {
        if (
            function.Equals(PointwiseFunction.Identity)
            || function.Equals(PointwiseFunction.Relu)
            || function.Equals(PointwiseFunction.Abs)
            || function.Equals(PointwiseFunction.Square)
        )
            return function.Exact!;
        var atZero = KnownValues.AtZero(function) ?? new Rational(3, 1);
        // The name tells two functions apart.
        var slope = Draw(Mixing.Add(seed, function.Name));
        return x => x * x * x + slope * x + atZero;
    }

    public override Rational Take(Reduction by, Rational partial, Rational value, int taken) =>
        by switch
        {
            Reduction.Sum or Reduction.Mean => partial + value,
            Reduction.Max => taken == 0 || value > partial ? value : partial,
            Reduction.Min => taken == 0 || value < partial ? value : partial,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public override Rational Finish(Reduction by, Rational partial, int count) =>
        by == Reduction.Mean ? partial / count : partial;
}
