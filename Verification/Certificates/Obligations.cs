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

    /// <summary>The proof that a verdict is.</summary>
    /// <exception cref="CertificateException">The verdict is not Proved.</exception>
    public static Verdict.Proved Proved(Verdict verdict) =>
        verdict.Match(
            proved => proved,
            refuted =>
                throw new CertificateException(
                    refuted.Witness.Description,
                    "the claim is refuted, expected a proof"
                ),
            undecided => throw new CertificateException(undecided.Part, undecided.Reason)
        );
}
