namespace AgeFormal.Algebra;

/// <summary>H/K for a normal subgroup K: (aK)(bK) = abK, with the projection H → H/K.</summary>
/// <param name="Cosets">The left cosets of K; coset i is the element i of <see cref="Group"/>.</param>
/// <param name="Group">H/K as a group; elements are named after the representatives.</param>
/// <param name="Projection">g ↦ gK, with kernel K.</param>
public sealed record QuotientGroup(Cosets Cosets, FiniteGroup Group, Homomorphism Projection)
{
    /// <summary>The quotient by a normal subgroup.</summary>
    /// <exception cref="NormalityException">K is not normal; the witness is a pair (g, k) with g k g⁻¹ ∉ K.</exception>
    public static QuotientGroup Of(Subgroup subgroup)
    {
        ArgumentNullException.ThrowIfNull(subgroup);
        if (subgroup.FindNormalityViolation() is { } violation)
            throw new NormalityException(subgroup, violation.Element, violation.Member);
        var group = subgroup.Group;
        var cosets = Cosets.Left(subgroup);
        var quotient = FiniteGroup.FromValues(
            $"{group.Name}/{subgroup}",
            Enumerable.Range(0, cosets.Count).ToEqArray(),
            (a, b) =>
                cosets.ClassOf[group.Multiply(cosets.Representative(a), cosets.Representative(b))],
            i => $"[{group.ElementNames[cosets.Representative(i)]}]"
        );
        return new QuotientGroup(
            cosets,
            quotient,
            Homomorphism.Of(group, quotient, cosets.ClassOf)
        );
    }
}

/// <summary>A subgroup was expected to be normal and is not.</summary>
public sealed class NormalityException : ArgumentException
{
    /// <summary>g k g⁻¹ lies outside the subgroup.</summary>
    public NormalityException(Subgroup subgroup, int element, int member)
        : base(
            $"A normal subgroup is expected: with g = {subgroup?.Group.ElementNames[element]} and k = {subgroup?.Group.ElementNames[member]}, g·k·g⁻¹ is outside {subgroup}."
        )
    {
        Element = element;
        Member = member;
    }

    /// <summary>g.</summary>
    public int Element { get; }

    /// <summary>k ∈ K with g k g⁻¹ ∉ K.</summary>
    public int Member { get; }
}
