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
    /// <param name="mayHold">
    /// Asked once, where no shift proves it: whether the laws of terms and the elements of a finite H could. They cannot where a
    /// case is known in which the sides differ.
    /// </param>
    /// <param name="cancellation">Checked in proofs and replays.</param>
    public static Verdict Of(
        Design design,
        PointGroup group,
        Func<bool> mayHold,
        CancellationToken cancellation
    )
    {
        var declared = DesignAssumptions.Declared(design);
        var groups = DesignAssumptions.Groups(design);
        var granted = Condition.Ordered(
            declared.Concat(DesignAssumptions.Computed(design, groups))
        );
        var holds = new Lazy<bool>(mayHold);
        var verdict = Under(design, group, granted, () => holds.Value, cancellation);
        return verdict.IsProved || !holds.Value || design.Group is GroupCondition.Named
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
        Func<bool> mayHold,
        CancellationToken cancellation
    )
    {
        var unnamed = granted.Where(condition => condition is not Condition.NamedGroup).ToEqArray();
        // That the group is named changes nothing of what the formula names.
        var scoped = Scoped.Of(
            design.Formula,
            DesignVocabulary.OfProof(design, group, granted),
            cancellation
        );
        Verdict Replayed(EqArray<Condition> allowed, Verdict verdict) =>
            Checked(scoped, allowed, verdict, cancellation);
        var shift = Replayed(unnamed, Prover.ByPositions(scoped, unnamed, cancellation));
        if (shift.IsProved || !mayHold())
            return shift;
        // The laws alone first: their proof is for every H, and costs less than writing the elements of one out.
        var laws = Replayed(unnamed, Prover.ByLaws(scoped, unnamed, shift, cancellation));
        if (laws.IsProved || unnamed.Count == granted.Count)
            return laws;
        var elements = Prover.ByElements(scoped, granted, cancellation);
        return Replayed(
            granted,
            elements.IsProved ? elements : Prover.ByLaws(scoped, granted, elements, cancellation)
        );
    }

    /// <summary>The verdict of a prover, whose word counts for nothing before the checker has replayed the derivation.</summary>
    internal static Verdict Checked(
        Scoped scoped,
        EqArray<Condition> granted,
        Verdict verdict,
        CancellationToken cancellation
    ) =>
        verdict.Match(
            proved: proved =>
                proved.Proof.Conditions.All(granted.Contains)
                && ProofChecker.Accepts(
                    proved.Proof,
                    proved.Proof.Conditions.Count == 0
                        ? scoped.Equivariance
                        : new Claim.Under(proved.Proof.Conditions, scoped.Equivariance),
                    cancellation
                )
                    ? verdict
                    : new Verdict.Undecided(
                        proved.Proof.ToString(),
                        "the checker does not accept the derivation"
                    ),
            refuted: refuted => refuted,
            undecided: undecided => undecided
        );

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
            // The checker replays them together.
            var vocabulary = DesignVocabulary.OfProof(design, group, conditions);
            if (
                Prover.Prove(design.Formula, vocabulary, conditions, cancellation)
                    is not Verdict.Proved proved
                || !proved.Proof.Conditions.All(conditions.Contains)
            )
                return proofs.Count == 0 ? stuck : Alone(stuck, proofs.Keys, group);
            proofs.Add(group, proved.Proof);
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
            proved: theorem => theorem,
            refuted: refuted => refuted,
            undecided: undecided =>
                (Verdict)(
                    undecided with
                    {
                        Reason =
                            $"{undecided.Reason}; group by group it is proved for {string.Join(", ", proved.Select(group => group.Symbol))}, not for {failing.Symbol}",
                    }
                )
        );
}
