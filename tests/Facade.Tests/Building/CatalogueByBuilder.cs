using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Networks;

namespace AgeFormal.Facade.Tests.Building;

/// <summary>What the tests share that write the catalogue with the builder.</summary>
internal static class CatalogueByBuilder
{
    private const int MostLines = 25;

    /// <summary>The listed networks of an architecture.</summary>
    public static IEnumerable<NetworkName> Names(NetworkArchitecture architecture) =>
        Catalogue.Names.Where(name => name.Architecture == architecture);

    /// <summary>plain/√|H| in units: the widths that keep the number of parameters.</summary>
    public static int Width(PointGroup group, int plain, int unit = 1) =>
        unit
        * (int)Math.Round(plain / Math.Sqrt(group.Order) / unit, MidpointRounding.AwayFromZero);

    /// <summary>The code between the marks of a file beside this one is short.</summary>
    public static void ExpectShort(string file)
    {
        var path = Path.Combine(Repository.Root, "tests", "Facade.Tests", "Building", file);
        var code = File.ReadAllText(path).Split("// <network>")[1].Split("// </network>")[0];
        var lines = code.Trim().Split('\n').Length;
        Assert.That(lines, Is.AtMost(MostLines), $"{file} has {lines} lines");
    }
}
