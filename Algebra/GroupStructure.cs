namespace AgeFormal.Algebra;

/// <summary>What the Cayley table says about a finite group: orders, generators, classes, distinguished subgroups.</summary>
public static class GroupStructure
{
    /// <summary>The least n ≥ 1 with aⁿ = e.</summary>
    public static int ElementOrder(this FiniteGroup group, int element)
    {
        ArgumentNullException.ThrowIfNull(group);
        var order = 1;
        for (var power = element; power != group.Identity; power = group.Multiply(power, element))
            order++;
        return order;
    }

    /// <summary>aⁿ for any integer n.</summary>
    public static int Power(this FiniteGroup group, int element, int exponent)
    {
        ArgumentNullException.ThrowIfNull(group);
        var steps = exponent % group.ElementOrder(element);
        var factor = steps < 0 ? group.Inverse(element) : element;
        return group.Product(Enumerable.Repeat(factor, Math.Abs(steps)));
    }

    /// <summary>g a g⁻¹.</summary>
    public static int Conjugate(this FiniteGroup group, int by, int element)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group.Multiply(group.Multiply(by, element), group.Inverse(by));
    }

    /// <summary>[a, b] = a b a⁻¹ b⁻¹, the identity iff a and b commute.</summary>
    public static int Commutator(this FiniteGroup group, int a, int b)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group.Multiply(group.Conjugate(a, b), group.Inverse(b));
    }

    /// <summary>Whether ab = ba for all a, b.</summary>
    public static bool IsAbelian(this FiniteGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group.Elements.All(a =>
            group.Elements.All(b => group.Multiply(a, b) == group.Multiply(b, a))
        );
    }

    /// <summary>The elements of ⟨S⟩ in ascending order; {e} for the empty S.</summary>
    /// <remarks>In a finite group a⁻¹ is a power of a, so closing under right multiplication by S is enough.</remarks>
    public static EqArray<int> Span(this FiniteGroup group, params ReadOnlySpan<int> generators)
    {
        ArgumentNullException.ThrowIfNull(group);
        var known = new bool[group.Order];
        known[group.Identity] = true;
        var queue = new List<int> { group.Identity };
        for (var next = 0; next < queue.Count; next++)
            foreach (var generator in generators)
            {
                var product = group.Multiply(queue[next], generator);
                if (known[product])
                    continue;
                known[product] = true;
                queue.Add(product);
            }
        return group.Elements.Where(a => known[a]).ToEqArray();
    }

    /// <summary>A small generating set of which no element can be left out; empty for the trivial group.</summary>
    /// <remarks>
    /// Greedy: the element that enlarges the span most comes next, the lowest index among equals; then every element in
    /// the span of the others goes. The set is irredundant, not always of least size.
    /// </remarks>
    public static EqArray<int> Generators(this FiniteGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        EqArray<int> chosen = [];
        while (group.Span(chosen.AsSpan()).Count < group.Order)
        {
            var best = group.Elements.MaxBy(a => group.Span([.. chosen, a]).Count);
            chosen = [.. chosen, best];
        }
        foreach (var candidate in chosen)
        {
            EqArray<int> others = [.. chosen.Where(a => a != candidate)];
            if (group.Span(others.AsSpan()).Count == group.Order)
                chosen = others;
        }
        return chosen;
    }

    /// <summary>The classes {g a g⁻¹ : g ∈ H}, each in ascending order, ordered by their least element.</summary>
    public static EqArray<EqArray<int>> ConjugacyClasses(this FiniteGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group
            .Elements.Select(a =>
                group.Elements.Select(g => group.Conjugate(g, a)).Distinct().Order().ToEqArray()
            )
            .Distinct()
            .OrderBy(members => members[0])
            .ToEqArray();
    }

    /// <summary>Z(H) = {z : za = az for all a}.</summary>
    public static Subgroup Center(this FiniteGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return Subgroup.Of(
            group,
            group
                .Elements.Where(z =>
                    group.Elements.All(a => group.Multiply(z, a) == group.Multiply(a, z))
                )
                .ToEqArray()
        );
    }

    /// <summary>[H, H] = ⟨a b a⁻¹ b⁻¹⟩, the least normal subgroup with an abelian quotient.</summary>
    public static Subgroup CommutatorSubgroup(this FiniteGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return Subgroup.Generated(
            group,
            group
                .Elements.SelectMany(a => group.Elements.Select(b => group.Commutator(a, b)))
                .Distinct()
                .ToEqArray()
        );
    }
}
