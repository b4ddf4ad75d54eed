using AgeFormal.Algebra;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Identity;

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

    /// <summary>What holds under further conditions, where the claim is not proved; null when no conditions were found.</summary>
    public ConditionalReport? Conditional { get; init; }

    /// <summary>The counterexample on executed layers; empty where none was asked for.</summary>
    public EqArray<LayerReplay> Replays { get; init; } = [];

    /// <summary>What the compiled formula does on a torus; empty where it was not asked for.</summary>
    public EqArray<DesignExecution> Executions { get; init; } = [];

    /// <summary>Whether the theorem is proved and every execution that could be made is equivariant within rounding.</summary>
    public bool Holds =>
        Theorem.IsProved && Executions.All(one => one.Match(ran => ran.Holds, _ => true));

    /// <summary>The conditions that the proof of the claim uses, with why they hold.</summary>
    public EqArray<DesignCondition> Conditions =>
        Theorem.Match(
            proved =>
                proved
                    .Conditions.Select(condition => new DesignCondition(
                        condition,
                        DesignAssumptions.Declared(Design).Contains(condition)
                            ? ConditionGround.Declared
                            : ConditionGround.Computed
                    ))
                    .ToEqArray(),
            _ => [],
            _ => []
        );

    /// <summary>For which groups the claim is made: <c>every H</c>, <c>every abelian H</c> or a symbol.</summary>
    public string Scope =>
        Design.Group.Match(_ => "every H", _ => "every abelian H", named => named.Symbol);

    /// <summary>The verdict in one sentence.</summary>
    public string Summary =>
        Theorem.Match(
            proved =>
                $"proved for {Scope}{Where}: Theorem 1 holds for all signals, parameters and elements of the group ({proved.Derivation.StepCount} steps, replayed by the checker)",
            refuted => $"refuted: {refuted.Witness.Description}",
            undecided => $"undecided at {undecided.Part}: {undecided.Reason}"
        ) + (Conditional is { } conditional ? $"; {conditional.Summary}" : "");

    private string Where =>
        Conditions.Count == 0
            ? ""
            : $", under the condition that {string.Join(" and ", Conditions)}";

    /// <summary>The report as JSON of the schema <see cref="Schema"/>.</summary>
    public string ToJson() => Rendering.DesignJson.Write(this);

    /// <summary>The report as one HTML page that refers to nothing outside of it.</summary>
    public string ToHtml() => Rendering.Html.DesignPage.Write(this);
}
