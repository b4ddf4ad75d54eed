namespace AgeFormal.Algebra;

/// <summary>Decomposes the regular representation of a finite group into real irreducible representations.</summary>
/// <remarks>
/// The right translations span the commutant of the left regular representation L. A generic symmetric element
/// S = Σ_g c_g R(g), c_g = c_{g⁻¹}, acts on the isotypic part of V ≅ (multiplicity space) ⊗ V as a generic Hermitian
/// matrix over the commutant ℝ, ℂ or ℍ of V, so each eigenspace of S is one copy of an irreducible V.
/// </remarks>
public static class IrreducibleRepresentations
{
    private const double LeastRelativeGap = 1e-4;
    private const double SameEigenvalue = 1e-9;
    private const double SameCharacter = 1e-6;

    /// <summary>Every real irreducible representation once: the trivial one first, then by dimension, then by character.</summary>
    /// <param name="group">The group.</param>
    /// <param name="seed">Chooses the element of the commutant; the result is the same up to the choice of bases.</param>
    /// <exception cref="InvalidOperationException">No attempt separated the eigenspaces to working precision.</exception>
    public static EqArray<IrreducibleRepresentation> Of(FiniteGroup group, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(group);
        const int attempts = 16;
        for (var attempt = 0; attempt < attempts; attempt++)
            if (Decompose(group, unchecked(seed + attempt)) is { } irreducibles)
                return irreducibles;
        throw new InvalidOperationException(
            $"The regular representation of {group.Name} (order {group.Order}) is expected to split within {attempts} attempts from seed {seed}."
        );
    }

    /// <summary>The irreducible representations, or null when the drawn element is not generic to working precision.</summary>
    private static EqArray<IrreducibleRepresentation>? Decompose(FiniteGroup group, int seed)
    {
        var eigen = SymmetricEigenvectors.Of(GenericCommutantElement(group, seed));
        if (Eigenspaces(eigen) is not { } spaces)
            return null;
        var found = new List<IrreducibleRepresentation>();
        foreach (var space in spaces)
        {
            var character = CharacterOf(group, space);
            if (found.Any(known => Distance(known.Character, character) < SameCharacter))
                continue;
            var norm = Characters.InnerProduct(group, character, character);
            var commutant = (int)Math.Round(norm);
            if (
                Math.Abs(norm - commutant) > Characters.IntegerTolerance
                || commutant is not (1 or 2 or 4)
            )
                return null;
            var matrices = MatricesOn(group, AdaptedBasis.Of(group, space));
            found.Add(
                new IrreducibleRepresentation(
                    Representation.Orthogonal.Of(
                        $"irreducible of dimension {space.Count}",
                        group,
                        matrices
                    ),
                    character,
                    commutant
                )
            );
        }
        if (
            found.Sum(irreducible => irreducible.Dimension * irreducible.RegularMultiplicity)
            != group.Order
        )
            return null;
        return found
            .OrderBy(irreducible => irreducible.Character.All(value => value == 1) ? 0 : 1)
            .ThenBy(irreducible => irreducible.Dimension)
            .ThenByDescending(irreducible => irreducible.Character, Lexicographic)
            .Select((irreducible, i) => irreducible with { Representation = Named(irreducible, i) })
            .ToEqArray();
    }

    private static Representation.Orthogonal Named(
        IrreducibleRepresentation irreducible,
        int index
    ) =>
        Representation.Orthogonal.Of(
            index == 0 ? "trivial" : $"irreducible {index}",
            irreducible.Representation.Group,
            irreducible.Representation.Matrices
        );

    /// <summary>S with S_{a,b} = c(a⁻¹b), c(g) = c(g⁻¹): it commutes with δ_b ↦ δ_{gb} for all g.</summary>
    private static RealMatrix GenericCommutantElement(FiniteGroup group, int seed)
    {
        var random = new Random(seed);
        var coefficients = new double[group.Order];
        foreach (var g in group.Elements)
            coefficients[g] = 2 * random.NextDouble() - 1;
        foreach (var g in group.Elements)
            coefficients[Math.Max(g, group.Inverse(g))] = coefficients[
                Math.Min(g, group.Inverse(g))
            ];
        return RealMatrix.Build(
            group.Order,
            (a, b) => coefficients[group.Multiply(group.Inverse(a), b)]
        );
    }

    private static EqArray<EqArray<EqArray<double>>>? Eigenspaces(SymmetricEigenvectors eigen)
    {
        var scale = Math.Max(Math.Abs(eigen.Values[0]), Math.Abs(eigen.Values[^1]));
        var spaces = new List<List<EqArray<double>>> { new() { eigen.Vectors[0] } };
        for (var k = 1; k < eigen.Values.Count; k++)
        {
            var gap = eigen.Values[k] - eigen.Values[k - 1];
            if (gap > SameEigenvalue * scale && gap < LeastRelativeGap * scale)
                return null;
            if (gap > SameEigenvalue * scale)
                spaces.Add([]);
            spaces[^1].Add(eigen.Vectors[k]);
        }
        return spaces.Select(space => space.ToEqArray()).ToEqArray();
    }

    /// <summary>χ(g) = Σ_k ⟨u_k, L(g) u_k⟩ for an orthonormal basis u of an invariant space.</summary>
    private static EqArray<double> CharacterOf(FiniteGroup group, EqArray<EqArray<double>> basis) =>
        group
            .Elements.Select(g =>
                basis.Sum(u => group.Elements.Sum(h => u[group.Multiply(g, h)] * u[h]))
            )
            .Select(value =>
                Math.Abs(value - Math.Round(value)) <= Characters.IntegerTolerance
                    ? Math.Round(value) + 0.0
                    : value
            )
            .ToEqArray();

    /// <summary>ρ(g)ᵢⱼ = ⟨uᵢ, L(g) uⱼ⟩.</summary>
    private static EqArray<RealMatrix> MatricesOn(
        FiniteGroup group,
        EqArray<EqArray<double>> basis
    ) =>
        group
            .Elements.Select(g =>
                RealMatrix.Build(
                    basis.Count,
                    (i, j) =>
                        AdaptedBasis.Snap(
                            group.Elements.Sum(h => basis[i][group.Multiply(g, h)] * basis[j][h])
                        )
                )
            )
            .ToEqArray();

    private static double Distance(EqArray<double> left, EqArray<double> right) =>
        left.Zip(right, (a, b) => Math.Abs(a - b)).Max();

    private static readonly Comparer<EqArray<double>> Lexicographic = Comparer<
        EqArray<double>
    >.Create((a, b) => a.AsSpan().SequenceCompareTo(b.AsSpan()));
}
