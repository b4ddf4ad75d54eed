using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Testing.Constraints;

namespace AgeFormal.Testing;

/// <summary>
/// NUnit's <c>Is</c> with the constraints of this library. Beside <c>using NUnit.Framework</c>, name it once:
/// <c>using Is = AgeFormal.Testing.Is;</c>
/// </summary>
public abstract class Is : NUnit.Framework.Is
{
    /// <summary>Equivariant under every element of H; see <see cref="EquivarianceConstraint"/> for what that asks of each kind of subject.</summary>
    /// <param name="group">H.</param>
    /// <param name="options">What the subject needs besides; null for the usual.</param>
    public static EquivarianceConstraint EquivariantUnder(
        PointGroup group,
        EquivarianceOptions? options = null
    ) => new(group, options ?? EquivarianceOptions.Default);

    /// <summary>Shown not to be equivariant, by a counterexample that its replay confirms or by an executed residual.</summary>
    /// <param name="group">H.</param>
    /// <param name="options">What the subject needs besides; null for the usual.</param>
    public static RefutationConstraint RefutedUnder(
        PointGroup group,
        EquivarianceOptions? options = null
    ) => new(group, options ?? EquivarianceOptions.Default);

    /// <summary>Exact for all of H when built for inputs of this side; see <see cref="ExactnessConstraint"/>.</summary>
    /// <param name="size">The side of the grid on every axis.</param>
    public static ExactnessConstraint ExactOn(int size) => ExactnessConstraint.Of(size);

    /// <summary>Exact for all of H when built for inputs on this grid.</summary>
    /// <param name="grid">The grid.</param>
    public static ExactnessConstraint ExactOn(Region grid) => ExactnessConstraint.Of(grid);

    /// <summary>Exact for all of H when built for this input; the form for an <see cref="Op"/>, which has no input of its own.</summary>
    /// <param name="input">The type of the input.</param>
    public static ExactnessConstraint ExactOn(FieldType input) => ExactnessConstraint.Of(input);
}
