namespace AgeFormal.Algebra;

/// <summary>
/// A real orthogonal representation ρ of a finite group, ρ(gh) = ρ(g)ρ(h): by permutations of a basis, or by matrices.
/// </summary>
/// <remarks>
/// Pointwise nonlinearities commute with permutations and not with general orthogonal matrices, hence the two cases.
/// Every value satisfies the law: the factories of the cases check it and name a witness.
/// </remarks>
public abstract partial record Representation
{
    private Representation(string name, FiniteGroup group, int dimension)
    {
        Name = name;
        Group = group;
        Dimension = dimension;
    }

    /// <summary>A name for people, for example <c>regular</c>.</summary>
    public string Name { get; }

    /// <summary>The group.</summary>
    public FiniteGroup Group { get; }

    /// <summary>The dimension of the space on which the group acts.</summary>
    public int Dimension { get; }

    /// <summary>ρ(g).</summary>
    public abstract RealMatrix MatrixOf(int element);

    /// <summary>χ(g) = tr ρ(g).</summary>
    public abstract double Character(int element);

    /// <summary>χ as a table over the elements.</summary>
    public EqArray<double> Characters() => Group.Elements.Select(Character).ToEqArray();

    /// <summary>The case analysis.</summary>
    public abstract T Match<T>(Func<Permutation, T> permutation, Func<Orthogonal, T> orthogonal);

    /// <summary>ρ(g) = 1 on a line.</summary>
    public static Permutation Trivial(FiniteGroup group) =>
        Permutation.Build("trivial", group, 1, (_, i) => i);

    /// <summary>ρ(g)δ_h = δ_{gh}.</summary>
    public static Permutation LeftRegular(FiniteGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return Permutation.Build("regular", group, group.Order, group.Multiply);
    }

    /// <summary>ρ(g)δ_h = δ_{hg⁻¹}, which commutes with the left regular representation.</summary>
    public static Permutation RightRegular(FiniteGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return Permutation.Build(
            "right regular",
            group,
            group.Order,
            (g, h) => group.Multiply(h, group.Inverse(g))
        );
    }

    /// <summary>ρ(g)δ_{aK} = δ_{gaK} on the left cosets of K, in the order of <see cref="Cosets.Left"/>.</summary>
    public static Permutation Quotient(Subgroup subgroup)
    {
        ArgumentNullException.ThrowIfNull(subgroup);
        var cosets = Cosets.Left(subgroup);
        return Permutation.Build(
            $"quotient by {subgroup}",
            subgroup.Group,
            cosets.Count,
            (g, coset) => cosets.ClassOf[subgroup.Group.Multiply(g, cosets.Representative(coset))]
        );
    }

    /// <summary>ρ₁ ⊕ ρ₂ ⊕ …, by permutations when every summand is.</summary>
    /// <exception cref="ArgumentException">No summands, or summands of different groups.</exception>
    public static Representation DirectSum(params ReadOnlySpan<Representation> summands)
    {
        if (summands.IsEmpty)
            throw new ArgumentException("At least one summand is expected.", nameof(summands));
        foreach (var summand in summands)
            ArgumentNullException.ThrowIfNull(summand, nameof(summands));
        EqArray<Representation> parts = EqArray.Create(summands);
        var group = parts[0].Group;
        foreach (var part in parts)
            if (part.Group != group)
                throw new ArgumentException(
                    $"Summands of one group are expected, received {group.Name} and {part.Group.Name}.",
                    nameof(summands)
                );
        var name = string.Join(" ⊕ ", parts.Select(part => part.Name));
        var permutations = parts
            .Select(part =>
                part.Match<Permutation?>(
                    permutation: permutation => permutation,
                    orthogonal: _ => null
                )
            )
            .OfType<Permutation>()
            .ToArray();
        return permutations.Length == parts.Count
            ? Permutation.Of(
                name,
                group,
                parts.Sum(part => part.Dimension),
                group.Elements.SelectMany(g => Blocks(permutations, g)).ToEqArray()
            )
            : Orthogonal.Of(
                name,
                group,
                group
                    .Elements.Select(g =>
                        RealMatrix.BlockDiagonal([.. parts.Select(part => part.MatrixOf(g))])
                    )
                    .ToEqArray()
            );
    }

    private static IEnumerable<int> Blocks(Permutation[] summands, int element)
    {
        var offset = 0;
        foreach (var summand in summands)
        {
            for (var i = 0; i < summand.Dimension; i++)
                yield return offset + summand.Image(element, i);
            offset += summand.Dimension;
        }
    }
}

/// <summary>The laws of an orthogonal representation, each with what makes a witness.</summary>
public enum RepresentationLaw
{
    /// <summary>One image per element, of the stated dimension. Witness: none.</summary>
    Shape,

    /// <summary>ρ(g) permutes the basis. Witness: (g).</summary>
    Bijective,

    /// <summary>ρ(g)ᵀρ(g) = 1. Witness: (g).</summary>
    Orthogonal,

    /// <summary>ρ(gh) = ρ(g)ρ(h). Witness: (g, h).</summary>
    Multiplicative,
}

/// <summary>Images were expected to form a representation and do not.</summary>
public sealed class RepresentationException : ArgumentException
{
    /// <summary>The law fails at the witness.</summary>
    public RepresentationException(
        string name,
        RepresentationLaw law,
        EqArray<int> witness,
        string message
    )
        : base(
            $"{Excerpt.Of(name ?? "")} is not a representation: {law} fails at {witness}, {message}."
        )
    {
        Law = law;
        Witness = witness;
    }

    /// <summary>The broken law.</summary>
    public RepresentationLaw Law { get; }

    /// <summary>Indices of elements, as the law says.</summary>
    public EqArray<int> Witness { get; }
}
