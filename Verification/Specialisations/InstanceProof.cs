using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Specialisations;

/// <summary>One rewriting: a whole term, and the same with one part replaced by an equal one.</summary>
/// <param name="Rule">The law by which the parts are equal.</param>
/// <param name="Before">The term.</param>
/// <param name="After">The next term.</param>
public sealed record InstanceStep(Rule Rule, WordTerm Before, WordTerm After)
{
    /// <summary>The rule and the equation.</summary>
    public override string ToString() => $"{Before}\n  = {After} [{Rule}]";
}

/// <summary>
/// D[θ := θ′] = … = t = … = D′: both sides are rewritten to one term.
/// </summary>
/// <param name="Substituted">D[θ := θ′] as a formula; [r = e] and [c = c′] are the parameters δ of <see cref="Brackets"/>.</param>
/// <param name="General">Its body over group words.</param>
/// <param name="FromGeneral">The steps from there on.</param>
/// <param name="Special">The body of D′ over group words.</param>
/// <param name="FromSpecial">The steps from there on.</param>
public sealed record InstanceProof(
    Formula Substituted,
    WordTerm General,
    EqArray<InstanceStep> FromGeneral,
    WordTerm Special,
    EqArray<InstanceStep> FromSpecial
) : IEvidence
{
    string IEvidence.Shown => $"equal to one term in {StepCount} steps";

    /// <summary>The number of steps on both sides.</summary>
    public int StepCount => FromGeneral.Count + FromSpecial.Count;

    /// <summary>The common term.</summary>
    public WordTerm Common => FromGeneral.Count == 0 ? General : FromGeneral[^1].After;

    /// <summary>One line per step: from D[θ := θ′] down to the common term, then from D′.</summary>
    public override string ToString() =>
        string.Join(
            '\n',
            FromGeneral
                .Select(step => $"= {step.After}  [{step.Rule}]")
                .Prepend($"{General}")
                .Append($"{Special}")
                .Concat(FromSpecial.Select(step => $"= {step.After}  [{step.Rule}]"))
        );
}

/// <summary>Two values that the statement says are equal, and are not.</summary>
/// <param name="Group">H.</param>
/// <param name="Side">n of the torus ℤ_n^d.</param>
/// <param name="At">The positions as element indices, then the output channels.</param>
/// <param name="General">D at θ′.</param>
/// <param name="Special">D′.</param>
public sealed record InstanceDifference(
    PointGroup Group,
    int Side,
    EqArray<int> At,
    Rational General,
    Rational Special
) : IEvidence
{
    string IEvidence.Shown => ToString();

    /// <summary>The place and both values.</summary>
    public override string ToString() =>
        $"{Group.Symbol}, n = {Side}: at ({string.Join(", ", At)}) the general design is {General}, the special one {Special}";
}
