namespace AgeFormal.Algebra;

/// <summary>
/// The action of H on functions over finite point sets, as index tables. One gather with such a table transforms a
/// kernel or a signal; nothing else rotates anything.
/// </summary>
public static class GroupAction
{
    /// <summary>
    /// (Lₕ f)(y) = f(h⁻¹ ▹ y) as a table: entry y is the source index of h⁻¹ ▹ y.
    /// </summary>
    /// <param name="group">The point group H.</param>
    /// <param name="element">h.</param>
    /// <param name="source">The points on which f is given.</param>
    /// <param name="target">The points on which Lₕ f is wanted; source and target differ where h swaps unequal axes.</param>
    /// <exception cref="NotStableException">Some h⁻¹ ▹ y is not a source point.</exception>
    public static EqArray<int> OnPlane(
        PointGroup group,
        int element,
        PointSet source,
        PointSet target
    )
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        var inverse = group.Group.Inverse(element);
        var table = new int[target.Count];
        for (var y = 0; y < table.Length; y++)
        {
            table[y] = source.IndexOf(group.Act(inverse, target.Points[y]));
            if (table[y] < 0)
                throw new NotStableException(group, element, target.Points[y]);
        }
        return EqArray.Create<int>(table);
    }

    /// <summary>
    /// (Lₕ f)(y, k) = f(h⁻¹ ▹ y, h⁻¹k) as a table: entry k·|target| + y is the source index (h⁻¹k)·|source| + (h⁻¹ ▹ y).
    /// </summary>
    /// <inheritdoc cref="OnPlane"/>
    public static EqArray<int> OnGroup(
        PointGroup group,
        int element,
        PointSet source,
        PointSet target
    )
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(source);
        var plane = OnPlane(group, element, source, target);
        var inverse = group.Group.Inverse(element);
        return group
            .Group.Elements.SelectMany(k =>
                plane.Select(y => group.Group.Multiply(inverse, k) * source.Count + y)
            )
            .ToEqArray();
    }

    /// <summary>The tables of <see cref="OnPlane"/> for every h of H, one after another: [h, y].</summary>
    public static EqArray<int> OrbitOnPlane(PointGroup group, PointSet points)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(points);
        return group.Group.Elements.SelectMany(h => OnPlane(group, h, points, points)).ToEqArray();
    }

    /// <summary>The tables of <see cref="OnGroup"/> for every h of H, one after another: [h, k, y].</summary>
    public static EqArray<int> OrbitOnGroup(PointGroup group, PointSet points)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(points);
        return group.Group.Elements.SelectMany(h => OnGroup(group, h, points, points)).ToEqArray();
    }
}

/// <summary>A point set was expected to be stable under an element of H and is not.</summary>
public sealed class NotStableException : ArgumentException
{
    /// <summary>The element that moves the point out of the set.</summary>
    public NotStableException(PointGroup group, int element, EqArray<int> point)
        : base(
            $"The points are expected to be stable under {group?.Group.ElementNames[element]} of {group?.Symbol}; the preimage of {point} (doubled coordinates) is not among them."
        )
    {
        Element = element;
        Point = point;
    }

    /// <summary>The index of the element h.</summary>
    public int Element { get; }

    /// <summary>The point whose preimage is missing, in doubled coordinates.</summary>
    public EqArray<int> Point { get; }
}
