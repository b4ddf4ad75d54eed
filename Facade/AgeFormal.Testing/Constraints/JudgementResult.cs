using NUnit.Framework;
using NUnit.Framework.Constraints;

namespace AgeFormal.Testing.Constraints;

/// <summary>A judgement as the result of a constraint. What is written as the actual value is the judgement's sentence.</summary>
internal sealed class JudgementResult : ConstraintResult
{
    private readonly Judgement _judgement;

    private JudgementResult(IConstraint constraint, Judgement judgement, bool success)
        : base(constraint, judgement, success) => _judgement = judgement;

    /// <summary>Success when the property holds.</summary>
    /// <exception cref="AssertionException">The judgement is undecided: then neither the constraint nor its negation holds.</exception>
    public static ConstraintResult WhenHolding(IConstraint constraint, Judgement judgement) =>
        judgement.Match<ConstraintResult>(
            holds: holds => new JudgementResult(constraint, holds, success: true),
            fails: fails => new JudgementResult(constraint, fails, success: false),
            undecided: undecided => throw Undecided(constraint, undecided)
        );

    /// <summary>Success when the property is shown not to hold.</summary>
    /// <exception cref="AssertionException">The judgement is undecided: then neither the constraint nor its negation holds.</exception>
    public static ConstraintResult WhenFailing(IConstraint constraint, Judgement judgement) =>
        judgement.Match<ConstraintResult>(
            holds: holds => new JudgementResult(constraint, holds, success: false),
            fails: fails => new JudgementResult(constraint, fails, success: true),
            undecided: undecided => throw Undecided(constraint, undecided)
        );

    /// <inheritdoc/>
    public override void WriteActualValueTo(MessageWriter writer) => writer.Write(_judgement);

    /// <inheritdoc/>
    public override void WriteAdditionalLinesTo(MessageWriter writer)
    {
        var details = _judgement.Match(
            holds: _ => "",
            fails: fails => fails.Details,
            undecided: _ => ""
        );
        if (details.Length > 0)
            foreach (var line in details.TrimEnd('\n').Split('\n'))
                writer.WriteLine($"  {line}".TrimEnd());
    }

    private static AssertionException Undecided(
        IConstraint constraint,
        Judgement.Undecided judgement
    ) =>
        new(
            $"  Undecided: {constraint.Description}\n  {judgement.Text}\n  Neither the constraint nor its negation holds."
        );
}
