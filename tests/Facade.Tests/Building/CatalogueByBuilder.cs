using AgeFormal.Algebra;
using AgeFormal.Networks;

namespace AgeFormal.Facade.Tests.Building;

/// <summary>What the tests share that write the catalogue with the builder.</summary>
internal static class CatalogueByBuilder
{
    /// <summary>The listed networks of an architecture.</summary>
    public static IEnumerable<NetworkName> Names(NetworkArchitecture architecture) =>
        Catalogue.Names.Where(name => name.Architecture == architecture);

    /// <summary>plain/√|H| in units: the widths that keep the number of parameters.</summary>
    public static int Width(PointGroup group, int plain, int unit = 1) =>
        unit
        * (int)Math.Round(plain / Math.Sqrt(group.Order) / unit, MidpointRounding.AwayFromZero);
}
