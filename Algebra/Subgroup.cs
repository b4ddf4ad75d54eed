namespace AgeFormal.Algebra;

/// <summary>A subgroup K ≤ H: a subset that contains e and is closed under products and inverses.</summary>
/// <remarks>A finite non-empty set closed under products is a subgroup, so <see cref="Of"/> checks just that.</remarks>
public sealed record Subgroup
{
    private Subgroup(FiniteGroup group, EqArray<int> elements)
    {
        Group = group;
        Elements = elements;
    }

    /// <summary>The ambient group H.</summary>
    public FiniteGroup Group { get; }

    /// <summary>The elements of K as indices into H, ascending.</summary>
    public EqArray<int> Elements { get; }

    /// <summary>|K|.</summary>
    public int Order => Elements.Count;

    /// <summary>[H : K] = |H| / |K|, the number of cosets.</summary>
    public int Index => Group.Order / Order;

    /// <summary>The subgroup with exactly the given elements.</summary>
    /// <exception cref="SubgroupException">The set is empty or not closed; the witness is a pair whose product is outside.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is not an element of the group.</exception>
    public static Subgroup Of(FiniteGroup group, EqArray<int> elements)
    {
        ArgumentNullException.ThrowIfNull(group);
        foreach (var element in elements)
            if (element < 0 || element >= group.Order)
                throw new ArgumentOutOfRangeException(
                    nameof(elements),
                    element,
                    $"An element of {group.Name} is expected in 0…{group.Order - 1}."
                );
        var members = elements.Distinct().Order().ToEqArray();
        if (members.Count == 0)
            throw new SubgroupException(group, [], "the set is empty, the identity is missing");
        var inside = new bool[group.Order];
        foreach (var member in members)
            inside[member] = true;
        foreach (var a in members)
        foreach (var b in members)
            if (!inside[group.Multiply(a, b)])
                throw new SubgroupException(
                    group,
                    [a, b],
                    $"{group.ElementNames[a]}·{group.ElementNames[b]} = {group.ElementNames[group.Multiply(a, b)]} is outside the set"
                );
        return new Subgroup(group, members);
    }

    /// <summary>⟨S⟩, the least subgroup that contains the given elements.</summary>
    public static Subgroup Generated(FiniteGroup group, EqArray<int> generators)
    {
        ArgumentNullException.ThrowIfNull(group);
        return Of(group, group.Span(generators.AsSpan()));
    }

    /// <summary>{e}.</summary>
    public static Subgroup Trivial(FiniteGroup group) => Generated(group, []);

    /// <summary>H as a subgroup of itself.</summary>
    public static Subgroup Whole(FiniteGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return Of(group, group.Elements.ToEqArray());
    }

    /// <summary>Whether an element of H lies in K.</summary>
    public bool Contains(int element) => Elements.AsSpan().BinarySearch(element) >= 0;

    /// <summary>Whether every element of K lies in the other subgroup.</summary>
    public bool IsContainedIn(Subgroup other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Group == other.Group && Elements.All(other.Contains);
    }

    /// <summary>g K g⁻¹.</summary>
    public Subgroup Conjugate(int by) =>
        new(Group, Elements.Select(k => Group.Conjugate(by, k)).Order().ToEqArray());

    /// <summary>A pair (g, k) with k ∈ K and g k g⁻¹ ∉ K, or null when K is normal.</summary>
    public (int Element, int Member)? FindNormalityViolation()
    {
        foreach (var g in Group.Elements)
        foreach (var k in Elements)
            if (!Contains(Group.Conjugate(g, k)))
                return (g, k);
        return null;
    }

    /// <summary>Whether g K g⁻¹ = K for all g ∈ H.</summary>
    public bool IsNormal() => FindNormalityViolation() is null;

    /// <summary>K as a group of its own, element i of it being <see cref="Elements"/>[i].</summary>
    public FiniteGroup ToGroup() =>
        FiniteGroup.FromValues(
            ToString(),
            Elements,
            Group.Multiply,
            i => Group.ElementNames[Elements[i]]
        );

    /// <summary>The inclusion K → H.</summary>
    public Homomorphism Inclusion() => Homomorphism.Of(ToGroup(), Group, Elements);

    /// <summary>Generators in angle brackets, for example <c>⟨r², m⟩</c>.</summary>
    public override string ToString()
    {
        EqArray<int> chosen = [];
        while (Group.Span(chosen.AsSpan()) is var span && span.Count < Order)
        {
            var generators = chosen;
            chosen = [.. chosen, Elements.MaxBy(a => Group.Span([.. generators, a]).Count)];
        }
        var names =
            chosen.Count == 0
                ? [Group.ElementNames[Group.Identity]]
                : chosen.Select(a => Group.ElementNames[a]);
        return $"⟨{string.Join(", ", names)}⟩";
    }

    /// <summary>Value equality: the same elements of the same group.</summary>
    public bool Equals(Subgroup? other) =>
        other is not null && Elements == other.Elements && Group == other.Group;

    /// <inheritdoc/>
    public override int GetHashCode() => Elements.GetHashCode();
}

/// <summary>A set was expected to be a subgroup and is not closed.</summary>
public sealed class SubgroupException : ArgumentException
{
    /// <summary>The set fails in the named group; the witness is a pair of members, empty for the empty set.</summary>
    public SubgroupException(FiniteGroup group, EqArray<int> witness, string message)
        : base($"Not a subgroup of {group?.Name}: {message}.") => Witness = witness;

    /// <summary>(a, b) with ab outside the set, or nothing for the empty set.</summary>
    public EqArray<int> Witness { get; }
}
