using AgeFormal.Algebra;
using NUnit.Framework.Constraints;

namespace AgeFormal.Testing.Constraints;

/// <summary>
/// The subject is shown not to be equivariant under H: by a counterexample that its replay confirms, by an element that
/// the grid breaks, or by a residual beyond rounding.
/// </summary>
/// <remarks>An undecided subject fails both this constraint and its negation.</remarks>
public sealed class RefutationConstraint : Constraint
{
    private readonly PointGroup _group;
    private readonly EquivarianceOptions _options;

    internal RefutationConstraint(PointGroup group, EquivarianceOptions options)
    {
        ArgumentNullException.ThrowIfNull(group);
        _group = group;
        _options = options;
    }

    /// <inheritdoc/>
    public override string Description => $"refuted under {_group.Symbol}";

    /// <summary>Decides for a design, formula, operator, network or executable.</summary>
    /// <exception cref="ArgumentException">The subject is none of these, lacks what the options give, or acts by a group that does not contain H.</exception>
    public override ConstraintResult ApplyTo<TActual>(TActual actual) =>
        JudgementResult.WhenFailing(this, Equivariance.Judge(actual, _group, _options));
}
