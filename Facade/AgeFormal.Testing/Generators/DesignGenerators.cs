using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using FsCheck;
using FsCheck.Fluent;

namespace AgeFormal.Testing.Generators;

/// <summary>Random designs, formulas and terms; see <see cref="RandomDesigns"/>.</summary>
public static class DesignGenerators
{
    /// <summary>A well-scoped design without absolute positions: equivariant for every H.</summary>
    public static Gen<Design> Equivariant { get; } =
        Gen.Choose(0, int.MaxValue - 1).Select(seed => new RandomDesigns(seed).Next());

    /// <summary>The formula of such a design.</summary>
    public static Gen<Formula> Formula { get; } = Equivariant.Select(design => design.Formula);

    /// <summary>The body of such a formula.</summary>
    public static Gen<Term> Term { get; } = Formula.Select(formula => formula.Body);
}
