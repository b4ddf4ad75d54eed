using AgeFormal.Algebra;
using NUnit.Framework.Constraints;

namespace AgeFormal.Testing.Constraints;

/// <summary>
/// The subject is equivariant under every element of H. Of a design or a formula: Theorem 1 is proved, the proof is
/// replayed, and the identity test finds no failure. Of an operator: its theorem is proved and replayed, and every element
/// of H is exact on its grids. Of a network: the same, and the executed residual is at rounding level for every element
/// in every precision asked for. Of something that runs: the residual alone. Of a file's network: every node carries H on.
/// </summary>
/// <remarks>An undecided subject fails both this constraint and its negation.</remarks>
public sealed class EquivarianceConstraint : Constraint
{
    private readonly PointGroup _group;
    private readonly EquivarianceOptions _options;

    internal EquivarianceConstraint(PointGroup group, EquivarianceOptions options)
    {
        ArgumentNullException.ThrowIfNull(group);
        _group = group;
        _options = options;
    }

    /// <inheritdoc/>
    public override string Description => $"equivariant under {_group.Symbol}";

    /// <summary>Decides for a design, formula, operator, network, executable or the network of a file.</summary>
    /// <exception cref="ArgumentException">The subject is none of these, lacks what the options give, or acts by a group that does not contain H.</exception>
    public override ConstraintResult ApplyTo<TActual>(TActual actual) =>
        JudgementResult.WhenHolding(this, Equivariance.Judge(actual, _group, _options));
}
