using AgeFormal.Operators;
using NUnit.Framework.Constraints;

namespace AgeFormal.Testing.Constraints;

/// <summary>
/// The subject, an operator or a network, commutes with every element of H on its actual grids when it is built for a
/// given input. A failure names each layer that breaks it, the subgroup that is left and why.
/// </summary>
public sealed class ExactnessConstraint : Constraint
{
    private readonly string _input;
    private readonly Func<FieldType?, FieldType> _rebuild;

    private ExactnessConstraint(string input, Func<FieldType?, FieldType> rebuild)
    {
        _input = input;
        _rebuild = rebuild;
    }

    /// <inheritdoc/>
    public override string Description => $"exact for all of H on inputs {_input}";

    /// <summary>Decides for an operator, a network or a compiled network.</summary>
    /// <exception cref="ArgumentException">The subject is none of these, or an operator without an input where the constraint gives only a grid.</exception>
    /// <exception cref="TypingException">The subject cannot be built for the input; the message names the layer.</exception>
    public override ConstraintResult ApplyTo<TActual>(TActual actual) =>
        JudgementResult.WhenHolding(this, GridExactness.Judge(Subject.Rebuild(actual, _rebuild)));

    internal static ExactnessConstraint Of(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        return new($"of side {size}", own => OnGrid(own, type => Region.On(type.Group, size)));
    }

    internal static ExactnessConstraint Of(Region grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return new($"{grid}", own => OnGrid(own, _ => grid));
    }

    internal static ExactnessConstraint Of(FieldType input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new($"{input}", _ => input);
    }

    private static FieldType OnGrid(FieldType? own, Func<FieldType, Region> grid) =>
        own is null
            ? throw new ArgumentException(
                "An operator without an input is exact or not on a typed input; expected Is.ExactOn(FieldType)."
            )
            : own with
            {
                Grid = grid(own),
            };
}
