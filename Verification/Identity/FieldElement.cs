using System.Globalization;
using System.Numerics;

namespace AgeFormal.Verification.Identity;

/// <summary>An element of the field F_p, p = 2⁶¹ − 1 (a Mersenne prime), as its representative in 0 … p − 1.</summary>
public readonly record struct FieldElement
{
    /// <summary>p.</summary>
    public const ulong Modulus = (1UL << 61) - 1;

    private FieldElement(ulong value) => Value = value;

    /// <summary>The representative in 0 … p − 1.</summary>
    public ulong Value { get; }

    /// <summary>0.</summary>
    public static FieldElement Zero => default;

    /// <summary>1.</summary>
    public static FieldElement One => new(1);

    /// <summary>The residue of a natural number.</summary>
    public static FieldElement Of(ulong value) => new(Canonical((value & Modulus) + (value >> 61)));

    /// <summary>The residue of an integer.</summary>
    public static FieldElement Of(BigInteger value)
    {
        var residue = BigInteger.Remainder(value, Modulus);
        return new((ulong)(residue.Sign < 0 ? residue + Modulus : residue));
    }

    /// <summary>a + b.</summary>
    public static FieldElement operator +(FieldElement left, FieldElement right) =>
        new(Canonical(left.Value + right.Value));

    /// <summary>a − b.</summary>
    public static FieldElement operator -(FieldElement left, FieldElement right) =>
        new(Canonical(left.Value + Modulus - right.Value));

    /// <summary>a · b; 2⁶¹ = 1 in F_p, so the high part of the product is added to the low one.</summary>
    public static FieldElement operator *(FieldElement left, FieldElement right)
    {
        var high = Math.BigMul(left.Value, right.Value, out var low);
        return new(Canonical((low & Modulus) + ((high << 3) | (low >> 61))));
    }

    /// <summary>a · b⁻¹.</summary>
    /// <exception cref="DivideByZeroException">b = 0.</exception>
    public static FieldElement operator /(FieldElement left, FieldElement right) =>
        left * right.Inverse();

    /// <summary>a + b.</summary>
    public static FieldElement Add(FieldElement left, FieldElement right) => left + right;

    /// <summary>a − b.</summary>
    public static FieldElement Subtract(FieldElement left, FieldElement right) => left - right;

    /// <summary>a · b.</summary>
    public static FieldElement Multiply(FieldElement left, FieldElement right) => left * right;

    /// <summary>a · b⁻¹.</summary>
    public static FieldElement Divide(FieldElement left, FieldElement right) => left / right;

    /// <summary>a⁻¹ = a^(p−2), Fermat.</summary>
    /// <exception cref="DivideByZeroException">a = 0.</exception>
    public FieldElement Inverse() =>
        Value == 0
            ? throw new DivideByZeroException("0 has no inverse in F_p, p = 2⁶¹ − 1.")
            : Power(Modulus - 2);

    /// <summary>aⁿ; 1 for n = 0.</summary>
    public FieldElement Power(ulong exponent)
    {
        var result = One;
        for (var square = this; exponent != 0; exponent >>= 1, square *= square)
            if ((exponent & 1) != 0)
                result *= square;
        return result;
    }

    /// <summary>The representative.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    private static ulong Canonical(ulong value) => value >= Modulus ? value - Modulus : value;
}
