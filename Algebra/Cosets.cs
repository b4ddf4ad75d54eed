namespace AgeFormal.Algebra;

/// <summary>On which side the representative of a coset stands.</summary>
public enum CosetSide
{
    /// <summary>gK.</summary>
    Left,

    /// <summary>Kg.</summary>
    Right,
}

/// <summary>The partition of H into the cosets gK (or Kg) of a subgroup K.</summary>
public sealed record Cosets
{
    private Cosets(
        Subgroup subgroup,
        CosetSide side,
        EqArray<EqArray<int>> classes,
        EqArray<int> classOf
    )
    {
        Subgroup = subgroup;
        Side = side;
        Classes = classes;
        ClassOf = classOf;
    }

    /// <summary>K.</summary>
    public Subgroup Subgroup { get; }

    /// <summary>Left cosets gK or right cosets Kg.</summary>
    public CosetSide Side { get; }

    /// <summary>The cosets, each in ascending order; the first member of each is its representative.</summary>
    public EqArray<EqArray<int>> Classes { get; }

    /// <summary>g ↦ the position in <see cref="Classes"/> of the coset that contains g.</summary>
    public EqArray<int> ClassOf { get; }

    /// <summary>[H : K].</summary>
    public int Count => Classes.Count;

    /// <summary>The least element of a coset.</summary>
    public int Representative(int coset) => Classes[coset][0];

    /// <summary>H/K, the cosets gK ordered by representative, K itself containing e.</summary>
    public static Cosets Left(Subgroup subgroup) => Partition(subgroup, CosetSide.Left);

    /// <summary>K\H, the cosets Kg ordered by representative.</summary>
    public static Cosets Right(Subgroup subgroup) => Partition(subgroup, CosetSide.Right);

    /// <summary>The given sets as the cosets of K, in the given order.</summary>
    /// <exception cref="CosetException">A set is not a coset, or an element of H lies in none or in two of them.</exception>
    public static Cosets Of(Subgroup subgroup, CosetSide side, EqArray<EqArray<int>> classes)
    {
        ArgumentNullException.ThrowIfNull(subgroup);
        var group = subgroup.Group;
        var classOf = new int[group.Order];
        Array.Fill(classOf, -1);
        for (var i = 0; i < classes.Count; i++)
            foreach (var g in classes[i])
            {
                if (g < 0 || g >= group.Order)
                    throw new CosetException(g, $"no element of {group.Name} has the index {g}");
                if (classOf[g] >= 0)
                    throw new CosetException(
                        g,
                        $"{group.ElementNames[g]} lies in the sets {classOf[g]} and {i}"
                    );
                classOf[g] = i;
            }
        foreach (var g in group.Elements)
        {
            if (classOf[g] < 0)
                throw new CosetException(g, $"{group.ElementNames[g]} lies in no set");
            foreach (var k in subgroup.Elements)
            {
                var product = side == CosetSide.Left ? group.Multiply(g, k) : group.Multiply(k, g);
                if (classOf[product] != classOf[g])
                    throw new CosetException(
                        g,
                        $"{group.ElementNames[g]} and {group.ElementNames[product]} belong to one coset, found in the sets {classOf[g]} and {classOf[product]}"
                    );
            }
            if (classes[classOf[g]].Count != subgroup.Order)
                throw new CosetException(
                    g,
                    $"the coset of {group.ElementNames[g]} has {subgroup.Order} elements, received {classes[classOf[g]].Count}"
                );
        }
        return new Cosets(
            subgroup,
            side,
            classes.Select(members => members.Order().ToEqArray()).ToEqArray(),
            classOf.ToEqArray()
        );
    }

    private static Cosets Partition(Subgroup subgroup, CosetSide side)
    {
        ArgumentNullException.ThrowIfNull(subgroup);
        var group = subgroup.Group;
        var classes = group
            .Elements.Select(g =>
                subgroup
                    .Elements.Select(k =>
                        side == CosetSide.Left ? group.Multiply(g, k) : group.Multiply(k, g)
                    )
                    .Order()
                    .ToEqArray()
            )
            .Distinct()
            .ToEqArray();
        return Of(subgroup, side, classes);
    }
}

/// <summary>Sets were expected to be the cosets of a subgroup and are not.</summary>
public sealed class CosetException : ArgumentException
{
    /// <summary>The partition fails at an element.</summary>
    public CosetException(int element, string message)
        : base($"Not the partition into cosets: {message}.") => Element = element;

    /// <summary>The element at which the partition fails.</summary>
    public int Element { get; }
}
