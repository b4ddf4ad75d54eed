using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>
/// A field on ℤ^d ⋊ H as one on ℤ^d ⋊ K for a subgroup K: f|K_{c·q + i}(g) = f_c(g·t_i) with the least elements t_0 = e, t_1, …
/// of the q cosets K·t. (L_ḡ f)|K = L_ḡ (f|K) for ḡ ∈ ℤ^d ⋊ K, since f_c(ḡ⁻¹·(g·t)) = f_c((ḡ⁻¹·g)·t).
/// </summary>
internal static class RestrictedField
{
    /// <summary>The type of the restricted field; null where the group is no subgroup on the lattice.</summary>
    public static (PointGroup Group, long Channels)? Of(FieldType field, PointGroup subgroup) =>
        subgroup.ElementsIn(field.Group) is null ? null
        : field.Fibre == Fibre.Trivial ? (subgroup, field.Channels)
        : (subgroup, (long)field.Channels * (field.Group.Order / subgroup.Order));

    /// <summary>For each c·q + i and k the place c·|H| + k·t_i; on the lattice each c itself.</summary>
    /// <exception cref="ArgumentException">The group is no subgroup of that of the field.</exception>
    public static EqArray<int> Rows(FieldType field, PointGroup subgroup)
    {
        var elements =
            subgroup.ElementsIn(field.Group)
            ?? throw new ArgumentException(
                $"A subgroup of {field.Group.Symbol} is expected, received {subgroup.Symbol}.",
                nameof(subgroup)
            );
        if (field.Fibre == Fibre.Trivial)
            return Enumerable.Range(0, field.Channels).ToEqArray();
        var whole = field.Group.Group;
        var cosets = Cosets.Right(Subgroup.Of(whole, elements.Order().ToEqArray()));
        return (
            from channel in Enumerable.Range(0, field.Channels)
            from coset in Enumerable.Range(0, cosets.Count)
            from k in elements
            select channel * whole.Order + whole.Multiply(k, cosets.Representative(coset))
        ).ToEqArray();
    }
}
