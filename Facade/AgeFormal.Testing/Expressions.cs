using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Testing.Constraints;
using NUnit.Framework.Constraints;

namespace AgeFormal.Testing;

/// <summary>The constraints of <see cref="Is"/> after <c>Is.Not</c>, <c>Is.All</c>, <c>Has.Property(…)</c> and other expressions.</summary>
public static class Expressions
{
    /// <summary>As <see cref="Is.EquivariantUnder"/>.</summary>
    public static EquivarianceConstraint EquivariantUnder(
        this ConstraintExpression expression,
        PointGroup group,
        EquivarianceOptions? options = null
    ) => Append(expression, Is.EquivariantUnder(group, options));

    /// <summary>As <see cref="Is.RefutedUnder"/>.</summary>
    public static RefutationConstraint RefutedUnder(
        this ConstraintExpression expression,
        PointGroup group,
        EquivarianceOptions? options = null
    ) => Append(expression, Is.RefutedUnder(group, options));

    /// <summary>As <see cref="Is.ExactOn(int)"/>.</summary>
    public static ExactnessConstraint ExactOn(this ConstraintExpression expression, int size) =>
        Append(expression, Is.ExactOn(size));

    /// <summary>As <see cref="Is.ExactOn(Region)"/>.</summary>
    public static ExactnessConstraint ExactOn(this ConstraintExpression expression, Region grid) =>
        Append(expression, Is.ExactOn(grid));

    /// <summary>As <see cref="Is.ExactOn(FieldType)"/>.</summary>
    public static ExactnessConstraint ExactOn(
        this ConstraintExpression expression,
        FieldType input
    ) => Append(expression, Is.ExactOn(input));

    private static T Append<T>(ConstraintExpression expression, T constraint)
        where T : Constraint
    {
        ArgumentNullException.ThrowIfNull(expression);
        expression.Append(constraint);
        return constraint;
    }
}
