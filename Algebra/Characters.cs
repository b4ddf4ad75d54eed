namespace AgeFormal.Algebra;

/// <summary>The inner product of real class functions and what it decides.</summary>
public static class Characters
{
    /// <summary>How far a computed character value may be from the integer that theory says it is.</summary>
    public const double IntegerTolerance = 1e-9;

    /// <summary>⟨χ, ψ⟩ = |H|⁻¹ Σ_h χ(h) ψ(h).</summary>
    public static double InnerProduct(
        FiniteGroup group,
        EqArray<double> left,
        EqArray<double> right
    )
    {
        RequireLength(group, left);
        RequireLength(group, right);
        return HaarMeasure.Normalised(group).Integral(h => left[h] * right[h]);
    }

    /// <summary>
    /// |H|⁻¹ Σ_h χ(h²): 1, 0 or −2 for a real irreducible representation of real, complex or quaternionic type
    /// (Frobenius and Schur).
    /// </summary>
    public static double FrobeniusSchurIndicator(FiniteGroup group, EqArray<double> character)
    {
        RequireLength(group, character);
        return HaarMeasure.Normalised(group).Integral(h => character[group.Multiply(h, h)]);
    }

    /// <summary>How often each irreducible occurs in a representation: m_i = ⟨χ, χ_i⟩ / e_i.</summary>
    /// <exception cref="ArgumentException">The irreducibles are those of another group, or not all of them.</exception>
    public static EqArray<int> Multiplicities(
        Representation representation,
        EqArray<IrreducibleRepresentation> irreducibles
    )
    {
        ArgumentNullException.ThrowIfNull(representation);
        var group = representation.Group;
        if (irreducibles.Any(irreducible => irreducible.Representation.Group != group))
            throw new ArgumentException(
                $"Irreducible representations of {group.Name} are expected.",
                nameof(irreducibles)
            );
        var character = representation.Characters();
        var multiplicities = irreducibles
            .Select(irreducible =>
                ToInteger(
                    InnerProduct(group, character, irreducible.Character)
                        / irreducible.CommutantDimension
                )
            )
            .ToEqArray();
        var total = multiplicities
            .Zip(irreducibles, (m, irreducible) => m * irreducible.Dimension)
            .Sum();
        if (total != representation.Dimension)
            throw new ArgumentException(
                $"All irreducible representations of {group.Name} are expected; the given ones make up {total} of {representation.Dimension} dimensions.",
                nameof(irreducibles)
            );
        return multiplicities;
    }

    /// <summary>The integer within <see cref="IntegerTolerance"/> of a value.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static int ToInteger(double value)
    {
        var integer = Math.Round(value);
        if (!(Math.Abs(value - integer) <= IntegerTolerance))
            throw new ArgumentException(
                $"An integer is expected up to {IntegerTolerance}, received {value:R}."
            );
        return (int)integer;
    }

    private static void RequireLength(FiniteGroup group, EqArray<double> function)
    {
        ArgumentNullException.ThrowIfNull(group);
        if (function.Count != group.Order)
            throw new ArgumentException(
                $"A function on {group.Name} has {group.Order} values, received {function.Count}.",
                nameof(function)
            );
    }
}
