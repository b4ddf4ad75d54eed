using System.Numerics;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Models;

/// <summary>The field F_p of a prime p ≤ 2⁶¹ − 1.</summary>
internal sealed record PrimeField
{
    private PrimeField(ulong modulus) => Modulus = modulus;

    /// <summary>p.</summary>
    public ulong Modulus { get; }

    /// <summary>p = 2⁶¹ − 1.</summary>
    public static PrimeField Mersenne { get; } = new(FieldElement.Modulus);

    /// <summary>The residue of a natural number.</summary>
    public FieldElement Of(ulong value) => FieldElement.Of(value, this);

    /// <summary>The residue of an integer.</summary>
    public FieldElement Of(BigInteger value)
    {
        var residue = BigInteger.Remainder(value, Modulus);
        return Of((ulong)(residue.Sign < 0 ? residue + Modulus : residue));
    }

    /// <summary>
    /// The largest fields in which no number of a formula loses its numerator or denominator and no two of them become
    /// equal: one, or two where the numbers are long enough for their sums and products to do so.
    /// </summary>
    public static EqArray<PrimeField> For(Formula formula)
    {
        const int shortEnough = 60;
        var numbers = FormulaNames
            .Numbers(formula.Body)
            .Where(number => number.Factor.Sign != 0)
            .Distinct()
            .ToArray();
        var bits = numbers.Sum(number =>
            number.Factor.Numerator.GetBitLength() + number.Factor.Denominator.GetBitLength() - 1
        );
        return All()
            .Where(field => field.Separates(numbers))
            .Take(bits < shortEnough ? 1 : 2)
            .ToEqArray();
    }

    private static IEnumerable<PrimeField> All()
    {
        yield return Mersenne;
        for (var candidate = FieldElement.Modulus - 2; ; candidate -= 2)
            if (IsPrime(candidate))
                yield return new(candidate);
    }

    private bool Separates(Coefficient[] numbers) =>
        numbers.All(number =>
            !(number.Factor.Numerator % Modulus).IsZero
            && !(number.Factor.Denominator % Modulus).IsZero
        )
        && numbers
            .Select(number =>
                (Of(number.Factor.Numerator) / Of(number.Factor.Denominator), number.PowerOfPi)
            )
            .Distinct()
            .Count() == numbers.Length;

    // Miller and Rabin; the first twelve primes as bases decide every number below 2⁶⁴ (Sorenson and Webster 2017).
    private static bool IsPrime(ulong odd)
    {
        var (rest, halvings) = (odd - 1, 0);
        for (; (rest & 1) == 0; rest >>= 1)
            halvings++;
        foreach (var witness in (ulong[])[2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37])
        {
            var power = BigInteger.ModPow(witness, rest, odd);
            var passes = power.IsOne;
            for (var i = 0; i < halvings && !passes; i++)
            {
                passes = power == odd - 1;
                power = power * power % odd;
            }
            if (!passes)
                return false;
        }
        return true;
    }
}
