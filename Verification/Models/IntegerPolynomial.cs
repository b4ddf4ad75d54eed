using System.Numerics;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Models;

/// <summary>
/// Σᵢ aᵢ xⁱ with integers aᵢ: what stands for a pointwise function in a case that says that a formula is not equivariant for
/// every φ. It says nothing about the function that it stands for.
/// </summary>
/// <param name="Coefficients">a₀, a₁, ….</param>
public sealed record IntegerPolynomial(EqArray<int> Coefficients)
{
    /// <summary>x² + x + 1: positive on ℚ, injective on the natural numbers. Stands for exp, √ and 1/√.</summary>
    public static IntegerPolynomial Positive { get; } = new([1, 1, 1]);

    /// <summary>x³ + x + 1: injective on ℚ, for its derivative is positive. Stands for all other functions.</summary>
    public static IntegerPolynomial Injective { get; } = new([1, 1, 0, 1]);

    /// <summary>The polynomial for a function, or null for one that is exact on all of its domain in ℚ.</summary>
    public static IntegerPolynomial? For(PointwiseFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (
            function.Equals(PointwiseFunction.Exp)
            || function.Equals(PointwiseFunction.SquareRoot)
            || function.Equals(PointwiseFunction.ReciprocalSquareRoot)
        )
            return Positive;
        return function.Exact is null ? Injective : null;
    }

    /// <summary>For example <c>x³ + x + 1</c>.</summary>
    public override string ToString()
    {
        static string Power(int i) =>
            i switch
            {
                0 => "",
                1 => "x",
                2 => "x²",
                3 => "x³",
                _ => $"x^{i}",
            };
        var parts = Coefficients
            .Select((a, i) => (Value: a, Power: Power(i)))
            .Where(part => part.Value != 0)
            .Reverse()
            .Select(part =>
                part.Power.Length == 0 ? $"{(BigInteger)part.Value}"
                : part.Value == 1 ? part.Power
                : $"{part.Value}{part.Power}"
            )
            .ToArray();
        return parts.Length == 0 ? "0" : string.Join(" + ", parts);
    }
}
