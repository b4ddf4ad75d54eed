namespace AgeFormal.Algebra;

/// <summary>The three types of a real irreducible representation, by the division algebra of its commutant (Frobenius).</summary>
public enum IrreducibleType
{
    /// <summary>Commutant ℝ, e = 1: irreducible over ℂ too.</summary>
    Real,

    /// <summary>Commutant ℂ, e = 2: a sum of two conjugate inequivalent representations over ℂ.</summary>
    Complex,

    /// <summary>Commutant ℍ, e = 4: twice one representation over ℂ.</summary>
    Quaternionic,
}

/// <summary>A real irreducible representation with its character and type.</summary>
/// <param name="Representation">Orthogonal matrices.</param>
/// <param name="Character">χ(g) by element; values within rounding of an integer are that integer.</param>
/// <param name="CommutantDimension">e = ⟨χ, χ⟩ ∈ {1, 2, 4}.</param>
public sealed record IrreducibleRepresentation(
    Representation.Orthogonal Representation,
    EqArray<double> Character,
    int CommutantDimension
)
{
    /// <summary>The dimension.</summary>
    public int Dimension => Representation.Dimension;

    /// <summary>dim / e, how often it occurs in the regular representation.</summary>
    public int RegularMultiplicity => Dimension / CommutantDimension;

    /// <summary>The type that belongs to e.</summary>
    public IrreducibleType Type =>
        CommutantDimension switch
        {
            1 => IrreducibleType.Real,
            2 => IrreducibleType.Complex,
            4 => IrreducibleType.Quaternionic,
            var e => throw new InvalidOperationException(
                $"A commutant of dimension 1, 2 or 4 is expected, found {e}."
            ),
        };

    /// <summary>The character as integers, which it is for every finite subgroup of GL(2, ℤ) and GL(3, ℤ).</summary>
    /// <exception cref="InvalidOperationException">A value is not an integer, as for C5.</exception>
    public EqArray<int> IntegerCharacter() =>
        Character
            .Select(value =>
                Math.Round(value) == value
                    ? (int)value
                    : throw new InvalidOperationException(
                        $"An integer character is expected, found {value:R}."
                    )
            )
            .ToEqArray();
}
