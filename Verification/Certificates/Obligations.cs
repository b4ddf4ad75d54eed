using AgeFormal.Algebra;

namespace AgeFormal.Verification.Certificates;

/// <summary>An equation of group words.</summary>
/// <param name="Words">w = w′.</param>
/// <param name="InAbelian">Whether it is claimed for an abelian H alone.</param>
internal sealed record Obligation(Claim.SameElement Words, bool InAbelian);

/// <summary>The equations of group words on which a derivation rests.</summary>
internal static class Obligations
{
    /// <summary>The distinct claims w = w′ of a derivation, in the order of its steps.</summary>
    public static EqArray<Obligation> Of(Derivation derivation) =>
        derivation
            .Steps()
            .Where(step => step.Conclusion is Claim.SameElement)
            .Select(step => new Obligation(
                (Claim.SameElement)step.Conclusion,
                step.Rule == Rules.CommutingPointElements
            ))
            .Distinct()
            .ToEqArray();

    /// <summary>
    /// The proof of a formula by a chain of equations: the one that the checker replayed, where there is one that does not
    /// follow the structure of the formula, else a uniform shift, else what the prover finds, under as few of the conditions
    /// as it needs.
    /// </summary>
    /// <exception cref="CertificateException">The formula is not proved.</exception>
    public static Derivation Proof(CertifiedFormula certified, Scoped scoped)
    {
        if (certified.Checked is { } replayed && replayed.Rule != Rules.FreeTheorem)
            return replayed;
        var shift = Prover.ByUniformShift(scoped, certified.Assumptions);
        return Proved(shift.IsProved ? shift : Prover.Prove(scoped, certified.Assumptions));
    }

    /// <summary>The names of the rules of a derivation that are about terms, in the order of their use.</summary>
    public static string BesideWords(Derivation derivation) =>
        string.Join(
            ", ",
            derivation
                .Steps()
                .Where(step => step.Conclusion is not Claim.SameElement)
                .Select(step => step.Rule.Name)
                .Distinct()
        );

    /// <summary>The proof that a verdict is.</summary>
    /// <exception cref="CertificateException">The verdict is not Proved.</exception>
    public static Derivation Proved(Verdict verdict) =>
        verdict.Match(
            proved: proved => proved.Proof,
            refuted: refuted =>
                throw new CertificateException(
                    refuted.Witness.Description,
                    "the claim is refuted, expected a proof"
                ),
            undecided: undecided => throw new CertificateException(undecided.Part, undecided.Reason)
        );
}
