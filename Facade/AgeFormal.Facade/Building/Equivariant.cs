using AgeFormal.Algebra;
using AgeFormal.Networks.Building;
using AgeFormal.Operators;

namespace AgeFormal.Facade.Building;

/// <summary>
/// Where a network begins: <c>Equivariant.On(PointGroups.P4).Input(channels: 1, size: 28).Lift(10, 3)…Build("mine")</c>.
/// </summary>
/// <remarks>
/// Every step returns a new <see cref="NetworkBuilder"/> and checks the step at once: what does not fit is a
/// <see cref="TypingException"/> that names the layer, the value and what was expected.
/// </remarks>
public static class Equivariant
{
    /// <summary>Networks over ℤ^d ⋊ H.</summary>
    /// <param name="group">H with its lattice.</param>
    /// <param name="options">What layers have in common; <see cref="BuilderOptions.Default"/> by default.</param>
    public static NetworkGroup On(PointGroup group, BuilderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(group);
        return new(group, options ?? BuilderOptions.Default) { Exactness = ExactGrid.Check };
    }
}
