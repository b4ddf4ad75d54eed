using AgeFormal.Algebra;

namespace AgeFormal.Verification.Certificates;

/// <summary>The equations of group words on which a derivation rests.</summary>
internal static class Obligations
{
    /// <summary>The distinct claims w = w′ of a derivation, in the order of its steps.</summary>
    public static EqArray<Claim.SameElement> Of(Derivation derivation) =>
        derivation
            .Steps()
            .Select(step => step.Conclusion)
            .OfType<Claim.SameElement>()
            .Distinct()
            .ToEqArray();

    /// <summary>The derivation of a verdict.</summary>
    /// <exception cref="CertificateException">The verdict is not Proved.</exception>
    public static Derivation Proved(Verdict verdict) =>
        verdict.Match(
            proved => proved.Derivation,
            refuted =>
                throw new CertificateException(
                    refuted.Witness.Description,
                    "the claim is refuted, expected a proof"
                ),
            undecided => throw new CertificateException(undecided.Part, undecided.Reason)
        );
}
