using AgeFormal.Algebra;
using AgeFormal.Operators.Language;
using Is = AgeFormal.Testing.Is;

namespace DesignTests;

public sealed class AttentionTests
{
    [TestCase("attention.design")]
    public void The_design_is_equivariant(string file)
    {
        var path = Path.Combine(AppContext.BaseDirectory, file);
        var design = DesignParser.Parse(File.ReadAllText(path), file);
        Assert.That(design, Is.EquivariantUnder(PointGroups.P4m));
    }
}
