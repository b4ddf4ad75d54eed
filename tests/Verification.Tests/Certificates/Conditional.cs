using AgeFormal.Operators.Language;
using AgeFormal.Verification.Certificates;
using AgeFormal.Verification.Designs;

namespace AgeFormal.Verification.Tests.Certificates;

/// <summary>Formulas that are proved under conditions and have certificates.</summary>
internal static class Conditional
{
    // Conjugation by a translation is the identity on N only because N is abelian.
    private static readonly string[] RestOnAbelianN =
    [
        "isotropic kernel, read unturned",
        "isotropic kernel with weights W(h̃h⁻¹)",
        "unturned kernel on an unturned window",
    ];

    private static readonly Design Unturned = ConditionalDesigns.Parse(
        "window S stable",
        "param K[2, S] isotropic",
        "λ(g; o). max[n ∈ AbsWin(S)@g] K(π_H (Abs(g))·n·(π_H (Abs(g)))⁻¹; o) · f[o](g·n)"
    );

    public static IEnumerable<CertifiedFormula> Formulas =>
        ConditionalDesigns
            .All.Where(one => !RestOnAbelianN.Contains(one.Name))
            .Select(one => Of(one.Declared))
            .Append(Of(Unturned));

    public static IEnumerable<CertifiedFormula> Refused =>
        ConditionalDesigns
            .All.Where(one => RestOnAbelianN.Contains(one.Name))
            .Select(one => Of(one.Declared));

    public static Derivation Proof(CertifiedFormula certified) =>
        Derivations.Proved(
            Prover.ProveByUniformShift(
                certified.Formula,
                certified.Vocabulary,
                certified.Assumptions
            )
        );

    private static CertifiedFormula Of(Design design) =>
        CertifiedFormula.Of(DesignVerifier.Verify(design));
}
