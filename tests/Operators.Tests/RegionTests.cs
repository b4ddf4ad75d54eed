using AgeFormal.Algebra;
using AgeFormal.Operators.Language;

namespace AgeFormal.Operators.Tests;

public sealed class RegionTests
{
    private static IEnumerable<PointGroup> GroupsOf(int dimension) =>
        PointGroups.All.Where(group => group.Dimension == dimension);

    /// <summary>The corners decide; the points are gone through one by one here.</summary>
    [Test]
    public void The_stabilizer_by_corners_is_the_stabilizer_of_the_points()
    {
        int[] sides = [1, 2, 3, 4, 5];
        var plane = sides
            .SelectMany(y => sides.Select(x => Region.Box(y, x)))
            .Concat(Enumerable.Range(0, 4).Select(Region.Hexagon));
        foreach (var region in plane)
        foreach (var group in GroupsOf(2))
            Assert.That(
                region.Stabilizer(group),
                Is.EqualTo(region.Points().Stabilizer(group)),
                $"{region} under {group.Symbol}"
            );
        foreach (
            var region in new[] { Region.Box(2, 2, 2), Region.Box(3, 2, 3), Region.Box(1, 4, 2) }
        )
        foreach (var group in GroupsOf(3))
            Assert.That(
                region.Stabilizer(group),
                Is.EqualTo(region.Points().Stabilizer(group)),
                $"{region} under {group.Symbol}"
            );
    }

    [Test]
    public void The_number_of_points_of_a_shape_is_that_of_its_region()
    {
        WindowShape[] shapes =
        [
            new WindowShape.Side(5),
            new WindowShape.Box([3, 4]),
            new WindowShape.Hexagon(0),
            new WindowShape.Hexagon(3),
        ];
        foreach (var shape in shapes)
        {
            var group = shape is WindowShape.Hexagon ? PointGroups.P6 : PointGroups.P4;
            Assert.That(shape.CountIn(2), Is.EqualTo(shape.On(group).Points().Count), $"{shape}");
        }
        Assert.That(
            new WindowShape.Side(3).CountIn(3),
            Is.EqualTo(Region.Cube(3, 3).Points().Count)
        );
    }

    [TestCase("1023", false)]
    [TestCase("257", false)]
    [TestCase("256", true)]
    [TestCase("1×1023", true)]
    [TestCase("hexagon 148", false)]
    [TestCase("hexagon 147", true)]
    public void A_window_has_a_bounded_number_of_points(string shape, bool allowed)
    {
        string text = $"""
            design wide
            input f[1] on group
            output 1
            window S {shape}

            λ(g; o). Σ[n ∈ Win(S)] f[o](g·n)
            """;
        void Check() => DesignScope.Check(DesignParser.Parse(text, "wide.design"));
        if (allowed)
            Assert.That(Check, Throws.Nothing);
        else
            Assert.That(
                Check,
                Throws.TypeOf<ScopeException>().With.Message.Contain("at most 65536")
            );
    }
}
