using AgeFormal.Algebra;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Counterexamples;
using AgeFormal.Verification.Models;
using AgeFormal.Verification.Refuting;

namespace AgeFormal.Verification.Designs;

/// <summary>
/// What is known about a design: Theorem 1 for the groups that it is claimed for, and what its compiled formula does.
/// </summary>
/// <param name="Design">The design.</param>
/// <param name="Theorem">
/// The verdict on the claim as the design makes it. A theorem under a condition that is neither declared nor computed does
/// not prove the claim; it is in <see cref="Conditional"/>.
/// </param>
/// <param name="Models">What the identity test ran on finite models, the second method.</param>
public sealed record DesignReport(Design Design, Verdict Theorem, EqArray<ModelRun> Models)
{
    /// <summary>The name and version of the JSON form.</summary>
    public const string Schema = "ageformal.design-verification/1";

    /// <summary>What the functions as named gave on finite models, where the proof uses laws of theirs.</summary>
    public EqArray<NamedRun> Named { get; init; } = [];

    /// <summary>What holds under further conditions, where the claim is not proved; null when no conditions were found.</summary>
    public ConditionalReport? Conditional { get; init; }

    /// <summary>What is to blame for the refutation, as <see cref="CulpritSearch"/> found it; null where it was not asked for.</summary>
    public Culprit? Culprit { get; init; }

    /// <summary>The counterexample on executed layers; empty where none was asked for.</summary>
    public EqArray<Outcome<LayerReplay>> Replays { get; init; } = [];

    /// <summary>What the compiled formula does on a torus; empty where it was not asked for.</summary>
    public EqArray<Outcome<DesignExecution>> Executions { get; init; } = [];

    /// <summary>Whether the theorem is proved and every execution that could be made is equivariant within rounding.</summary>
    public bool Holds =>
        Theorem.IsProved
        && Executions.All(one => one.Match(executed: ran => ran.Holds, notExecuted: _ => true));

    /// <summary>
    /// The groups for which the theorem is proved, where it is not for every H of the claim: those on which one of its
    /// conditions was computed, or for each of which there is a proof.
    /// </summary>
    public EqArray<PointGroup> Groups =>
        Theorem.Match(
            proved: proved =>
                proved.Proof.Conclusion is Claim.GroupByGroup each ? GroupsOf(each)
                : Design.Group is GroupCondition.Named
                || proved.Proof.Conditions.All(Declared.Contains)
                    ? []
                : DesignAssumptions.Groups(Design),
            refuted: _ => [],
            undecided: _ => []
        );

    /// <summary>The conditions that the proof of the claim uses, with why they hold.</summary>
    public EqArray<DesignCondition> Conditions =>
        Theorem.Match(
            proved: proved =>
                proved.Proof.Conclusion is Claim.GroupByGroup each
                    ? Used(each)
                    : proved
                        .Proof.Conditions.Select(condition => Of(condition, GroupsOfClaim))
                        .ToEqArray(),
            refuted: _ => [],
            undecided: _ => []
        );

    /// <summary>
    /// For which groups the claim is proved or made: <c>every H</c>, <c>every abelian H</c>, each with <c>whose lattice has the
    /// window S</c> where not every lattice has it, or symbols.
    /// </summary>
    public string Scope =>
        Groups.Count > 0
            ? Symbols(Groups)
            : Design.Group.Match(
                any: _ => $"every H{OnLattices}",
                abelian: _ => $"every abelian H{OnLattices}",
                named: named => named.Symbol
            );

    // A window of an odd side is on every lattice, a box or a hexagon on that of its kind.
    private string OnLattices
    {
        get
        {
            var names = Design
                .Windows.Where(window =>
                    window.Shape?.Match(
                        side: side => side.Length % 2 == 0,
                        box: _ => true,
                        hexagon: _ => true
                    ) ?? false
                )
                .Select(window => window.Name)
                .ToArray();
            return names.Length == 0
                ? ""
                : $" whose lattice has the window{(names.Length == 1 ? "" : "s")} {string.Join(", ", names)}";
        }
    }

    /// <summary>The verdict in one sentence.</summary>
    public string Summary =>
        Theorem.Match(
            proved: proved =>
                $"proved for {Scope}{Where}: Theorem 1 holds for all signals, parameters and elements of the group{Functions(proved)} ({proved.Proof.StepCount} steps, replayed by the checker)",
            refuted: refuted => $"refuted: {refuted.Witness.Description}",
            undecided: undecided => $"undecided at {undecided.Part}: {undecided.Reason}"
        ) + (Conditional is { } conditional ? $"; {conditional.Summary}" : "");

    // Which functions the theorem is about: any in the place of those that the formula names, or these alone.
    private string Functions(Verdict.Proved proved) =>
        proved.Proof.FunctionLaws.Count > 0
            ? $", for the functions as named, by {string.Join(", ", proved.Proof.FunctionLaws)}"
        : FormulaNames.Functions(Design.Formula.Body).Any() ? ", for all functions φ"
        : "";

    // The scope names the group already.
    private string Where
    {
        get
        {
            var groups = Groups.Select(group => group.Symbol).ToEqArray();
            var told = Conditions
                .Where(one => one.Condition is not Condition.NamedGroup)
                .Select(one =>
                    one.Groups.Count > 1 && one.Groups == groups
                        ? $"{one.Condition} (computed on each)"
                        : one.ToString()
                )
                .ToArray();
            var alone = Theorem is Verdict.Proved { Proof.Conclusion: Claim.GroupByGroup };
            return (alone && groups.Count > 1 ? ", each by itself" : "")
                + (
                    told.Length == 0
                        ? ""
                        : $", under the condition that {string.Join(" and ", told)}"
                );
        }
    }

    private EqArray<Condition> Declared => DesignAssumptions.Declared(Design);

    private EqArray<PointGroup> GroupsOfClaim =>
        Design.Group is GroupCondition.Named named
            ? [PointGroups.Parse(named.Symbol)]
            : DesignAssumptions.Groups(Design);

    private DesignCondition Of(Condition condition, IEnumerable<PointGroup> groups) =>
        Declared.Contains(condition)
            ? new(condition, ConditionGround.Declared)
            : new(condition, ConditionGround.Computed)
            {
                Groups = groups.Select(group => group.Symbol).ToEqArray(),
            };

    // The conditions of the proofs for the groups, each with the groups whose proof uses it.
    private EqArray<DesignCondition> Used(Claim.GroupByGroup each)
    {
        var theorems = each.Theorems.OfType<Claim.Under>().ToArray();
        return Condition
            .Ordered(theorems.SelectMany(theorem => theorem.Conditions))
            .Where(condition => condition is not Condition.NamedGroup)
            .Select(condition =>
                Of(
                    condition,
                    theorems
                        .Where(theorem => theorem.Conditions.Contains(condition))
                        .Select(GroupOf)
                )
            )
            .ToEqArray();
    }

    internal static EqArray<PointGroup> GroupsOf(Claim.GroupByGroup each) =>
        each.Theorems.Select(GroupOf).ToEqArray();

    private static PointGroup GroupOf(Claim theorem) =>
        (theorem as Claim.Under)?.Theorem is { } inner ? GroupOf(inner)
        : theorem is Claim.Equivariant claim ? claim.Vocabulary.Group
        : throw new System.Diagnostics.UnreachableException();

    private static string Symbols(EqArray<PointGroup> groups) =>
        string.Join(", ", groups.Select(group => group.Symbol));
}
