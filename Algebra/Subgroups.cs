namespace AgeFormal.Algebra;

/// <summary>Enumerates the subgroup lattice of a finite group.</summary>
public static class Subgroups
{
    /// <summary>Every subgroup once, by order and then by elements.</summary>
    /// <remarks>Every subgroup is a join of cyclic ones: starting at {e}, joining one element at a time reaches all.</remarks>
    public static EqArray<Subgroup> All(FiniteGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        var start = group.Span();
        var known = new HashSet<EqArray<int>> { start };
        var queue = new List<(EqArray<int> Elements, EqArray<int> Generators)> { (start, []) };
        for (var next = 0; next < queue.Count; next++)
        {
            var (elements, generators) = queue[next];
            foreach (var a in group.Elements.Except(elements))
            {
                EqArray<int> enlarged = [.. generators, a];
                var join = group.Span(enlarged.AsSpan());
                if (known.Add(join))
                    queue.Add((join, enlarged));
            }
        }
        return queue
            .Select(entry => Subgroup.Of(group, entry.Elements))
            .Order(ByOrderThenElements)
            .ToEqArray();
    }

    /// <summary>The classes {g K g⁻¹ : g ∈ H} of subgroups; the first of each is its representative.</summary>
    public static EqArray<EqArray<Subgroup>> UpToConjugacy(FiniteGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return All(group)
            .GroupBy(subgroup =>
                group.Elements.Select(subgroup.Conjugate).Order(ByOrderThenElements).First()
            )
            .Select(members => members.ToEqArray())
            .ToEqArray();
    }

    private static readonly Comparer<Subgroup> ByOrderThenElements = Comparer<Subgroup>.Create(
        (a, b) =>
            a.Order != b.Order
                ? a.Order.CompareTo(b.Order)
                : a.Elements.AsSpan().SequenceCompareTo(b.Elements.AsSpan())
    );
}
