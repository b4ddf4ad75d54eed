using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>The number q·πⁿ, kept exact: the weights of Haar measures on rotation groups contain π.</summary>
/// <param name="Factor">q.</param>
/// <param name="PowerOfPi">n.</param>
public readonly record struct Coefficient(Rational Factor, int PowerOfPi = 0)
{
    /// <summary>1.</summary>
    public static Coefficient One => new(Rational.One);

    /// <summary>Whether the number is rational.</summary>
    public bool IsRational => PowerOfPi == 0 || Factor.Sign == 0;

    /// <summary>The nearest double.</summary>
    public double ToDouble() => Factor.ToDouble() * Math.Pow(Math.PI, PowerOfPi);

    /// <summary>The integer.</summary>
    public static implicit operator Coefficient(int value) => new(value);

    /// <summary>The fraction.</summary>
    public static implicit operator Coefficient(Rational value) => new(value);

    /// <summary>The integer.</summary>
    public static Coefficient FromInt32(int value) => value;

    /// <summary>The fraction.</summary>
    public static Coefficient FromRational(Rational value) => value;

    /// <summary>The number, for example <c>π/2</c>.</summary>
    public override string ToString()
    {
        if (IsRational)
            return Factor.ToString();
        var pi = PowerOfPi == 1 ? "π" : $"π^{PowerOfPi}";
        var numerator = Factor.Numerator.IsOne ? pi : $"{new Rational(Factor.Numerator, 1)}{pi}";
        return Factor.IsInteger ? numerator : $"{numerator}/{Factor.Denominator}";
    }
}
