namespace AgeFormal.Algebra.Tests;

/// <summary>Index tables act as the group does.</summary>
public sealed class GroupActionTests
{
    private static IEnumerable<string> Symbols => PointGroups.All.Select(group => group.Symbol);

    [TestCaseSource(nameof(Symbols))]
    public void Tables_compose_as_the_elements_do(string symbol)
    {
        var group = PointGroups.Parse(symbol);
        var points = Ball(group);
        var tables = group
            .Group.Elements.Select(h => GroupAction.OnGroup(group, h, points, points))
            .ToArray();
        foreach (var g in group.Group.Elements)
        foreach (var h in group.Group.Elements)
        {
            // L_g L_h f = L_gh f reads f at the table of h after the table of g.
            var composed = tables[g].Select(index => tables[h][index]).ToEqArray();
            Assert.That(composed, Is.EqualTo(tables[group.Group.Multiply(g, h)]));
        }
    }

    [TestCaseSource(nameof(Symbols))]
    public void The_table_of_the_identity_reads_every_index_at_itself(string symbol)
    {
        var group = PointGroups.Parse(symbol);
        var points = Ball(group);
        var table = GroupAction.OnGroup(group, group.Group.Identity, points, points);
        Assert.That(table, Is.EqualTo(Enumerable.Range(0, points.Count * group.Order)));
    }

    [TestCaseSource(nameof(Symbols))]
    public void An_orbit_table_is_the_tables_of_all_elements(string symbol)
    {
        var group = PointGroups.Parse(symbol);
        var points = Ball(group);
        Assert.That(
            GroupAction.OrbitOnPlane(group, points),
            Is.EqualTo(
                group.Group.Elements.SelectMany(h => GroupAction.OnPlane(group, h, points, points))
            )
        );
        Assert.That(
            GroupAction.OrbitOnGroup(group, points),
            Is.EqualTo(
                group.Group.Elements.SelectMany(h => GroupAction.OnGroup(group, h, points, points))
            )
        );
    }

    [Test]
    public void A_quarter_turn_of_a_3_by_3_window_is_rot90()
    {
        var points = Box(3, 3);
        // 0 1 2       2 5 8
        // 3 4 5  ->   1 4 7
        // 6 7 8       0 3 6
        Assert.That(
            GroupAction.OnPlane(PointGroups.P4, 1, points, points),
            Is.EqualTo((int[])[2, 5, 8, 1, 4, 7, 0, 3, 6])
        );
    }

    [Test]
    public void A_window_that_is_not_stable_is_refused_with_the_point_that_leaves_it()
    {
        var points = Box(3, 5);
        Assert.That(
            () => GroupAction.OnPlane(PointGroups.P4, 1, points, points),
            Throws.InstanceOf<NotStableException>().With.Message.Contains("r of p4")
        );
        Assert.That(points.Permutation(PointGroups.P4, 1), Is.Null);
        Assert.That(points.Stabilizer(PointGroups.P4), Is.EqualTo((int[])[0, 2]));
        Assert.That(
            GroupAction.OnPlane(PointGroups.P4, 1, points, Box(5, 3)).Count,
            Is.EqualTo(15)
        );
    }

    private static PointSet Box(int rows, int columns) =>
        PointSet.Of(
            (
                from y in Enumerable.Range(0, rows)
                from x in Enumerable.Range(0, columns)
                select (EqArray<int>)[2 * y - rows + 1, 2 * x - columns + 1]
            ).ToEqArray()
        );

    // The H-orbits of small points: stable for every group.
    private static PointSet Ball(PointGroup group)
    {
        var seeds =
            group.Dimension == 2
                ? (EqArray<int>[])
                    [
                        [0, 0],
                        [2, 0],
                        [4, 2],
                    ]
                :
                [
                    [0, 0, 0],
                    [2, 0, 0],
                    [2, 4, 0],
                ];
        return PointSet.Of(
            seeds
                .SelectMany(seed => group.Group.Elements.Select(h => group.Act(h, seed)))
                .Distinct()
                .ToEqArray()
        );
    }
}
