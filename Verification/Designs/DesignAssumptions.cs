using AgeFormal.Algebra;
using AgeFormal.Operators.Language;

namespace AgeFormal.Verification.Designs;

/// <summary>Which conditions a design grants a proof, and which groups have its windows.</summary>
internal static class DesignAssumptions
{
    private const int MostPoints = 1 << 16;

    /// <summary>The conditions that the design declares.</summary>
    public static EqArray<Condition> Declared(Design design) =>
        Condition.Ordered([
            .. design.Group.Match<Condition[]>(
                any: _ => [],
                abelian: _ => [new Condition.AbelianPointGroup()],
                named: named => [new Condition.NamedGroup(PointGroups.Parse(named.Symbol))]
            ),
            .. design
                .Windows.Where(window => window.Stable)
                .Select(window => new Condition.StableWindow(window.Name)),
            .. design
                .Parameters.Where(parameter => parameter.Isotropic)
                .Select(parameter => new Condition.Isotropic(parameter.Name)),
        ]);

    /// <summary>
    /// The groups that conditions are computed on and that may be gone through one by one: the named one, else all of the
    /// catalogue, abelian where the claim is, that have the windows as declared.
    /// </summary>
    public static EqArray<PointGroup> Groups(Design design)
    {
        var declared = Declared(design);
        return Claimed(design).Where(group => Fits(design, declared, group)).ToEqArray();
    }

    /// <summary>The conditions that hold, by computation, on each of some groups.</summary>
    public static EqArray<Condition> Computed(Design design, EqArray<PointGroup> groups) =>
        groups.Count == 0
            ? []
            : Condition.Ordered([
                .. groups.All(IsAbelian)
                    ? new Condition[] { new Condition.AbelianPointGroup() }
                    : [],
                .. design
                    .Windows.Where(window =>
                        window.Shape is { } shape && groups.All(group => IsStable(shape, group))
                    )
                    .Select(window => new Condition.StableWindow(window.Name)),
            ]);

    /// <summary>Whether all windows of fixed shape exist on the lattice of a group, and are stable where a condition says so.</summary>
    public static bool Fits(Design design, EqArray<Condition> conditions, PointGroup group) =>
        HasWindows(design, group)
        && (!conditions.Contains(new Condition.AbelianPointGroup()) || IsAbelian(group))
        && conditions
            .OfType<Condition.NamedGroup>()
            .All(named => named.Group.Symbol == group.Symbol)
        && design.Windows.All(window =>
            window.Shape is not { } shape
            || !conditions.Contains(new Condition.StableWindow(window.Name))
            || IsStable(shape, group)
        );

    private static EqArray<PointGroup> Claimed(Design design) =>
        design.Group.Match(
            any: _ => PointGroups.All,
            abelian: _ => PointGroups.All.Where(IsAbelian).ToEqArray(),
            named: named => [PointGroups.Parse(named.Symbol)]
        );

    private static bool HasWindows(Design design, PointGroup group) =>
        design.Windows.All(window => window.Shape is not { } shape || Exists(shape, group));

    // In space a side has more points than in the plane, more than can be listed for a large one.
    private static bool Exists(WindowShape shape, PointGroup group) =>
        shape.CountIn(group.Dimension) <= MostPoints
        && shape.Match(
            side: side => group.Lattice != Lattice.Hexagonal || side.Length % 2 == 1,
            box: box => group.Lattice != Lattice.Hexagonal && box.Sides.Count == group.Dimension,
            hexagon: _ => group.Lattice == Lattice.Hexagonal
        );

    private static bool IsStable(WindowShape shape, PointGroup group) =>
        shape.On(group).Stabilizer(group).Count == group.Order;

    private static bool IsAbelian(PointGroup group) => group.Group.IsAbelian();
}
