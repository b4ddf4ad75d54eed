using AgeFormal.Algebra;

namespace AgeFormal.Verification.Proving;

/// <summary>A uniform shift whose two sides are equal in each case of the linear parts of ḡ and of the positions, for one finite H.</summary>
internal static class ExpandedShift
{
    /// <summary>Φ[L_ḡ f](ḡ·g…) = Φ[f](g…) for the group of the vocabulary; null where no proof was found.</summary>
    public static Derivation? Equivariance(
        Scoped scoped,
        EqArray<Condition> assumptions,
        CancellationToken cancellation
    )
    {
        var used = Usable(assumptions);
        var (chain, body, _) = EquationChain.Shifted(scoped, used);
        chain.ReadTranslated();
        if (!new CaseMatching(scoped.Vocabulary, used, cancellation).AreSame(chain.Current, body))
            return null;
        chain.Rewrite(Rules.ExpansionOverH, body, used.Select(EquationChain.Assume).ToEqArray());
        return chain.Conclude(Rules.UniformShift, scoped.Equivariance, body);
    }

    /// <summary>The conditions that terms written out may use; that H is abelian is read off its table.</summary>
    public static EqArray<Condition> Usable(EqArray<Condition> assumptions) =>
        Condition.Ordered(
            assumptions.Where(condition => condition is not Condition.AbelianPointGroup)
        );
}
