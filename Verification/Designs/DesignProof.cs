using AgeFormal.Algebra;
using AgeFormal.Operators.Language;

namespace AgeFormal.Verification.Designs;

/// <summary>
/// Proofs of Theorem 1 for a design, replayed by the checker: one for every H under the conditions that the design declares,
/// else under conditions that are computed on each of the groups of the catalogue, else one for each of these groups.
/// </summary>
internal static class DesignProof
{
    /// <summary>The verdict of the prover on what the design claims.</summary>
    /// <param name="design">The design.</param>
    /// <param name="group">A group of the claim; it stands for every H where no step uses its elements.</param>
    /// <param name="byElements">Whether proofs that use the elements of a finite H are looked for.</param>
    /// <param name="cancellation">Checked in proofs and replays.</param>
    public static Verdict Of(
        Design design,
        PointGroup group,
        bool byElements,
        CancellationToken cancellation
    )
    {
        var declared = DesignAssumptions.Declared(design);
        var groups = DesignAssumptions.Groups(design);
        var computed = DesignAssumptions.Computed(design, groups);
        var verdict = Under(
            design,
            group,
            Condition.Ordered(
                declared
                    .Concat(computed)
                    .Where(condition => byElements || condition is not Condition.NamedGroup)
            ),
            cancellation
        );
        return verdict.IsProved || !byElements || design.Group is GroupCondition.Named
            ? verdict
            : GroupByGroup(design, groups, declared, verdict, cancellation);
    }

    /// <summary>
    /// The verdict of the prover on one group, replayed by the checker. No step uses a property of the group but by a
    /// condition, so the group stands for every H that satisfies them.
    /// </summary>
    public static Verdict Under(
        Design design,
        PointGroup group,
        EqArray<Condition> granted,
        CancellationToken cancellation
    )
    {
        var vocabulary = DesignVocabulary.OfProof(design, group, granted);
        var verdict = Prover.Prove(design.Formula.OnGroup, vocabulary, granted, cancellation);
        var claim = new Claim.Equivariant(design.Formula.OnGroup, vocabulary);
        return verdict.Match(
            proved =>
                proved.Conditions.All(granted.Contains)
                && ProofChecker.Accepts(
                    proved.Derivation,
                    proved.Conditions.Count == 0
                        ? claim
                        : new Claim.Under(proved.Conditions, claim),
                    cancellation
                )
                    ? verdict
                    : new Verdict.Undecided(
                        proved.Derivation.ToString(),
                        "the checker does not accept the derivation"
                    ),
            refuted => refuted,
            undecided => undecided
        );
    }

    // A proof for each group, those first that fail soonest: many elements in the plane, few in space.
    private static Verdict GroupByGroup(
        Design design,
        EqArray<PointGroup> groups,
        EqArray<Condition> declared,
        Verdict stuck,
        CancellationToken cancellation
    )
    {
        var proofs = new Dictionary<PointGroup, Derivation>();
        foreach (
            var group in groups.OrderBy(group => group.Dimension == 2 ? -group.Order : group.Order)
        )
        {
            var conditions = Condition.Ordered([
                .. declared,
                .. DesignAssumptions.Computed(design, [group]),
                new Condition.NamedGroup(group),
            ]);
            if (Under(design, group, conditions, cancellation) is not Verdict.Proved proved)
                return proofs.Count == 0 ? stuck : Alone(stuck, proofs.Keys, group);
            proofs.Add(group, proved.Derivation);
        }
        var premises = groups.Select(group => proofs[group]).ToEqArray();
        if (premises.Count == 0)
            return stuck;
        var claim = new Claim.GroupByGroup(
            premises.Select(premise => premise.Conclusion).ToEqArray()
        );
        var all = new Derivation(Rules.GroupByGroup, claim, premises);
        return ProofChecker.Accepts(all, claim, cancellation) ? new Verdict.Proved(all) : stuck;
    }

    private static Verdict Alone(
        Verdict stuck,
        IEnumerable<PointGroup> proved,
        PointGroup failing
    ) =>
        stuck.Match(
            theorem => theorem,
            refuted => refuted,
            undecided =>
                (Verdict)(
                    undecided with
                    {
                        Reason =
                            $"{undecided.Reason}; group by group it is proved for {string.Join(", ", proved.Select(group => group.Symbol))}, not for {failing.Symbol}",
                    }
                )
        );
}
