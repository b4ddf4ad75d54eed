using System.Collections.Immutable;
using AgeFormal.Algebra;

namespace AgeFormal.Verification.Proving;

/// <summary>An atom to a power. A sum has negative powers alone; a root has power −1, 0 or 1.</summary>
/// <param name="Base">The atom.</param>
/// <param name="Exponent">The power, not 0.</param>
/// <param name="Sum">The atom as a sum of several monomials, where it is one.</param>
/// <param name="RootOf">What the atom is the square root of, where it is one.</param>
internal sealed record FieldPower(
    WordTerm Base,
    int Exponent,
    FieldPolynomial? Sum = null,
    FieldPolynomial? RootOf = null
);

/// <summary>πⁿ·a^i·…·exp(q·m)·…, with exp written once for each monomial m of its argument.</summary>
internal sealed class FieldMonomial
{
    private FieldMonomial(
        int powerOfPi,
        ImmutableSortedDictionary<string, FieldPower> powers,
        ImmutableSortedDictionary<string, (FieldMonomial Of, Rational Times)> exponents
    )
    {
        (PowerOfPi, Powers, Exponents) = (powerOfPi, powers, exponents);
        Key =
            $"π{powerOfPi} {string.Join(' ', powers.Select(pair => $"{pair.Key}^{pair.Value.Exponent}"))} e{string.Join(' ', exponents.Select(pair => $"{pair.Value.Times}·{{{pair.Key}}}"))}";
    }

    public static FieldMonomial One { get; } =
        new(
            0,
            ImmutableSortedDictionary.Create<string, FieldPower>(StringComparer.Ordinal),
            ImmutableSortedDictionary.Create<string, (FieldMonomial, Rational)>(
                StringComparer.Ordinal
            )
        );

    public int PowerOfPi { get; }

    public ImmutableSortedDictionary<string, FieldPower> Powers { get; }

    public ImmutableSortedDictionary<string, (FieldMonomial Of, Rational Times)> Exponents { get; }

    public string Key { get; }

    public bool IsOne => PowerOfPi == 0 && Powers.Count == 0 && Exponents.Count == 0;

    public static FieldMonomial Pi(int power) => new(power, One.Powers, One.Exponents);

    public static FieldMonomial Of(string key, FieldPower power) =>
        new(0, One.Powers.Add(key, power), One.Exponents);

    public static FieldMonomial Exp(IEnumerable<(FieldMonomial Of, Rational Times)> argument) =>
        new(
            0,
            One.Powers,
            argument.Aggregate(
                One.Exponents,
                (all, part) => all.Add(part.Of.Key, (part.Of, part.Times))
            )
        );

    public FieldMonomial With(string key, FieldPower? power) =>
        new(
            PowerOfPi,
            power is null or { Exponent: 0 } ? Powers.Remove(key) : Powers.SetItem(key, power),
            Exponents
        );

    /// <summary>Each exponent of exp halved, nothing else left.</summary>
    public FieldMonomial HalfOfExponents() =>
        new(
            0,
            One.Powers,
            Exponents.ToImmutableSortedDictionary(
                pair => pair.Key,
                pair => (pair.Value.Of, pair.Value.Times / 2),
                StringComparer.Ordinal
            )
        );

    public FieldMonomial Inverse() =>
        new(
            -PowerOfPi,
            Powers.ToImmutableSortedDictionary(
                pair => pair.Key,
                pair => pair.Value with { Exponent = -pair.Value.Exponent },
                StringComparer.Ordinal
            ),
            Exponents.ToImmutableSortedDictionary(
                pair => pair.Key,
                pair => (pair.Value.Of, -pair.Value.Times),
                StringComparer.Ordinal
            )
        );

    /// <summary>The product as it is written, powers of one atom added.</summary>
    public static FieldMonomial operator *(FieldMonomial left, FieldMonomial right)
    {
        var powers = left.Powers;
        foreach (var (key, power) in right.Powers)
        {
            var sum =
                (powers.TryGetValue(key, out var known) ? known.Exponent : 0) + power.Exponent;
            powers =
                sum == 0 ? powers.Remove(key) : powers.SetItem(key, power with { Exponent = sum });
        }
        var exponents = left.Exponents;
        foreach (var (key, (of, times)) in right.Exponents)
        {
            var sum =
                (exponents.TryGetValue(key, out var known) ? known.Times : Rational.Zero) + times;
            exponents = sum.Sign == 0 ? exponents.Remove(key) : exponents.SetItem(key, (of, sum));
        }
        return new(left.PowerOfPi + right.PowerOfPi, powers, exponents);
    }
}
