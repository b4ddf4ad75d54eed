using System.Numerics;
using AgeFormal.Laws;
using AgeFormal.Verification.Models;
using FsCheck;
using FsCheck.Fluent;

namespace AgeFormal.Verification.Tests.Identity;

public sealed class FieldElementTests
{
    private static readonly BigInteger P = FieldElement.Modulus;

    /// <summary>Any word, with those near 0, p and 2⁶⁴ as likely as all others.</summary>
    private static readonly Gen<ulong> Word = Gen.OneOf(
        ArbMap.Default.GeneratorFor<ulong>(),
        Gen.Choose(0, 3).Select(offset => (ulong)offset),
        Gen.Choose(-3, 3).Select(offset => FieldElement.Modulus + (ulong)(long)offset),
        Gen.Choose(0, 3).Select(offset => ulong.MaxValue - (ulong)offset),
        Gen.Choose(0, 63).Select(bit => 1UL << bit)
    );

    private static readonly Gen<(ulong A, ulong B)> Two = Word.Zip(Word);

    [Test]
    public void The_modulus_is_the_Mersenne_prime_of_61_bits()
    {
        Assert.That(P, Is.EqualTo(BigInteger.Pow(2, 61) - 1));
        // Lucas and Lehmer: 2^q − 1 is prime iff s_(q−2) = 0 with s₀ = 4, s_(i+1) = s_i² − 2.
        var s = new BigInteger(4);
        for (var i = 0; i < 59; i++)
            s = BigInteger.Remainder(s * s - 2, P);
        Assert.That(s, Is.EqualTo(BigInteger.Zero));
    }

    [Test]
    public void Sums_differences_and_products_are_those_of_integers_modulo_p() =>
        Law.Holds(
            Two,
            pair =>
            {
                var (a, b) = (FieldElement.Of(pair.A), FieldElement.Of(pair.B));
                return (a + b).Value == Residue((BigInteger)pair.A + pair.B)
                    && (a - b).Value == Residue((BigInteger)pair.A - pair.B)
                    && (a * b).Value == Residue((BigInteger)pair.A * pair.B)
                    && FieldElement.Of((BigInteger)pair.A - pair.B) == a - b;
            },
            2000
        );

    [Test]
    public void A_quotient_times_its_divisor_is_the_dividend() =>
        Law.Holds(
            Two,
            pair =>
            {
                var (a, b) = (FieldElement.Of(pair.A), FieldElement.Of(pair.B));
                return b.Value == 0 || (a / b * b == a && b * b.Inverse() == FieldElement.One);
            },
            500
        );

    [Test]
    public void A_power_is_that_of_integers_modulo_p() =>
        Law.Holds(
            Two,
            pair =>
                FieldElement.Of(pair.A).Power(pair.B).Value
                == (ulong)BigInteger.ModPow(pair.A, pair.B, P)
        );

    [Test]
    public void Zero_has_no_inverse() =>
        Assert.That(
            () => FieldElement.Of(FieldElement.Modulus).Inverse(),
            Throws.TypeOf<DivideByZeroException>()
        );

    private static ulong Residue(BigInteger value)
    {
        var rest = BigInteger.Remainder(value, P);
        return (ulong)(rest.Sign < 0 ? rest + P : rest);
    }
}
