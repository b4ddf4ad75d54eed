using AgeFormal.Algebra;
using FsCheck;
using FsCheck.Fluent;

namespace AgeFormal.Testing.Generators;

/// <summary>Random groups and elements.</summary>
public static class GroupGenerators
{
    /// <summary>Any group of the catalogue.</summary>
    public static Gen<PointGroup> PointGroup { get; } =
        Gen.Elements<PointGroup>([.. PointGroups.All]);

    /// <summary>Any group on a lattice.</summary>
    public static Gen<PointGroup> PointGroupOn(Lattice lattice) =>
        Gen.Elements<PointGroup>([.. PointGroups.Known.Where(group => group.Lattice == lattice)]);

    /// <summary>Any element of a finite group.</summary>
    public static Gen<int> Element(FiniteGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return Gen.Choose(0, group.Order - 1);
    }

    /// <summary>Any element h of H.</summary>
    public static Gen<int> Element(PointGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return Element(group.Group);
    }

    /// <summary>A vector of small integers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The dimension is not from 0 to 1000.</exception>
    public static Gen<EqArray<int>> Vector(int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(dimension);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, 1000);
        return Gen.Choose(-9, 9).ArrayOf(dimension).Select(items => items.ToEqArray());
    }

    /// <summary>An element of ℤ^d ⋊ H with a small translation.</summary>
    public static Gen<SemidirectElement> Element(SemidirectProduct group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return Vector(group.Dimension)
            .Zip(Element(group.PointGroup.Group))
            .Select(pair => group.Element(pair.Item1, pair.Item2));
    }

    /// <summary>Any element of a torus model.</summary>
    public static Gen<int> Element(TorusGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return Gen.Choose(0, group.Order - 1);
    }

    /// <summary>Three independent values.</summary>
    public static Gen<(T A, T B, T C)> Three<T>(Gen<T> one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return one.Zip(one)
            .Zip(one)
            .Select(triple => (triple.Item1.Item1, triple.Item1.Item2, triple.Item2));
    }
}
