using AgeFormal.Operators;
using AgeFormal.Verification;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Refuting;

namespace AgeFormal.Learning.Training;

/// <summary>Custom designs are trained only with a proof that they are equivariant.</summary>
internal static class ProvedDesigns
{
    /// <summary>Proves every custom design of an operator.</summary>
    /// <exception cref="UnprovedDesignException">A design is refuted or undecided.</exception>
    public static void Require(TypedOp op)
    {
        foreach (var leaf in op.Leaves())
            if (leaf.Op is Op.Custom custom && Verdict(leaf, custom) is { IsProved: false } verdict)
                throw new UnprovedDesignException(leaf.Path, custom.Design.Name, verdict);
    }

    // The prover on the layer, its derivation replayed; where there is none, the search for a counterexample.
    private static Verdict Verdict(TypedOp.Elementary leaf, Op.Custom custom)
    {
        var verdict = Prover.Prove(leaf);
        return verdict.Match(
            proved: proved =>
                ProofChecker.Accepts(proved.Proof, new Claim.Commutes(leaf))
                    ? NamedTest.Judge(leaf, proved)
                    : new Verdict.Undecided(
                        proved.Proof.Conclusion.ToString(),
                        "the checker rejects the derivation"
                    ),
            refuted: _ => verdict,
            undecided: _ =>
                DesignVerifier.Verify(custom.Design).Theorem is Verdict.Refuted refuted
                    ? refuted
                    : verdict
        );
    }
}
