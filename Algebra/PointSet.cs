namespace AgeFormal.Algebra;

/// <summary>
/// A finite ordered set of points of ½ℤ^d, given in doubled coordinates so that all are integers. H acts on it when it
/// is H-stable; the action is then a permutation of the indices.
/// </summary>
public sealed record PointSet
{
    private readonly Dictionary<EqArray<int>, int> _index;
    private readonly int _hash;

    private PointSet(EqArray<EqArray<int>> points, Dictionary<EqArray<int>, int> index)
    {
        Points = points;
        _index = index;
        _hash = points.GetHashCode();
    }

    /// <summary>The points in doubled coordinates, in index order.</summary>
    public EqArray<EqArray<int>> Points { get; }

    /// <summary>The number of points.</summary>
    public int Count => Points.Count;

    /// <summary>The set of the given distinct points, in the given order.</summary>
    /// <exception cref="ArgumentException">A point occurs twice.</exception>
    public static PointSet Of(EqArray<EqArray<int>> points)
    {
        var index = new Dictionary<EqArray<int>, int>(points.Count);
        for (var i = 0; i < points.Count; i++)
            if (!index.TryAdd(points[i], i))
                throw new ArgumentException(
                    $"The points are expected to be distinct; {points[i]} occurs twice.",
                    nameof(points)
                );
        return new PointSet(points, index);
    }

    /// <summary>The index of a point, or −1 when it is not in the set.</summary>
    public int IndexOf(EqArray<int> point) => _index.GetValueOrDefault(point, -1);

    /// <summary>i ↦ index of Mₕ xᵢ for an element h, or null when h moves a point out of the set.</summary>
    public EqArray<int>? Permutation(PointGroup group, int element)
    {
        ArgumentNullException.ThrowIfNull(group);
        var images = Points.Select(point => IndexOf(group.Act(element, point))).ToEqArray();
        return images.Contains(-1) ? null : images;
    }

    /// <summary>The elements h of H with h ▹ S = S: a subgroup of H.</summary>
    public EqArray<int> Stabilizer(PointGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group
            .Group.Elements.Where(h => Points.All(point => IndexOf(group.Act(h, point)) is not -1))
            .ToEqArray();
    }

    /// <summary>Value equality: the same points in the same order.</summary>
    public bool Equals(PointSet? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _hash == other._hash && Points == other.Points);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;
}
