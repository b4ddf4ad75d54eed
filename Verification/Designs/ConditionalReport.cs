using AgeFormal.Algebra;
using AgeFormal.Verification.Models;
using AgeFormal.Verification.Refuting;

namespace AgeFormal.Verification.Designs;

/// <summary>
/// What holds of a design under conditions that it neither declares nor has by computation. It says nothing about the claim
/// that the design makes.
/// </summary>
/// <param name="Conditions">The conditions.</param>
/// <param name="Theorem">Proved under the conditions, or undecided where the identity test disagrees.</param>
/// <param name="Models">What the identity test ran on models that satisfy the conditions.</param>
public sealed record ConditionalReport(
    EqArray<Condition> Conditions,
    Verdict Theorem,
    EqArray<ModelRun> Models
)
{
    /// <summary>What the functions as named gave, where the proof uses laws of theirs.</summary>
    public EqArray<NamedRun> Named { get; init; } = [];

    /// <summary>The verdict in one sentence.</summary>
    public string Summary =>
        Theorem.Match(
            proved: _ => $"proved under the condition that {Condition.Sentence(Conditions)}",
            refuted: refuted =>
                $"refuted even where {Condition.Sentence(Conditions)}: {refuted.Witness.Description}",
            undecided: undecided =>
                $"undecided where {Condition.Sentence(Conditions)}, at {undecided.Part}: {undecided.Reason}"
        );
}
