using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Checking;
using AgeFormal.Verification.Models;
using AgeFormal.Verification.Proving;
using AgeFormal.Verification.Refuting;

namespace AgeFormal.Verification.Designs;

/// <summary>Proves or refutes Theorem 1 for a design as written in a file.</summary>
/// <remarks>
/// A proof is replayed by the checker, and the identity test runs beside it: a design counts as proved only when the
/// second method finds no failure. Where the proof uses laws of functions, that method evaluates the functions as named.
/// The proof may use the conditions that the design declares and those that hold by
/// computation on every group that it is claimed for. What cannot be proved is refuted by a counterexample, or left
/// undecided; where further conditions would prove it, they are reported beside the verdict.
/// </remarks>
public static class DesignVerifier
{
    private static readonly EqArray<PointGroup> Abelian =
    [
        PointGroups.P2,
        PointGroups.P4,
        PointGroups.Pm,
        PointGroups.P3,
    ];

    /// <summary>The verdict and what the identity test ran.</summary>
    /// <param name="design">The design.</param>
    /// <param name="options">How much the identity test and the search for a counterexample do.</param>
    /// <param name="cancellation">Checked in proofs, replays, tests and searches.</param>
    /// <exception cref="ScopeException">The design is not well scoped.</exception>
    /// <exception cref="ArgumentException">A window has no points on a lattice.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static DesignReport Verify(
        Design design,
        IdentityOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        var report = Judged(design, Attempt(design, options, cancellation), options, cancellation);
        return report.Theorem.IsProved
            ? report
            : report with
            {
                Conditional = Conditional(design, options, cancellation),
            };
    }

    /// <summary>
    /// The same report on a design that is proved; null for another, for which neither a counterexample nor conditions are
    /// searched.
    /// </summary>
    internal static DesignReport? Proved(
        Design design,
        IdentityOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        var attempt = Attempt(design, options, cancellation);
        return
            attempt.Proof.IsProved
            && Judged(design, attempt, options, cancellation) is { Theorem.IsProved: true } report
            ? report
            : null;
    }

    private sealed record Attempted(
        Verdict Proof,
        EqArray<ModelRun> Runs,
        EqArray<NamedRun> Compared
    );

    private static Attempted Attempt(
        Design design,
        IdentityOptions? options,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(design);
        DesignScope.Check(design);
        var declared = DesignAssumptions.Declared(design);
        var groups = Groups(design, declared);
        if (groups.Count == 0)
            throw new ArgumentException(
                $"{design.Name}: no group of the models has the declared windows; expected shapes that exist, and are stable where declared so, on the square or the hexagonal lattice.",
                nameof(design)
            );
        var runs = Run(design, groups, declared, options, cancellation);
        var asNamed = NamedOn(design, declared, options, cancellation);
        var proof = DesignProof.Of(
            design,
            groups[^1],
            () => MayHold(design, runs, asNamed),
            cancellation
        );
        var named = GroupsOf(proof).Except(groups).ToEqArray();
        if (named.Count > 0)
            runs = [.. runs, .. Run(design, named, declared, options, cancellation)];
        if (
            !proof.IsProved
            && runs.All(run => run.Failure is null)
            && InSpace(design, declared) is { Count: > 0 } spatial
        )
            runs = [.. Run(design, spatial, declared, options, cancellation), .. runs];
        return new(proof, runs, UsesLaws(proof) ? asNamed.On([.. groups, .. named]) : []);
    }

    private static DesignReport Judged(
        Design design,
        Attempted attempt,
        IdentityOptions? options,
        CancellationToken cancellation
    )
    {
        var (proof, runs, compared) = attempt;
        var theorem =
            compared.Count > 0
                ? JudgeNamed(design, proof, compared)
                : Judge(
                    design,
                    proof,
                    runs,
                    DesignAssumptions.Declared(design),
                    options,
                    cancellation
                );
        return new(design, Seconded(runs, AsWritten(design, theorem)), runs) { Named = compared };
    }

    // A second method that came to no equation says nothing beside a proof.
    private static Verdict Seconded(EqArray<ModelRun> runs, Verdict theorem) =>
        theorem.IsProved && runs.All(run => run.Instances == 0)
            ? new Verdict.Undecided(
                "the identity test",
                $"a derivation was found, and the second method evaluated no equation: {string.Join("; ", runs)}"
            )
            : theorem;

    // A proof is about the formula on the group: the checker reads it again as the written one.
    private static Verdict AsWritten(Design design, Verdict theorem) =>
        !theorem.IsProved || SampleCheck.Holds(design.Formula, design.Formula.OnGroup)
            ? theorem
            : new Verdict.Undecided(
                design.Formula.ToString(),
                $"what is proved, '{design.Formula.OnGroup}', is not this formula with its samples written out"
            );

    // Where the identity fails for random functions, a law of those that are named may hold it all the same; no law and no
    // element of H does where a case is known in which these differ.
    private static bool MayHold(Design design, EqArray<ModelRun> runs, NamedRuns named)
    {
        var failing = runs.Where(run => run.Failure is not null)
            .Select(run => run.Group)
            .Distinct();
        return !failing.Any()
            || FormulaContents.HasFunctionsOrExtrema(design.Formula.Body)
                && failing.All(group => named.On(group).Difference is null);
    }

    // A theorem about the functions as named may fail for random ones.
    private static bool UsesLaws(Verdict proof) =>
        proof is Verdict.Proved { Proof.FunctionLaws.Count: > 0 };

    internal static Verdict JudgeNamed(Design design, Verdict proof, EqArray<NamedRun> runs) =>
        runs.FirstOrDefault(run => !run.Holds) is { } failing
            ? NamedTest.Disagreement(design.Formula, failing)
            : proof;

    internal static Verdict Judge(
        Design design,
        Verdict proof,
        EqArray<ModelRun> runs,
        EqArray<Condition> conditions,
        IdentityOptions? options,
        CancellationToken cancellation
    )
    {
        if (runs.FirstOrDefault(run => run.Failure is not null) is not { } failing)
            return proof;
        if (proof.IsProved)
            return Disagreement(design, failing);
        var failed = runs.Where(run => run.Failure is not null).ToArray();
        var refuted = Refuter.Judge(
            design.Formula.OnGroup,
            runs,
            failed
                .Select(run =>
                    CounterexampleSearch.Among(
                        design.Formula.OnGroup,
                        DesignVocabulary.On(design, run.Group, conditions),
                        [run.Group],
                        IdentityOptions.Reaching(options, [run]),
                        failed.Length
                    )
                )
                .ToEqArray(),
            cancellation
        );
        return refuted.Match(
            proved: _ => proof,
            refuted: found => found,
            undecided: undecided => undecided
        );
    }

    /// <summary>A theorem under any conditions at all, and models that satisfy the ones it uses; null where there is none.</summary>
    private static ConditionalReport? Conditional(
        Design design,
        IdentityOptions? options,
        CancellationToken cancellation
    )
    {
        var granted = Condition.Ordered(
            DesignAssumptions
                .Declared(design)
                .Concat(DesignAssumptions.Computed(design, DesignAssumptions.Groups(design)))
                .Where(condition => condition is not Condition.NamedGroup)
        );
        var any = new IdentityOptions().GroupsFor(2).Concat(Abelian).Distinct().ToEqArray();
        var conditions = Condition.Ordered(
            granted.Concat(Prover.ConditionsOn(DesignVocabulary.On(design, any[^1], granted)))
        );
        var named = NamedOn(design, conditions, options, cancellation);
        bool MayHold() =>
            Claimed(design, any)
                .Where(group => DesignAssumptions.Fits(design, conditions, group))
                .All(group => named.On(group).Difference is null);
        if (
            DesignProof.Under(design, any[^1], conditions, MayHold, cancellation)
            is not Verdict.Proved proved
        )
            return null;
        var used = Condition.Ordered(
            proved.Proof.Conditions.Concat(DesignAssumptions.Declared(design))
        );
        var groups = Claimed(design, any)
            .Where(group => DesignAssumptions.Fits(design, used, group))
            .ToEqArray();
        // No group of the claim satisfies the conditions: the theorem would be empty.
        if (groups.Count == 0)
            return null;
        var runs = Run(design, groups, used, options, cancellation);
        var compared = UsesLaws(proved)
            ? NamedOn(design, used, options, cancellation).On(groups)
            : [];
        var theorem =
            compared.Count > 0 ? JudgeNamed(design, proved, compared)
            : runs.FirstOrDefault(run => run.Failure is not null) is { } failing
                ? Disagreement(design, failing)
            : proved;
        return new(proved.Proof.Conditions, theorem, runs) { Named = compared };
    }

    private static Verdict.Undecided Disagreement(Design design, ModelRun failing) =>
        new(
            design.Formula.ToString(),
            $"the two methods disagree: a derivation was found, and the identity fails on {failing}"
        );

    private static EqArray<ModelRun> Run(
        Design design,
        EqArray<PointGroup> groups,
        EqArray<Condition> conditions,
        IdentityOptions? options,
        CancellationToken cancellation
    ) =>
        // The models read samples by themselves: they see the formula as it is written.
        IdentityTest.RunsOn(
            design.Formula,
            groups
                .Select(group => (group, DesignVocabulary.On(design, group, conditions)))
                .ToEqArray(),
            options,
            cancellation
        );

    private static NamedRuns NamedOn(
        Design design,
        EqArray<Condition> conditions,
        IdentityOptions? options,
        CancellationToken cancellation
    ) =>
        new(group =>
            NamedTest.RunOn(
                design.Formula.OnGroup,
                DesignVocabulary.On(design, group, conditions),
                group,
                options,
                cancellation
            )
        );

    /// <summary>The groups for which a proof is made one by one, in the plane, where models are small; none for another proof.</summary>
    private static EqArray<PointGroup> GroupsOf(Verdict proof) =>
        proof is Verdict.Proved { Proof.Conclusion: Claim.GroupByGroup each }
            ? DesignReport.GroupsOf(each).Where(group => group.Dimension == 2).ToEqArray()
            : [];

    private static EqArray<PointGroup> Groups(Design design, EqArray<Condition> conditions) =>
        Claimed(
                design,
                design.Group.Match(
                    any: _ => new IdentityOptions().GroupsFor(2),
                    abelian: _ => Abelian,
                    named: _ => []
                )
            )
            .Where(group => DesignAssumptions.Fits(design, conditions, group))
            .ToEqArray();

    /// <summary>
    /// The groups in space of a claim for every H. They are run where those of the plane refute nothing: a law of all
    /// planar groups may be one of no other.
    /// </summary>
    private static EqArray<PointGroup> InSpace(Design design, EqArray<Condition> conditions) =>
        design
            .Group.Match(
                any: _ => Spatial,
                abelian: _ => Spatial.Where(group => group.Group.IsAbelian()).ToEqArray(),
                named: _ => []
            )
            .Where(group => DesignAssumptions.Fits(design, conditions, group))
            .ToEqArray();

    private static EqArray<PointGroup> Spatial { get; } =
        new IdentityOptions().GroupsFor(3).Concat([PointGroups.T]).ToEqArray();

    private static EqArray<PointGroup> Claimed(Design design, EqArray<PointGroup> groups) =>
        design.Group is GroupCondition.Named named ? [PointGroups.Parse(named.Symbol)] : groups;
}
