using System.Numerics;
using AgeFormal.Operators;
using AgeFormal.Operators.Evaluation;

namespace AgeFormal.Verification;

/// <summary>
/// A real number whose every operation is off by a relative amount of up to 2⁻²⁰, which a hash of the result chooses: what
/// rounding does, made large. Where sums cancel or functions are steep, values differ by more.
/// </summary>
/// <param name="Value">The number.</param>
internal readonly record struct Perturbed(double Value)
    : IAdditionOperators<Perturbed, Perturbed, Perturbed>,
        IMultiplyOperators<Perturbed, Perturbed, Perturbed>,
        IDivisionOperators<Perturbed, Perturbed, Perturbed>,
        IAdditiveIdentity<Perturbed, Perturbed>,
        IMultiplicativeIdentity<Perturbed, Perturbed>,
        IComparisonOperators<Perturbed, Perturbed, bool>
{
    /// <summary>2⁻²⁰.</summary>
    public static double Size { get; } = Math.ScaleB(1, -20);

    private static readonly Arithmetic<Perturbed> Arithmetic = new(
        value => Of(value.ToDouble()),
        function => argument => Of(function.Real(argument.Value))
    );

    public static Perturbed AdditiveIdentity => new(0);

    public static Perturbed MultiplicativeIdentity => new(1);

    /// <summary>The value of an operator with perturbed operations on perturbed data.</summary>
    public static Signal<double> Evaluate(
        TypedOp op,
        Parameters<double> parameters,
        Signal<double> input
    ) =>
        new Evaluator<Perturbed>(
            Parameters<Perturbed>.Generate(op, (name, _, i) => Of(parameters[name][i])),
            Arithmetic
        )
            .Evaluate(op, input.Map(Of))
            .Map(number => number.Value);

    public static Perturbed operator +(Perturbed left, Perturbed right) =>
        Of(left.Value + right.Value);

    public static Perturbed operator *(Perturbed left, Perturbed right) =>
        Of(left.Value * right.Value);

    public static Perturbed operator /(Perturbed left, Perturbed right) =>
        Of(left.Value / right.Value);

    public static bool operator >(Perturbed left, Perturbed right) => left.Value > right.Value;

    public static bool operator <(Perturbed left, Perturbed right) => left.Value < right.Value;

    public static bool operator >=(Perturbed left, Perturbed right) => left.Value >= right.Value;

    public static bool operator <=(Perturbed left, Perturbed right) => left.Value <= right.Value;

    private static Perturbed Of(double exact) => new(exact * (1 + Size * Noise(exact)));

    // In [−1, 1).
    private static double Noise(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value) * 0x9E3779B97F4A7C15;
        bits = (bits ^ (bits >> 29)) * 0xBF58476D1CE4E5B9;
        return Math.ScaleB((double)(bits >> 11), -52) - 1;
    }
}
