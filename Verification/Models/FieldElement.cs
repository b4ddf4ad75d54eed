using System.Globalization;
using System.Numerics;

namespace AgeFormal.Verification.Models;

/// <summary>
/// An element of a field F_p as its representative in 0 … p − 1; p = 2⁶¹ − 1, a Mersenne prime, unless a field is named.
/// </summary>
public readonly record struct FieldElement
{
    /// <summary>2⁶¹ − 1.</summary>
    public const ulong Modulus = (1UL << 61) - 1;

    // Null for p = 2⁶¹ − 1, so that 0 and 1 without a field belong to any.
    private readonly PrimeField? _field;

    private FieldElement(ulong value, PrimeField? field)
    {
        Value = value;
        _field = field;
    }

    /// <summary>The representative in 0 … p − 1.</summary>
    public ulong Value { get; }

    /// <summary>0.</summary>
    public static FieldElement Zero => default;

    /// <summary>1.</summary>
    public static FieldElement One => new(1, null);

    /// <summary>The residue of a natural number.</summary>
    public static FieldElement Of(ulong value) =>
        new(Canonical((value & Modulus) + (value >> 61)), null);

    /// <summary>The residue of an integer.</summary>
    public static FieldElement Of(BigInteger value) => PrimeField.Mersenne.Of(value);

    internal static FieldElement Of(ulong value, PrimeField field) =>
        field.Modulus == Modulus ? Of(value) : new(value % field.Modulus, field);

    /// <summary>a + b.</summary>
    public static FieldElement operator +(FieldElement left, FieldElement right) =>
        (left._field ?? right._field) is { } field
            ? new((left.Value + right.Value) % field.Modulus, field)
            : new(Canonical(left.Value + right.Value), null);

    /// <summary>a − b.</summary>
    public static FieldElement operator -(FieldElement left, FieldElement right) =>
        (left._field ?? right._field) is { } field
            ? new((left.Value + field.Modulus - right.Value) % field.Modulus, field)
            : new(Canonical(left.Value + Modulus - right.Value), null);

    /// <summary>a · b; 2⁶¹ = 1 for the Mersenne prime, so the high part of the product is added to the low one.</summary>
    public static FieldElement operator *(FieldElement left, FieldElement right)
    {
        if ((left._field ?? right._field) is { } field)
            return new((ulong)((UInt128)left.Value * right.Value % field.Modulus), field);
        var high = Math.BigMul(left.Value, right.Value, out var low);
        return new(Canonical((low & Modulus) + ((high << 3) | (low >> 61))), null);
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
            ? throw new DivideByZeroException(
                $"0 has no inverse in F_p, p = {(_field ?? PrimeField.Mersenne).Modulus}."
            )
            : Power((_field ?? PrimeField.Mersenne).Modulus - 2);

    /// <summary>aⁿ; 1 for n = 0.</summary>
    public FieldElement Power(ulong exponent)
    {
        var result = new FieldElement(1, _field);
        for (var square = this; exponent != 0; exponent >>= 1, square *= square)
            if ((exponent & 1) != 0)
                result *= square;
        return result;
    }

    /// <summary>The representative.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    private static ulong Canonical(ulong value) => value >= Modulus ? value - Modulus : value;
}
